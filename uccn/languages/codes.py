"""The two languages of the product, by Django's code, by the part of the address and by BCP 47 tag."""

from django.utils.text import format_lazy

CHINESE = "zh-hans"
ENGLISH = "en"
LANGUAGES = (CHINESE, ENGLISH)

PREFIXES = {CHINESE: "zh", ENGLISH: "en"}
TAGS = {CHINESE: "zh-Hans", ENGLISH: "en"}
NAMES = {CHINESE: "中文", ENGLISH: "English"}
SUFFIXES = {CHINESE: "zh_hans", ENGLISH: "en"}


def other(language):
    return ENGLISH if language == CHINESE else CHINESE


def column(field_name, language):
    return f"{field_name}_{SUFFIXES[language]}"


def verbose_name_in(verbose_name, language):
    return format_lazy("{} · {}", verbose_name, NAMES[language])
