"""Forms of the desk in use: one language or both, saving by keyboard, and no change lost on leaving."""

import pytest

from tests.browser.desk import first_report, open_with_editors, sign_in


@pytest.fixture
def form(page, site):
    sign_in(page, site)
    open_with_editors(page, first_report(page))
    return page


def shown(page):
    return [page.locator(f"#id_title_{language}").is_visible() for language in ["zh_hans", "en"]]


def test_one_language_is_chosen_by_keyboard_and_remembered(form):
    assert shown(form) == [True, True]

    form.get_by_label("Both languages").focus()
    form.keyboard.press("ArrowRight")
    chosen = shown(form)
    open_with_editors(form, form.url)

    assert (chosen, shown(form)) == ([True, False], [True, False])


def test_both_languages_are_shown_without_scripts(open_page, site):
    page = open_page(java_script_enabled=False)
    sign_in(page, site)
    page.goto(first_report(page))

    assert shown(page) == [True, True]


def test_leaving_with_unsaved_changes_asks_and_the_key_saves(form):
    asked = []
    form.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))

    form.locator("#id_responsible_entity_en").fill("The office of porcelain")
    form.locator("#id_responsible_entity_en").press("End")
    form.evaluate("location.assign('/admin/')")
    form.wait_for_timeout(300)
    still_there = form.locator("#id_responsible_entity_en").input_value()
    with form.expect_navigation():
        form.keyboard.press("Control+s")

    assert (asked, still_there) == (["beforeunload"], "The office of porcelain")
    assert form.locator(".messagelist .success").is_visible()
    assert form.locator("#id_responsible_entity_en").input_value() == "The office of porcelain"


def test_list_on_a_phone_names_each_cell_and_does_not_scroll_sideways(open_page, site):
    page = open_page(viewport={"width": 390, "height": 844})
    sign_in(page, site)
    page.goto("/admin/reports/report/")

    label = "element => getComputedStyle(element, '::before').content"
    assert page.locator("#result_list td.field-due_year").evaluate(label) == '"Due year"'
    assert page.evaluate("document.documentElement.scrollWidth") == 390


def test_what_the_form_asks_for_stands_beside_the_boxes_and_on_a_phone_above_in_one_line(form):
    asked, boxes = form.locator(".outline-help").first, form.locator(".outline-answer").first
    form.set_viewport_size({"width": 1280, "height": 900})
    beside = asked.bounding_box()["x"] >= boxes.bounding_box()["x"] + boxes.bounding_box()["width"]

    form.set_viewport_size({"width": 390, "height": 844})
    above = asked.bounding_box()["y"] < boxes.bounding_box()["y"]
    heights = [asked.bounding_box()["height"]]
    for button in ("more", "less"):
        asked.get_by_role("button", name=button).press("Enter")
        heights.append(asked.bounding_box()["height"])

    assert (beside, above) == (True, True)
    assert heights[0] == heights[2] < 40 < heights[1]
