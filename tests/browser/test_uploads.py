"""A picture on its way from an editor's folder to the report, with the script that shows how far it is and without."""

import pytest

from tests.browser.desk import sign_in
from tests.pictures import a_picture

PICTURE = {"name": "景德镇窑.jpg", "mimeType": "image/jpeg", "buffer": a_picture("JPEG", (1000, 500))}
NO_PICTURE = {"name": "kiln.jpg", "mimeType": "image/jpeg", "buffer": b"<svg xmlns='http://www.w3.org/2000/svg'/>"}


def open_form(page, site):
    sign_in(page, site)
    page.goto("/admin/reports/report/")
    page.get_by_role("link", name="Jingdezhen").first.click()
    page.locator("#item-1, .outline-item").first.get_by_role("link", name="Add figure").click()


@pytest.fixture(params=[True, False], ids=["with the script", "without scripts"])
def has_script(request):
    return request.param


def test_picture_is_handed_in(open_page, site, has_script):
    page = open_page(java_script_enabled=has_script)
    open_form(page, site)
    caption = f"A kiln {has_script}"
    page.locator("[name=caption_en]").fill(caption)
    page.locator("[name=picture]").set_input_files(PICTURE)

    with page.expect_request(lambda request: request.method == "POST") as sent:
        page.get_by_role("button", name="Save", exact=True).click()

    page.wait_for_url("**/change/#item-*")
    assert "was added" in page.locator(".messagelist").inner_text()
    assert page.locator(".parts").get_by_role("link", name=caption).count() == 1
    assert sent.value.headers.get("x-upload") == ("1" if has_script else None)


def test_what_is_no_picture_is_refused_in_words(open_page, site, has_script):
    page = open_page(java_script_enabled=has_script)
    open_form(page, site)
    page.locator("[name=caption_en]").fill("No kiln")
    page.locator("[name=picture]").set_input_files(NO_PICTURE)

    page.get_by_role("button", name="Save", exact=True).click()

    page.get_by_text("This file is not a readable JPEG, PNG or WebP picture.").wait_for()
    assert page.locator("[name=caption_en]").input_value() == "No kiln"


def test_progress_is_said_while_the_file_is_on_its_way(open_page, site):
    page = open_page()
    open_form(page, site)
    page.locator("[name=picture]").set_input_files(PICTURE)
    on_their_way = []
    page.route("**/figure/add/**", lambda route: on_their_way.append(route))

    page.get_by_role("button", name="Save", exact=True).click()

    page.locator(".upload-progress progress").wait_for()
    assert page.locator(".upload-progress").inner_text().startswith("Upload")
    assert page.get_by_role("button", name="Save", exact=True).is_disabled()
    assert len(on_their_way) == 1
