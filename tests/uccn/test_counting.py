import pytest

from uccn.texts.counting import length


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        ("陶瓷之路", 4),
        ("陶瓷，之路。", 4),
        ("The road of porcelain", 4),
        ("Jingdezhen’s well-known kilns, 8.5 % more", 5),
        ("2014年加入 UNESCO 网络", 7),
        ("— … “ ”", 0),
    ],
)
def test_chinese_counts_in_characters_and_the_rest_in_words(text, count):
    assert length(text) == count
