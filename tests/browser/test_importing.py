"""A sheet as offices keep them, from the upload to its undoing, in both languages and at both widths."""

import pytest

from tests.browser.desk import sign_in
from tests.uccn.sheets.files import a_book, saved

CUT_OFF = "[...document.querySelectorAll('.table-scroll')].some(each => each.scrollWidth > each.clientWidth)"
NARROW, WIDE = {"width": 390, "height": 844}, {"width": 1280, "height": 900}
ROWS = [
    ["联合国教科文组织创意城市网络成员一览"],
    [None],
    ["城市 City", "国家 Country", "领域 Field", "入选年份", "网址", "经办人"],
    ["景德镇 Jingdezhen", "中国", "手工艺与民间艺术", "2014年", "https://new.example", "李"],
    ["Newtown", "中国", "设计", "２０２５", None, None],
    ["Jingdezhenn", "中国", "设计", "2025", None, None],
    ["合计", None, None, None, None, None],
]


@pytest.mark.parametrize(("locale", "viewport"), [("zh-CN", NARROW), ("en-US", WIDE)], ids=["zh-390", "en-1280"])
def test_a_messy_sheet_is_imported_and_taken_back(open_page, site, serious, tmp_path, locale, viewport):
    # axe-core writes styles into the page; test_the_policy_holds_throughout_an_import goes without it.
    page = open_page(viewport=viewport, locale=locale, bypass_csp=True)

    faults = {}
    for name in errand(page, site, tmp_path):
        found = serious(page)
        if page.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
            found.append("wider than the window")
        if name == "columns" and page.evaluate(CUT_OFF):
            found.append("cut off")
        if found:
            faults[name] = found

    assert faults == {}


def test_the_policy_holds_throughout_an_import(page, site, tmp_path):
    visited = list(errand(page, site, tmp_path))

    assert visited == ["upload", "doubtful", "answered", "columns", "imported", "batch", "undo", "undone"]


def errand(page, site, tmp_path):
    """Goes through an import; gives the name of each page while it is open."""
    file = tmp_path / "成员.xlsx"
    file.write_bytes(saved(a_book(ROWS)))
    sign_in(page, site)
    page.goto("/admin/cities/city/import/")
    yield "upload"

    page.locator("[name=file]").set_input_files(file)
    page.locator("#content-main form [type=submit]").click()
    line = page.locator("[name=answer-6]")
    line.first.wait_for()
    yield "doubtful"

    page.locator("[name=answer-6][value=skip]").check()
    page.locator("form[action$='answers/'] [type=submit]").click()
    page.locator("form[action$='confirm/']").wait_for()
    preview = page.url
    yield "answered"

    page.goto(f"{preview}?columns")
    yield "columns"

    page.goto(preview)
    page.locator("form[action$='confirm/'] [type=submit]").first.click()
    to_batch = page.locator("a[href^='/admin/sheets/batch/'][href$='/change/']")
    to_batch.wait_for()
    yield "imported"

    to_batch.click()
    batch = page.url
    yield "batch"

    page.locator("form[action$='/undo/'] [type=submit]").click()
    page.locator("form[action$='confirm/']").wait_for()
    yield "undo"

    page.locator("form[action$='confirm/'] [type=submit]").click()
    page.wait_for_url("**/change/")
    assert page.url != batch
    yield "undone"
