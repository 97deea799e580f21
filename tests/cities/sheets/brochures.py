"""Sheets of all members as different offices keep them, made from the register itself."""

import io

import openpyxl

from cities.models import City

TITLE = "联合国教科文组织全球创意城市网络成员名单（截至2025年）"


def members():
    cities = City.objects.select_related("country").prefetch_related(
        "designations__field", "aliases", "country__aliases"
    )
    for city in cities.order_by("slug"):
        for designation in city.designations.all():
            yield city, designation


def in_the_manner_of_the_brochure():
    """A title row, headings in row 3, both languages in one cell, years as texts, a total below."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append([TITLE])
    sheet.append([])
    sheet.append(["序号", "城市 City", "国家 Country", "领域 Creative Field", "入选年份"])
    number = 0
    for number, (city, designation) in enumerate(members(), start=1):
        sheet.append(
            [
                number,
                f"{city.name_zh_hans} {city.name_en}",
                f"{city.country.name_zh_hans} {city.country.name_en}",
                f"{designation.field.title_zh_hans} {designation.field.title_en}",
                f"{designation.since.year}年",
            ]
        )
    sheet.append(["合计", number])
    sheet.append(["注：本表据公开资料整理。"])
    book.create_sheet("Sheet2")
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def in_english_with_other_names():
    """A csv of an office abroad: other names of cities and countries where there are any, days where known."""
    lines = ["Member City;Country;Category;Designated"]
    for city, designation in members():
        name = next((alias.name for alias in city.aliases.all() if alias.language == "fr"), city.name_en)
        country = next(
            (alias.name for alias in city.country.aliases.all() if alias.language == "fr"), city.country.name_en
        )
        lines.append(f"{name};{country};{designation.field.name_en.upper()};{designation.since}")
    return "\r\n".join(lines).encode("utf-8-sig")


def in_traditional_script():
    """A csv in Big5 or GBK as older files are, Chinese names only."""
    lines = ["城市名稱,國家,領域,加入年份"]
    for city, designation in members():
        lines.append(
            f"{city.name_zh_hans},{city.country.name_zh_hans},{designation.field.title_zh_hans},{designation.since.year}年"
        )
    return "\r\n".join(lines).encode("gb18030")
