"""Every public page in both languages and widths: no barrier, no invalid HTML, nothing wider than the window."""

import pytest

from tests.validity import errors

PATHS = [
    "",
    "about/",
    "cities/",
    "cities/?field=design",
    "cities/?q=nowhere",
    "cities/?field=sorcery",
    "cities/jingdezhen/",
    "cities/lyon/",
    "cities/harbin/",
    "cities/kanazawa/",
    "fields/crafts-and-folk-art/",
    "fields/media-arts/",
    "fields/architecture/",
    "reports/",
    "reports/jingdezhen-2018/",
    "reports/jingdezhen-2018/editions/1/",
    "network/",
    "statistics/",
    "nowhere/",
]
NARROW, WIDE = {"width": 390, "height": 844}, {"width": 1280, "height": 900}
# Each language, width and colour scheme once: templates and colours are the same in all.
LOOKS = [("zh", NARROW, "light"), ("en", WIDE, "dark")]


@pytest.mark.parametrize(("language", "viewport", "scheme"), LOOKS, ids=["zh-390-light", "en-1280-dark"])
def test_pages_have_no_barrier_and_fit_the_window(open_page, violations, language, viewport, scheme):
    # axe-core writes styles into the page.
    page = open_page(viewport=viewport, color_scheme=scheme, bypass_csp=True)

    found = {}
    for path in PATHS:
        page.goto(f"/{language}/{path}")
        faults = violations(page)
        if page.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
            faults.append("wider than the window")
        if faults:
            found[path] = faults

    assert found == {}


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("path", PATHS)
def test_html_is_valid(page, language, path):
    content = page.request.get(f"/{language}/{path}").text()

    assert errors(content) == []


@pytest.mark.parametrize("language", ["zh", "en"])
def test_pages_fit_the_smallest_phone(open_page, language):
    page = open_page(viewport={"width": 320, "height": 640})

    for path in PATHS:
        page.goto(f"/{language}/{path}")
        assert not page.evaluate("document.documentElement.scrollWidth > window.innerWidth"), path


def test_reader_without_a_mouse_reaches_the_text_first(page):
    page.goto("/en/reports/jingdezhen-2018/")

    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    assert page.evaluate("location.hash") == f"#{page.locator('main').get_attribute('id')}"


def test_language_switch_leads_to_the_same_page(page):
    page.goto("/zh/cities/?field=design")

    page.get_by_role("link", name="English").first.click()

    assert page.url.endswith("/en/cities/?field=design")


def test_section_address_leads_to_the_initiative(page):
    page.goto("/zh/reports/jingdezhen-2018/#s-4-2-A")

    assert page.locator("#s-4-2-A").is_visible()
    assert "中国景德镇国际陶瓷博览会" in page.locator("#s-4-2-A").inner_text()
