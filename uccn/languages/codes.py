"""The two languages of the product, by Django's code, by the part of the address and by BCP 47 tag."""

from __future__ import annotations

from typing import Any

from django.utils.text import format_lazy

CHINESE = "zh-hans"
ENGLISH = "en"
LANGUAGES = (CHINESE, ENGLISH)

PREFIXES = {CHINESE: "zh", ENGLISH: "en"}
TAGS = {CHINESE: "zh-Hans", ENGLISH: "en"}
NAMES = {CHINESE: "中文", ENGLISH: "English"}
SUFFIXES = {CHINESE: "zh_hans", ENGLISH: "en"}


def other(language: str) -> str:
    return ENGLISH if language == CHINESE else CHINESE


def column(field_name: str, language: str) -> str:
    """The name of the field that holds the language: "name" in English is "name_en"."""
    return f"{field_name}_{SUFFIXES[language]}"


def both(field_name: str) -> tuple[str, ...]:
    """Chinese and English side by side, as an admin's fieldset wants them on one row."""
    return tuple(column(field_name, language) for language in LANGUAGES)


def verbose_name_in(verbose_name: Any, language: str) -> Any:
    return format_lazy("{} · {}", verbose_name, NAMES[language])
