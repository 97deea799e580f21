"""The main pages of the desk in both languages: no barrier for anybody, and nothing wider than the window."""

import pytest

from tests.browser.desk import first_report, open_with_editors, sign_in

NARROW, WIDE = {"width": 390, "height": 844}, {"width": 1280, "height": 900}
LOOKS = [("zh-CN", NARROW, "light"), ("en-US", WIDE, "dark")]


def pages(report):
    return [
        "/admin/",
        "/admin/reports/report/",
        report,
        report.replace("change/", "publish/"),
        "/admin/cities/city/1/change/",
        "/admin/reports/initiative/1/change/",
    ]


@pytest.mark.parametrize(("locale", "viewport", "scheme"), LOOKS, ids=["zh-390-light", "en-1280-dark"])
def test_pages_have_no_barrier_and_fit_the_window(open_page, site, serious, locale, viewport, scheme):
    # axe-core writes styles into the page.
    page = open_page(viewport=viewport, color_scheme=scheme, locale=locale, bypass_csp=True)
    sign_in(page, site)

    found = {}
    for address in pages(first_report(page)):
        open_with_editors(page, address)
        faults = serious(page)
        if page.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
            faults.append("wider than the window")
        if faults:
            found[address] = faults

    assert found == {}
