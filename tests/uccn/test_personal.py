import json
from pathlib import Path

import pytest

from uccn.texts.html import plain
from uccn.texts.personal import personal_traces

FIXTURES = sorted((Path(__file__).parents[2] / "fixtures").glob("*.json"))

TELEPHONES = [
    "13800138000",
    "138 0013 8000",
    "138-0013-8000",
    "１３８００１３８０００",
    "+86 138 0013 8000",
    "0086-13800138000",
    "86-13800138000",
    "021-65987687",
    "(021) 65987687",
    "（0798）8221234",
    "02165987687",
    "021-65987687-8002",
    "021—6598 7687转8002",
    "+86 21 6598 7687",
    "0086 21 65987687转8002",
    "0086 21 65987687 ext. 8002",
    "400-820-8820",
    "+33 1 23 45 67 89",
    "+1 (212) 555-0123",
    "+44 20 7946 0958",
    "+4915112345678",
    "+852 1234 5678",
    "01 23 45 67 89",
    "076-220-2077",
    "020 7946 0958",
    "(212) 555-0123",
]
ADDRESSES = [
    "li.ming@example.cn",
    "li.ming＠example．cn",
    "li_ming @ example.com.cn",
    "li (at) example.cn",
    "li[at]example[dot]org",
    "li at example dot org",
    "li#163.com",
]
IDENTITY_NUMBERS = ["36020319800101123X", "360203198001011234", "360203 19800101 1234"]
NO_TRACES = [
    "2018年",
    "34,246",
    "34246",
    "10000000",
    "12345678901",
    "1,234,567,890",
    "100 000 000",
    "13800138000元",
    "¥13800138000",
    "2015-2018",
    "2012-2016 2016-2018 2018",
    "2018-10-27",
    "01-02-2018",
    "20181027",
    "2018.10.27-2018.10.28",
    "16:00-17:30",
    "200092",
    "邮编：333000",
    "ISBN 978-7-5010-1234-5",
    "ISBN 9787501012345",
    "ISBN 7-5010-1234-X",
    "ISSN 1000-1234",
    "10.1000/182",
    "沪ICP备12345678号-1",
    "京公网安备 11010802012345号",
    "景府发〔2018〕12号",
    "编号 0512-2018001",
    "合同编号：13812345678",
    "No. 13812345678",
    "91360200MA35FL1234",
    "29.268836, 117.178443",
    "29°16′08″N 117°10′42″E",
    "0.02165987687",
    "+8.5%",
    "+10000000",
    "电话调查了10000000人",
    "手机10000000部",
    "telephone survey of 10000000 people",
    "热线电话2018年开通",
    "电话：2018-10-27",
    "@unesco",
    "look at example.com",
    "at 12 dot 5",
]
SENTENCES = ["{}", "请联系{}。", "（{}）", "见{}，2018年起。", "Write to {}, please.", "2018: {}; 34,246 yuan."]


def strings(content):
    if isinstance(content, str):
        yield content
    elif isinstance(content, dict | list):
        for part in content.values() if isinstance(content, dict) else content:
            yield from strings(part)


def found(text):
    return [(trace.kind, trace.text) for trace in personal_traces(text)]


@pytest.mark.parametrize("sentence", SENTENCES)
@pytest.mark.parametrize("number", TELEPHONES)
def test_telephone_numbers_are_found(sentence, number):
    assert found(sentence.format(number)) == [("telephone", number)]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("电话：65987687", "65987687"),
        ("电话（办）：8221234", "8221234"),
        ("传真 8221234", "8221234"),
        ("手机号码是13800138000", "13800138000"),
        ("Tel: 6598 7687", "6598 7687"),
        ("My telephone number is 65987687.", "65987687"),
        ("Phone 65987687/88", "65987687"),
    ],
)
def test_whatever_is_called_a_telephone_number_is_one(text, number):
    assert found(text) == [("telephone", number)]


@pytest.mark.parametrize("sentence", SENTENCES)
@pytest.mark.parametrize("address", ADDRESSES)
def test_mail_addresses_are_found_in_simple_disguise_too(sentence, address):
    assert found(sentence.format(address)) == [("e-mail", address)]


@pytest.mark.parametrize("sentence", SENTENCES)
@pytest.mark.parametrize("number", IDENTITY_NUMBERS)
def test_identity_numbers_are_found(sentence, number):
    assert found(sentence.format(number)) == [("identity number", number)]


@pytest.mark.parametrize("sentence", ["{}", "数据：{}。", "It was {}, they said."])
@pytest.mark.parametrize("text", NO_TRACES)
def test_other_numbers_are_no_traces(sentence, text):
    assert found(sentence.format(text)) == []


def test_traces_come_in_order_with_their_places():
    text = "李明，li@example.cn，电话：0798-8221234"

    assert [(trace.kind, trace.start, trace.text) for trace in personal_traces(text)] == [
        ("e-mail", 3, "li@example.cn"),
        ("telephone", 20, "0798-8221234"),
    ]


def test_of_all_shipped_texts_only_the_alliance_gives_its_telephone():
    traces = {
        (record["fields"].get("slug"), trace.kind, trace.text)
        for path in FIXTURES
        for record in json.loads(path.read_text(encoding="utf-8"))
        for text in strings(record["fields"])
        for trace in personal_traces(plain(text))
    }

    assert traces == {
        ("alliance", "telephone", "0086 21 65987687转8002"),
        ("alliance", "telephone", "0086 21 65987687 ext. 8002"),
    }
