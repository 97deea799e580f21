import json
import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from uccn.texts.differences import Block, Piece, compare, compare_markup, merge
from uccn.texts.html import plain, sanitise

JINGDEZHEN = Path(__file__).parents[2] / "fixtures" / "jingdezhen-2018.json"


def long_texts(suffix):
    records = json.loads(JINGDEZHEN.read_text(encoding="utf-8"))
    texts = [record["fields"].get("text_" + suffix) or "" for record in records]
    return [text for text in texts if len(text) > 200]


def marked(pieces):
    signs = {"same": "{}", "removed": "[-{}-]", "added": "[+{}+]"}
    return "".join(signs[piece.kind].format(piece.text) for piece in pieces)


def edited(text, times, chance):
    """The text with so many small changes at random."""
    for _ in range(times):
        place = chance.randrange(len(text))
        text = text[:place] + chance.choice(["", "瓷", "新的", " and "]) + text[place + chance.randrange(3) :]
    return text


@pytest.mark.parametrize(
    ("language", "old", "new", "shown"),
    [
        ("zh-hans", "景德镇陶瓷", "景德镇的陶瓷", "景德镇[+的+]陶瓷"),
        (
            "zh-hans",
            "达到900亿元，增长8.5%。",
            "达到90亿元，增长8.7%。",
            "达到[-900-][+90+]亿元，增长[-8.5-][+8.7+]%。",
        ),
        ("zh-hans", "甲。乙。", "甲。丙。乙。", "甲。[+丙。+]乙。"),
        (
            "en",
            "It has grown by 34,246 yuan.",
            "It has grown by 34,264 yuan.",
            "It has grown by [-34,246-][+34,264+] yuan.",
        ),
        ("en", "the city’s kilns", "the cities’ kilns", "the [-city’s-][+cities’+] kilns"),
        ("en", "one two", "one  two", "one[- -][+  +]two"),
        ("fr", "la ville créative", "la ville créatrice", "la ville [-créative-][+créatrice+]"),
        ("en", "a\nb", "a\nc\nb", "a\n[+c\n+]b"),
        ("en", "same", "same", "same"),
        ("en", "", "new", "[+new+]"),
        ("en", "old", "", "[-old-]"),
        ("en", "", "", ""),
    ],
)
def test_a_change_is_shown_in_the_units_of_the_language(language, old, new, shown):
    assert marked(compare(old, new, language)) == shown


def test_a_text_written_anew_is_shown_whole():
    old = "每届博览会，我们都邀请国内外城市的代表参加。"
    new = "研讨会在湖边校区举行，由大学联合主办。"

    assert compare(old, new, "zh-hans") == [Piece("removed", old), Piece("added", new)]


def test_what_is_added_to_a_short_text_is_shown_as_added():
    old, more = (
        "博览会在十月举行。",
        "参展商来自法国、美国、英国、俄罗斯、荷兰、德国、意大利、土耳其、韩国、日本等国以及国内各大名窑。",
    )

    assert compare(old, old + more, "zh-hans") == [Piece("same", old), Piece("added", more)]


def test_words_left_between_two_changes_are_no_islands():
    start = "In the years before the fair "

    shown = marked(
        compare(start + "she planned all of it with care.", start + "they prepared all of it in months.", "en")
    )

    assert shown == start + "[-she planned all of it with care-][+they prepared all of it in months+]."


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_both_texts_can_be_put_together_again_from_the_pieces(language):
    chance = random.Random(9)
    for text in long_texts(language.replace("-", "_")):
        old, new = plain(text), edited(plain(text), 12, chance)

        pieces = compare(old, new, language)

        assert "".join(piece.text for piece in pieces if piece.kind != "added") == old
        assert "".join(piece.text for piece in pieces if piece.kind != "removed") == new


@settings(deadline=None, derandomize=True)
@given(st.text("甲乙丙a1., \n", max_size=60), st.text("甲乙丙a1., \n", max_size=60), st.sampled_from(["zh-hans", "en"]))
def test_no_text_is_lost_in_comparing(old, new, language):
    pieces = compare(old, new, language)

    assert "".join(piece.text for piece in pieces if piece.kind != "added") == old
    assert "".join(piece.text for piece in pieces if piece.kind != "removed") == new
    assert all(piece.text for piece in pieces)


def test_small_changes_of_a_long_text_stay_small():
    text = "\n".join(map(plain, long_texts("zh_hans")))

    pieces = compare(text, edited(text, 20, random.Random(4)), "zh-hans")

    assert sum(len(piece.text) for piece in pieces if piece.kind == "removed") < 120


def test_rich_text_is_compared_by_paragraph():
    old = "<h3>计划</h3><p>一二三四</p><p>五</p><ul><li><p>景德镇陶瓷</p></li><li>六七八</li></ul><p>末</p>"
    new = "<h3>计划</h3><p>一二三四</p><p>五</p><ul><li><p>景德镇的陶瓷</p></li></ul><h4>新的</h4><p>末</p>"

    assert compare_markup(old, new, "zh-hans") == [
        Block("same", "h3", [Piece("same", "计划"), Piece("same", "一二三四"), Piece("same", "五")], 3),
        Block("changed", "li", [Piece("same", "景德镇"), Piece("added", "的"), Piece("same", "陶瓷")]),
        Block("removed", "li", [Piece("removed", "六七八")]),
        Block("added", "h4", [Piece("added", "新的")]),
        Block("same", "p", [Piece("same", "末")]),
    ]


@pytest.mark.parametrize(
    ("old", "new", "state", "tag"),
    [
        ("<p>a b</p>", "<p>a <strong>b</strong></p>", "formatting", "p"),
        ("<p>a b</p>", "<p><em>a</em> b</p>", "formatting", "p"),
        ("<p>a</p>", "<h3>a</h3>", "formatting", "h3"),
        ("<ul><li>a</li></ul>", "<ol><li>a</li></ol>", "formatting", "li"),
        ("<p>a</p>", "<ul><li><p>a</p></li></ul>", "formatting", "li"),
        ('<p><a href="https://a.cn">a</a></p>', '<p><a href="https://b.cn">a</a></p>', "link", "p"),
        ("<p>a  b</p>\n", "<p>a b</p>", "same", "p"),
        ("<ul><li><p>a</p></li></ul>", "<ul><li>a</li></ul>", "same", "li"),
    ],
)
def test_a_change_of_formatting_alone_is_said(old, new, state, tag):
    blocks = compare_markup(old, new, "en")

    assert [(block.state, block.tag) for block in blocks] == [(state, tag)]
    assert {piece.kind for piece in blocks[0].pieces} == {"same"}


def test_a_table_is_compared_by_row():
    old = "<table><tbody><tr><th>年</th><td>2017</td></tr><tr><td>1</td><td>2</td></tr></tbody></table>"

    blocks = compare_markup(old, old.replace("<td>2</td>", "<td>3</td>"), "zh-hans")

    assert [(block.state, block.tag, marked(block.pieces)) for block in blocks] == [
        ("same", "tr", "年 | 2017"),
        ("changed", "tr", "1 | [-2-][+3+]"),
    ]


def test_what_looks_like_markup_in_a_text_stays_text():
    blocks = compare_markup("<p>a &lt;b&gt; c</p>", "<p>a &lt;i&gt; c</p>", "en")

    assert marked(blocks[0].pieces) == "a <[-b-][+i+]> c"


def test_text_without_paragraphs_is_one():
    assert compare_markup("", "a <strong>b</strong>", "en") == [Block("added", "p", [Piece("added", "a b")])]


def test_every_word_of_both_rich_texts_is_shown():
    chance = random.Random(5)
    for text in long_texts("zh_hans"):
        new = "".join(chance.sample(text.split("</p>"), len(text.split("</p>")) - 1))

        pieces = [piece for block in compare_markup(text, new, "zh-hans") for piece in block.pieces]

        kept = "".join(piece.text for piece in pieces if piece.kind != "added")
        assert sorted(kept.replace("\n", "")) == sorted(plain(text).replace("\n", ""))


@pytest.mark.parametrize(
    ("base", "mine", "theirs", "merged"),
    [
        ("a\nb\nc", "A\nb\nc", "a\nb\nC", "A\nb\nC"),
        ("a\nb", "A\nb", "a\nB", "A\nB"),
        ("a\n\nb", "a\n\nb\n\nc", "x\n\nb", "x\n\nb\n\nc"),
        ("a\r\nb", "A\nb", "a\nB", "A\nB"),
        ("a\nb", "a\nb", "a\nB", "a\nB"),
        ("a\nb", "A\nb", "A\nb", "A\nb"),
        ("a", "A", "B", None),
        ("a\nb", "a\nx\nb", "a\ny\nb", None),
        ("a\nb", "b", "A\nb", None),
        ("a", "a\nmine", "a\ntheirs", None),
        ("", "mine", "theirs", None),
        ("<p>a</p><p>b</p>", "<p>A</p><p>b</p>", "<p>a</p><p>B</p>", "<p>A</p><p>B</p>"),
        ("<p>a <em>b</em></p>", "<p>A <em>b</em></p>", "<p>a <em>B</em></p>", None),
        ("a <em>b</em> c", "A <em>b</em> c", "a <em>b</em> C", None),
        (
            "<ul><li>1</li><li>2</li></ul>",
            "<ul><li>1!</li><li>2</li></ul>",
            "<ul><li>1</li><li>2!</li></ul>",
            "<ul><li>1!</li><li>2!</li></ul>",
        ),
        ("<ul><li>1</li></ul>", "<ol><li>1</li></ol>", "<ul><li>2</li></ul>", None),
    ],
)
def test_changes_of_different_paragraphs_are_joined(base, mine, theirs, merged):
    assert merge(base, mine, theirs) == merged
    assert merge(base, theirs, mine) == merged


lines = st.lists(st.sampled_from(["一", "二", "三", "四", "five", "", "six"]), max_size=7)


@settings(deadline=None, derandomize=True)
@given(lines, lines, lines)
def test_nothing_either_side_typed_is_lost_in_a_merge(base, mine, theirs):
    # Each side signs what it types, so that it can be told from what stood there before.
    mine = [line if line in base else f"{line} m{place}" for place, line in enumerate(mine)]
    theirs = [line if line in base else f"{line} t{place}" for place, line in enumerate(theirs)]

    merged = merge("\n".join(base), "\n".join(mine), "\n".join(theirs))

    if merged is not None:
        typed = [line for line in [*mine, *theirs] if line not in base]
        assert [line for line in typed if line not in merged.split("\n")] == []


@st.composite
def rich_edits(draw):
    """A text and what two people made of it, each word of theirs signed."""
    base = draw(st.lists(st.sampled_from(["<p>{}</p>", "<h3>{}</h3>", "<ul><li>{}</li><li>x</li></ul>"]), max_size=6))
    base = [block.format(f"b{place}") for place, block in enumerate(base)]
    texts = ["".join(base)]
    for person in "mt":
        blocks = list(base)
        for turn in range(draw(st.integers(0, 3))):
            place = draw(st.integers(0, len(blocks)))
            word = f"{person}{turn}"
            if place < len(blocks) and draw(st.booleans()):
                blocks[place] = (
                    blocks[place].replace(">", f">{word} ", draw(st.integers(1, 4))).replace(f"{word} <", "<")
                )
            else:
                blocks.insert(place, f"<p>{word}</p>")
        texts.append(sanitise("".join(blocks)))
    return texts


@settings(deadline=None, derandomize=True)
@given(rich_edits())
def test_nothing_typed_is_lost_in_a_merge_of_rich_texts(texts):
    base, mine, theirs = texts

    merged = merge(base, mine, theirs)

    if merged is not None:
        words = (plain(mine) + " " + plain(theirs)).split()
        assert [word for word in words if word[0] in "mt" and word not in plain(merged).split()] == []
        assert sanitise(merged) == merged


@settings(deadline=None, derandomize=True)
@given(st.lists(st.integers(0, 9), min_size=2, max_size=10), st.data())
def test_changes_of_different_lines_always_merge(base, data):
    old = [f"line {place}" for place, _ in enumerate(base)]
    owner = [data.draw(st.sampled_from("mt-")) for _ in base]
    mine, theirs, both = (
        [line + " changed" if who in whose else line for line, who in zip(old, owner, strict=True)]
        for whose in ("m", "t", "mt")
    )

    assert merge("\n".join(old), "\n".join(mine), "\n".join(theirs)) == "\n".join(both)
