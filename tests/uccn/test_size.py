import pytest

from uccn.texts.size import size


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", 0),
        ("景德镇", 3),
        ("景德镇，陶瓷。", 5),
        ("<p>Two words</p><ul><li>and three more</li></ul>", 5),
        ("the city’s well-known 1,900 kilns", 5),
        ("2018年", 2),
        ("加入UNESCO创意城市网络", 9),
        ("𠮷野家", 3),
        ("— … ！", 0),
    ],
)
def test_chinese_is_counted_by_the_character_and_the_rest_by_the_word(text, words):
    assert size(text) == words
