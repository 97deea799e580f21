"""An editor's errand, from the sign-in to what a reader sees."""

from tests.browser.desk import sign_in

SENTENCE = "The kilns of the city have burned for two thousand years."
REPORT = "/reports/jingdezhen-2018/"


def read(page, path):
    page.goto(path)
    return page.locator("main").inner_text()


def test_editor_changes_an_english_sentence_and_publishes_english_only(page, site):
    chinese_before = read(page, f"/zh{REPORT}")
    sign_in(page, site)
    page.goto("/admin/reports/report/")
    page.get_by_role("link", name="Jingdezhen").first.click()
    desk = page.url

    editor = page.locator(".ProseMirror", has_text="In December 2014").first
    editor.click()
    page.keyboard.press("Control+Home")
    page.keyboard.type(SENTENCE + " ")
    page.get_by_role("button", name="Save and continue editing").click()

    page.goto(f"{desk.split('change/')[0]}preview/en/")
    assert SENTENCE in page.locator("main").inner_text()
    assert SENTENCE not in read(page, f"/en{REPORT}")

    page.goto(f"{desk.split('change/')[0]}publish/")
    assert page.get_by_label("English").is_checked()
    assert not page.get_by_label("中文").is_checked()
    page.locator("[name=note_en]").fill("The kilns are told of.")
    page.get_by_role("button", name="Publish").click()
    assert "Readers now see edition 2 in English." in page.locator(".messagelist").inner_text()

    english = read(page, f"/en{REPORT}")
    assert SENTENCE in english
    assert "The kilns are told of." in english
    assert SENTENCE not in read(page, f"/en{REPORT}editions/1/")
    assert read(page, f"/zh{REPORT}") == chinese_before
