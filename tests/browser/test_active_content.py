"""Active content in every text a person can write: no page of the desk or of the site runs any of it."""

import pytest

from tests.browser.desk import first_report, open_with_editors, sign_in

PLANT = """
from django.contrib.auth import get_user_model
from django.db.models.expressions import RawSQL
from django.utils import timezone
from cities.models import City, Designation, Page
from reports import workflow
from reports.models import Answer, Figure, Initiative, Link, Report

ACTIVE = "<script>window.ran=1</script><img src=x onerror=window.ran=1><svg onload=window.ran=1>" \\
    "<a href='javascript:window.ran=1'>x</a><iframe srcdoc='<script>parent.ran=1</script>'></iframe>" \\
    "</textarea></script><script>window.ran=1</script>{{ 7 }}{% now 'Y' %}"
SHORT = "<img src=x onerror=window.ran=1>{{ 7|add:7 }}"
admin = get_user_model().objects.get(is_superuser=True)
admin.first_name = SHORT
admin.save()
report = Report.objects.order_by("pk").first()
for model, names in {Answer: ["text", "note"], Initiative: ["title", "text", "place"]}.items():
    row = model.objects.filter(report=report).order_by("pk").first()
    for name in names:
        for language in ["zh_hans", "en"]:
            setattr(row, f"{name}_{language}", SHORT if name in ("title", "place", "note") else ACTIVE)
    row.save()
Figure.objects.create(
    report=report, item=row.item, initiative=row, map_approval_number=SHORT,
    **{f"{name}_{language}": SHORT for name in ["caption", "alt", "credit"] for language in ["zh_hans", "en"]},
)
Link.objects.create(report=report, item=row.item, title_zh_hans=SHORT, title_en=SHORT, url="https://example.org/")
City.objects.filter(pk=report.city_id).update(name_en=SHORT, name_zh_hans=SHORT, summary_en=ACTIVE)
Report.objects.filter(pk=report.pk).update(title_en=SHORT, title_zh_hans=SHORT, responsible_entity_en=SHORT)
report.refresh_from_db()
workflow.publish(report, languages=["zh-hans", "en"], notes={"zh-hans": SHORT, "en": SHORT}, by=admin)
print(report.slug)
"""


@pytest.fixture(scope="module")
def slug(site):
    return site.manage("shell", "--no-imports", "--command", PLANT).strip()


def test_x1_x2_no_page_runs_what_somebody_wrote(page, site, slug):
    sign_in(page, site)
    form = first_report(page)
    pages = [
        "/admin/",
        "/admin/reports/report/",
        "/admin/reports/initiative/",
        "/admin/reports/figure/",
        "/admin/reports/link/",
        "/admin/reports/edition/",
        "/admin/reports/statechange/",
        "/admin/accounts/user/",
        "/admin/cities/city/",
        form,
        *(form.replace("change/", f"{step}/") for step in ["history", "publish", "preview/zh", "preview/en", "delete"]),
        *(
            f"/{language}/{path}"
            for language in ["zh", "en"]
            for path in ["", "reports/", "cities/", f"reports/{slug}/"]
        ),
        f"/en/reports/{slug}/editions/2/",
    ]

    ran = []
    for address in pages:
        response = open_with_editors(page, address)
        assert response.status == 200, address
        if page.evaluate("window.ran"):
            ran.append(address)

    assert ran == []
    # It was planted, and is shown as it was typed.
    assert "<img src=x onerror=window.ran=1>{{ 7|add:7 }}" in page.locator("main").inner_text()
