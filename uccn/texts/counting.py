"""How long a text is: Chinese in characters, everything else in words."""

from __future__ import annotations

import re

CHINESE = re.compile(r"[\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
WORD = re.compile(r"[^\W_]+(?:[-'’.,][^\W_]+)*")


def length(text: str) -> int:
    """The characters of a Chinese text and the words of any other; in a mixed text, both together."""
    return len(CHINESE.findall(text)) + len(WORD.findall(CHINESE.sub(" ", text)))
