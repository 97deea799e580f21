"""A translator's day, from the work list to what readers see, through the hands of an editor and a publisher."""

import json

import pytest

from tests.browser.desk import sign_in

PASSWORD = "only-for-the-tests-5270"
REPORT = "/en/reports/jingdezhen-2018/"
SENTENCE = "The kilns of the city have burned for two thousand years."
CAST = """
import json
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from reports import roles
from reports.models import Report
from uccn.languages import translations

report = Report.objects.get(slug="jingdezhen-2018")
Report.objects.update(state="draft")
for username, role in {
    "translator": roles.TRANSLATOR_INTO_ENGLISH,
    "other-translator": roles.TRANSLATOR_INTO_CHINESE,
    "editor": roles.EDITOR,
    "publisher": roles.PUBLISHER,
}.items():
    person = get_user_model().objects.create_user(username, password="%s", is_staff=True)
    person.groups.add(Group.objects.get(name=role))
# The city wrote in Chinese, and writes one answer anew.
Report.objects.update(original_language="zh-hans")
was, report.original_language = report.original_language, "zh-hans"
translations.keep(report, {"original_language": was}, by=None)
answer = report.answers.exclude(text_zh_hans="").order_by("item__position").first()
before = answer.text_zh_hans
answer.text_zh_hans = before.replace("</p>", "窑火已燃两千年。</p>", 1)
answer.save()
translations.keep(answer, {"text_zh_hans": before}, by=None)
print(json.dumps([report.pk, answer.pk]))
"""


@pytest.fixture(scope="module")
def changed(site):
    """(number of the report, number of the answer whose Chinese has changed)."""
    return json.loads(site.manage("shell", "--no-imports", "-c", CAST % PASSWORD).splitlines()[-1])


@pytest.fixture
def desk_of(open_page):
    def desk_of(username):
        page = open_page()
        page.goto("/admin/")
        page.get_by_label("Username").fill(username)
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_role("button", name="Log in").click()
        return page

    return desk_of


def test_a_translator_s_day(desk_of, open_page, changed):
    number, answer = changed
    report = f"/admin/reports/report/{number}/"
    text = f"#answer-{answer}-text_en"

    translate(desk_of("translator"), report, text)
    approve(desk_of("editor"), report, text)
    publish(desk_of("publisher"), report)

    page = open_page()
    page.goto(REPORT)
    assert SENTENCE in page.locator("main").inner_text()
    page.goto(REPORT.replace("/en/", "/zh/"))
    assert "窑火已燃两千年。" in page.locator("main").inner_text()


def translate(page, report, text):
    """From the work list to the text; neither Chinese nor publication is the translator's."""
    page.get_by_role("link", name="English: 1 text to translate").click()
    assert page.locator(".work > li").count() == 1
    page.locator(".work-head a").click()

    mark = page.locator(text)
    assert mark.locator(".translation-state").inner_text() == "Out of date"
    mark.get_by_text("What changed in the source").click()
    assert mark.locator("ins").inner_text() == "窑火已燃两千年。"

    page.locator(f".flex-container:has(> {text}) .ProseMirror[contenteditable=true]").click()
    page.keyboard.press("Control+Home")
    page.keyboard.type(SENTENCE + " ")
    mark.get_by_label("Still right").check()
    page.get_by_role("button", name="Save", exact=True).click()
    assert "/admin/translations/?language=en" in page.url
    assert "There is nothing in this list." in page.locator("main").inner_text()

    page.goto(f"{report}change/")
    assert page.locator("[name$=text_zh_hans]").count() == 0
    assert page.get_by_role("link", name="Publish…").count() == 0
    assert page.goto(f"{report}publish/").status == 403


def approve(page, report, text):
    page.goto(f"{report}change/")
    assert page.locator(text).locator(".translation-state").inner_text() == "Reviewed"
    page.get_by_role("button", name="Submit for review").click()
    page.get_by_role("button", name="Approve").click()


def publish(page, report):
    page.goto(f"{report}publish/")
    page.get_by_label("中文").check()
    page.get_by_label("English").check()
    page.locator("[name=note_zh_hans]").fill("补充窑火的历史。")
    page.locator("[name=note_en]").fill("The age of the kilns is told.")
    page.get_by_role("button", name="Publish").click()
    assert "Readers now see edition 2" in page.locator(".messagelist").inner_text()


@pytest.mark.parametrize("width", [390, 1280])
def test_the_work_list_has_no_barrier_and_fits_the_window(open_page, site, changed, violations, width):
    page = open_page(viewport={"width": width, "height": 900})
    sign_in(page, site)

    page.goto("/admin/translations/?state=reviewed")

    assert violations(page) == []
    assert not page.evaluate("document.documentElement.scrollWidth > window.innerWidth")
    assert page.locator(".work > li").count() == 25
