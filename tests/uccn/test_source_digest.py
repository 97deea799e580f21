import json
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from uccn.texts.html import paragraphs, plain
from uccn.texts.source_digest import source_digest

FIXTURES = sorted((Path(__file__).parents[2] / "fixtures").glob("*.json"))
FULL_WIDTH = str.maketrans({code: code + 0xFEE0 for code in range(0x21, 0x7F)})


def shipped_texts():
    return {
        text
        for path in FIXTURES
        for record in json.loads(path.read_text(encoding="utf-8"))
        for name, text in record["fields"].items()
        if name.endswith(("_zh_hans", "_en")) and text
    }


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("景德镇，2018年。", "景德镇 2018 年"),
        ("景德镇  陶瓷\n", "景德镇陶瓷"),
        ("“手工艺与民间艺术之都”", "「手工艺与民间艺术之都」"),
        ("甲、乙；丙", "甲，乙,丙!"),
        ("增长８．５％", "增长8.5 %"),
        ("34,246元", "34246元"),
        ("１，９００个", "1,900个"),
        ("2015-2018", "2015 — 2018"),
        ("don’t", "don't"),
        ("‘Well-known’ cities", '"well known" cities'),
        ("the Network", "The network"),
        ("cre\u00adative\u200b", "creative"),
        ("<p>a <strong>b</strong></p><p>c</p>", "<h3>a b</h3>\n<p>c</p>"),
        ("<p>A &amp; B</p>", "A & B"),
        ("cafe\u0301", "café"),
        ("COVID-19", "COVID‑19"),
    ],
)
def test_the_looks_of_a_text_do_not_matter(text, same):
    assert source_digest(text) == source_digest(same)


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("增长8.5%", "增长85%"),
        ("增长8.5%", "增长8 5%"),
        ("增长8.5%", "增长8.5"),
        ("0.5", ".05"),
        ("增长-3%", "增长3%"),
        ("a rise of -3", "a rise of 3"),
        ("（−3）", "（3）"),
        ("–$5", "$5"),
        ("$5", "€5"),
        ("5 -3", "5 3"),
        ("2015-2018", "2015, 2018"),
        ("3:2", "3, 2"),
        ("1，200", "1200"),
        ("10²", "102"),
        ("2018", "2O18"),
        ("is not known", "is known"),
        ("isn’t known", "is known"),
        ("不公开", "公开"),
        ("未经核实", "已经核实"),
        ("altogether", "all together"),
        ("A & B", "A B"),
        ("> 5", "< 5"),
        ("<p>a</p><p>b</p>", "<p>b</p><p>a</p>"),
        ("文化+", "文化"),
        ("x < y and y > z", "x < z and y > z"),
    ],
)
def test_what_changes_the_meaning_changes_the_digest(text, other):
    assert source_digest(text) != source_digest(other)


@pytest.mark.parametrize("text", ["", " \n", "<p></p>", "<p> <br></p>", "——", "\u200b"])
def test_a_text_that_says_nothing_has_no_digest(text):
    assert source_digest(text) == ""


def test_a_digest_is_32_digits_that_never_change():
    assert source_digest("2017年，全市地区生产总值（GDP）达到900亿元。") == "2ce3695750cdf6ca324997f4f90a7e47"


def test_each_shipped_text_has_its_own_digest_in_whatever_dress():
    digests = {}

    for text in shipped_texts():
        digest = source_digest(text)
        assert source_digest(plain(text) if "<p>" in text else paragraphs(text)) == digest
        assert source_digest(plain(text).translate(FULL_WIDTH)) == source_digest(plain(text))
        digests.setdefault(digest, set()).add(plain(text).casefold())

    assert all(len(texts) == 1 for texts in digests.values())


WORDS = st.sampled_from(
    ["瓷", "都", "不", "未", "city", "not", "isn't", "of", "2018", "8.5", "85", "8", "5", "-3", "3", "%", "1900"]
)
GAPS = st.sampled_from([" ", "  ", "\n", "\u3000", "\u00a0"])
SIGNS = st.sampled_from([" ", ", ", "，", "。", "; ", " “", "” ", "（", "）", "！", " — ", "…"])


@settings(deadline=None, derandomize=True)
@given(st.lists(st.tuples(WORDS, GAPS, GAPS), max_size=12))
def test_blanks_never_matter(words):
    first, second = ("".join(word + gaps[which] for word, *gaps in words) for which in (0, 1))

    assert source_digest(first) == source_digest(second)


@settings(deadline=None, derandomize=True)
@given(st.lists(st.tuples(st.sampled_from(["瓷", "不", "city", "not", "isn't"]), SIGNS, SIGNS), max_size=12))
def test_punctuation_never_matters(words):
    first, second = ("".join(word + signs[which] for word, *signs in words) for which in (0, 1))

    assert source_digest(first) == source_digest(second)


@settings(deadline=None, derandomize=True)
@given(st.lists(WORDS, max_size=8), st.lists(WORDS, max_size=8))
def test_other_words_always_have_another_digest(words, others):
    assume(words != others)

    assert source_digest("; ".join(words)) != source_digest("; ".join(others))


@settings(deadline=None, derandomize=True)
@given(st.text(max_size=60))
def test_no_text_is_too_strange(text):
    assert len(source_digest(text)) in (0, 32)
    assert source_digest(text + " \n") == source_digest(text)


LETTERS = [
    (words, place) for words in map(plain, sorted(shipped_texts())) for place, c in enumerate(words) if c.isalnum()
]
DIGITS = [(words, place) for words, place in LETTERS if words[place] in "0123456789"]


@settings(deadline=None, derandomize=True)
@given(st.sampled_from(DIGITS), st.integers(1, 9))
def test_a_changed_digit_of_a_shipped_text_always_changes_the_digest(found, more):
    words, place = found
    digit = (int(words[place]) + more) % 10

    assert source_digest(f"{words[:place]}{digit}{words[place + 1 :]}") != source_digest(words)


@settings(deadline=None, derandomize=True)
@given(st.sampled_from(LETTERS))
def test_a_lost_letter_of_a_shipped_text_always_changes_the_digest(found):
    words, place = found

    assert source_digest(words[:place] + words[place + 1 :]) != source_digest(words)
