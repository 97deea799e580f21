import json
import random
import re
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from uccn.texts.html import plain
from uccn.texts.numbers import disagreements, numbers_in

FIXTURES = sorted((Path(__file__).parents[2] / "fixtures").glob("*.json"))


def translated_pairs():
    """Every text of the fixtures that has both languages, once, as plain words."""
    pairs = {}
    for path in FIXTURES:
        for record in json.loads(path.read_text(encoding="utf-8")):
            fields = record["fields"]
            chinese = {name: text for name, text in fields.items() if name.endswith("_zh_hans") and text}
            for name, text in chinese.items():
                if english := fields.get(name.replace("_zh_hans", "_en")):
                    pairs[plain(text), plain(english)] = None
    return list(pairs)


def said(text, language):
    return [(number.kind, number.value) for number in numbers_in(text, language)]


def differing(chinese, english):
    return [
        (found.chinese and found.chinese.written, found.english and found.english.written)
        for found in disagreements(chinese, english)
    ]


@pytest.mark.parametrize(
    ("language", "text", "kind", "value"),
    [
        ("zh-hans", "900亿元", "number", "90000000000"),
        ("zh-hans", "1.2万亿元", "number", "1200000000000"),
        ("zh-hans", "1亿2000万元", "number", "120000000"),
        ("zh-hans", "3万多名", "number", "30000"),
        ("zh-hans", "30多万人", "number", "300000"),
        ("zh-hans", "34246元", "number", "34246"),
        ("zh-hans", "增长８．５％", "percent", "8.5"),
        ("zh-hans", "百分之八点五", "percent", "8.5"),
        ("zh-hans", "提高3个百分点", "percent", "3"),
        ("zh-hans", "一千九百个", "number", "1900"),
        ("zh-hans", "十余万人", "number", "100000"),
        ("zh-hans", "二〇一八年", "number", "2018"),
        ("zh-hans", "十月", "month", "10"),
        ("zh-hans", "10月", "month", "10"),
        ("zh-hans", "第十一届", "number", "11"),
        ("zh-hans", "20世纪60年代", "number", "1960"),
        ("zh-hans", "Ⅲ期", "number", "3"),
        ("en", "90 billion yuan", "number", "90000000000"),
        ("en", "US$205m", "number", "205000000"),
        ("en", "1,900", "number", "1900"),
        ("en", "8.5 per cent", "percent", "8.5"),
        ("en", "8.5%", "percent", "8.5"),
        ("en", "thirty thousand", "number", "30000"),
        ("en", "one hundred and twenty-three", "number", "123"),
        ("en", "since September", "month", "9"),
        ("en", "each Sep.", "month", "9"),
        ("en", "the eleventh", "number", "11"),
        ("en", "the 11th", "number", "11"),
        ("en", "the XI conference", "number", "11"),
        ("en", "the 1960s", "number", "1960"),
        ("fr", "1900 stands", "number", "1900"),
    ],
)
def test_a_number_is_read_in_whatever_form_it_is_written(language, text, kind, value):
    assert said(text, language) == [(kind, Decimal(value))]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "zh-hans",
            "统一、一带一路、之一、唯一、一个、一批、四川、三峡、万众一心、千方百计、十分、数百人、几十家、三分之二",
        ),
        ("zh-hans", "COVID-19、G20、LAB.2030、306A、unescofabriano2019.it"),
        ("en", "One of the dozens, both halves, hundreds, a couple, half a year, two thirds."),
        ("en", "You may march on; Jun porcelain is no month."),
    ],
)
def test_what_only_looks_like_a_number_is_none(language, text):
    assert said(text, language) == []


def test_a_number_says_where_it_stands_and_how_it_is_written():
    text = "２０１７年达到900亿元"

    assert [(number.start, number.written) for number in numbers_in(text, "zh-hans")] == [(0, "２０１７"), (7, "900亿")]


@pytest.mark.parametrize(
    ("chinese", "english"),
    [
        ("900亿元，增长8.5%", "90 billion yuan, 8.5 per cent more"),
        ("财政总收入123.2亿元", "a revenue of 12.32 billion"),
        ("分别增长8.5%、6.4%和8.8%", "rose by 8.5, 6.4 and 8.8 per cent"),
        ("各增长9%，增长9%", "each 9 per cent"),
        ("5000多人", "more than five thousand"),
        ("200万至300万元", "2 to 3 million yuan"),
        ("50万", "half a million"),
        ("2018年11月22日", "November 22nd, 2018"),
        ("2018年11月22日", "22 November 2018"),
        ("10月27日至28日", "October 27 to 28"),
        ("2016年9月", "Sep. 2016"),
        ("七、八月", "July and August"),
        ("八月十五", "the fifteenth of the eighth lunar month"),
        ("第11届", "XI"),
        ("第二届", "the 2nd"),
        ("陶溪川二期、三宝三期", "Phase II and Phase III"),
        ("2015—2018年", "2015-2018"),
        ("2015、2016年", "2015/16"),
        ("2010—2011年", "2010-11"),
        ("2018年5月", "2018-05"),
        ("20世纪60年代", "the 1960s"),
        ("约一千八百年", "some eighteen centuries"),
        ("百余年", "more than a century"),
        ("两国", "both countries"),
        ("每两年", "biennially"),
        ("1个月", "a month"),
        ("12座", "twelve"),
        ("二十国集团", "the G20"),
        ("新冠疫情", "COVID-19"),
        ("2030年议程", "the 2030 Agenda"),
        ("“十四五”规划", "the 14th Five-Year Plan"),
        ("三四十人", "thirty to forty people"),
        ("十二名", "a dozen"),
        ("长5千米", "5 km long"),
        ("二战", "the Second World War"),
        ("（1）展览；（2）会议", "exhibitions; meetings (1, 2)"),
        ("1. 展览", "• exhibitions"),
    ],
)
def test_figures_that_agree_raise_no_flag(chinese, english):
    assert differing(chinese, english) == []


@pytest.mark.parametrize(
    ("chinese", "english", "difference"),
    [
        ("900亿元", "9 billion yuan", ("900亿", "9 billion")),
        ("3万人", "3,000 people", ("3万", "3,000")),
        ("8.5%", "85%", ("8.5%", "85%")),
        ("8.5%", "8.5", ("8.5%", "8.5")),
        ("8.5%", "8.7 per cent", ("8.5%", "8.7 per cent")),
        ("2018年", "2019", ("2018", "2019")),
        ("十月", "in November", ("十月", "November")),
        ("第十一届", "the twelfth", ("第十一", "twelfth")),
        ("四次年会", "three meetings", ("四", "three")),
        ("G20", "G28", ("G20", "G28")),
        ("12家基地", "bases", ("12", None)),
        ("基地", "12 bases", (None, "12")),
        ("2018年甲，2018年乙，2016年丙", "2018, 2016 and again 2016", ("2018", "2016")),
    ],
)
def test_figures_that_differ_are_shown_as_both_sides_write_them(chinese, english, difference):
    assert differing(chinese, english) == [difference]


def test_a_small_number_in_words_may_be_missing():
    assert differing("三位艺术家访问四座城市", "Artists visited cities") == []


def test_the_shipped_translations_agree():
    assert [found for pair in translated_pairs() if (found := differing(*pair))] == []


def changed_digits(text, chance):
    """The text with each of at most six of its digits changed."""
    places = [match.start() for match in re.finditer("[0-9]", text)]
    for place in chance.sample(places, min(6, len(places))):
        digit = chance.choice([digit for digit in "0123456789" if digit != text[place]])
        yield text[:place] + digit + text[place + 1 :]


def test_a_changed_digit_is_found_in_98_of_100_cases():
    chance = random.Random(2018)
    changed = []

    for chinese, english in translated_pairs():
        changed += [(text, english) for text in changed_digits(chinese, chance)]
        changed += [(chinese, text) for text in changed_digits(english, chance)]

    unseen = [pair for pair in changed if not disagreements(*pair)]
    assert len(changed) > 1000
    assert len(unseen) <= 0.02 * len(changed)


@pytest.mark.parametrize(("right", "wrong"), [("亿", "万"), ("万", "亿"), ("%", "")])
def test_a_wrong_unit_in_chinese_is_found(right, wrong):
    pattern = rf"(?<=\d){right}"
    wrong_pairs = [(re.sub(pattern, wrong, zh), en) for zh, en in translated_pairs() if re.search(pattern, zh)]

    assert wrong_pairs
    assert all(disagreements(*pair) for pair in wrong_pairs)


@pytest.mark.parametrize(
    ("right", "wrong"), [("billion", "million"), ("million", "billion"), ("per cent", ""), ("%", "")]
)
def test_a_wrong_unit_in_english_is_found(right, wrong):
    pattern = rf"(?<=\d) ?{right}"
    wrong_pairs = [(zh, re.sub(pattern, wrong, en)) for zh, en in translated_pairs() if re.search(pattern, en)]

    assert wrong_pairs
    assert all(disagreements(*pair) for pair in wrong_pairs)


NUMERALS = "零一二三四五六七八九"
BELOW_TWENTY = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
).split()
TENS = "- - twenty thirty forty fifty sixty seventy eighty ninety".split()


def in_chinese(number):
    for size, unit in [(10**8, "亿"), (10**4, "万"), (1000, "千"), (100, "百"), (10, "十")]:
        times, rest = divmod(number, size)
        if times:
            gap = "零" if 0 < rest < size // 10 else ""
            return in_chinese(times) + unit + gap + (in_chinese(rest) if rest else "")
    return NUMERALS[number]


def in_english(number):
    for size, unit in [(10**9, "billion"), (10**6, "million"), (1000, "thousand"), (100, "hundred")]:
        times, rest = divmod(number, size)
        if times:
            joint = " and " if 0 < rest < 100 else " "
            return f"{in_english(times)} {unit}" + (joint + in_english(rest) if rest else "")
    tens, ones = divmod(number, 10)
    return BELOW_TWENTY[number] if number < 20 else TENS[tens] + (f"-{BELOW_TWENTY[ones]}" if ones else "")


@settings(deadline=None, derandomize=True)
@given(st.integers(11, 10**12 - 1))
def test_every_number_in_words_is_read_in_both_languages(number):
    assert said(f"共{in_chinese(number)}个", "zh-hans") == [("number", number)]
    assert said(f"in all {in_english(number)}", "en") == [("number", number)]


@settings(deadline=None, derandomize=True)
@given(st.text("0123456789〇零一二三五十百千万亿点第多余年月日个%.,-至 aIVXG", max_size=40))
def test_no_text_is_too_strange(text):
    numbers_in(text, "en")

    assert differing(text, text.replace(" ", "  ")) is not None


def test_long_texts_take_no_longer_than_they_must():
    for text in ("1,", "三", "a", "12 to ", "百分之", "\n", "万"):
        disagreements(text * 2000, text * 2000)
