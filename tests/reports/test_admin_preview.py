"""The preview of working rows: for those who may view the report, and for nobody else."""

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile

from reports.models import Edition, Figure
from tests.factories import a_report, an_answer, an_item
from tests.reports.test_admin_parts import PNG


@pytest.fixture
def report(db):
    report = a_report("ghent-2018", title_en="Ghent 2018", title_zh_hans="根特 2018")
    an_answer(report, text_en="<p>A planted draft</p>", text_zh_hans="<p>草稿文字</p>")
    return report


def test_preview_shows_the_working_rows_in_the_language_asked_for(client, writer, report):
    client.force_login(writer)

    english = client.get(f"/admin/reports/report/{report.pk}/preview/en/", headers={"accept-language": "zh-CN"})
    chinese = client.get(f"/admin/reports/report/{report.pk}/preview/zh/", headers={"accept-language": "en"})

    assert "A planted draft" in english.content.decode()
    assert '<html lang="en">' in english.content.decode()
    assert "草稿文字" in chinese.content.decode()
    assert '<html lang="zh-Hans">' in chinese.content.decode()
    assert Edition.objects.count() == 0


def test_preview_is_neither_kept_nor_indexed(client, writer, report):
    client.force_login(writer)

    headers = client.get(f"/admin/reports/report/{report.pk}/preview/en/").headers

    assert "no-store" in headers["Cache-Control"]
    assert headers["X-Robots-Tag"] == "noindex"


def test_preview_is_closed_to_those_who_may_not_see_the_report(client, bystander, report):
    address = f"/admin/reports/report/{report.pk}/preview/en/"

    stranger = client.get(address)
    client.force_login(bystander)
    refused = client.get(address)

    assert (stranger.status_code, refused.status_code) == (302, 403)
    assert "planted" not in stranger.content.decode() + refused.content.decode()


@pytest.mark.parametrize("address", ["9999/preview/en/", "{pk}/preview/fr/", "{pk}/preview/en/figures/1/"])
def test_preview_of_what_does_not_exist_is_not_found(client, writer, report, address):
    client.force_login(writer)

    assert client.get(f"/admin/reports/report/{address.format(pk=report.pk)}").status_code == 404


def test_pictures_of_a_preview_are_shown_to_those_who_may_see_the_report_only(
    client, writer, bystander, report, settings, tmp_path
):
    settings.MEDIA_ROOT = tmp_path
    item = an_item("9", form=report.form)
    upload = SimpleUploadedFile("a.png", PNG)
    figure = Figure.objects.create(report=report, item=item, caption_en="A chart", picture=upload)
    address = f"/admin/reports/report/{report.pk}/preview/en/figures/1/"

    stranger = client.get(address)
    client.force_login(bystander)
    refused = client.get(address)
    client.force_login(writer)
    shown = client.get(address)

    assert (stranger.status_code, refused.status_code, shown.status_code) == (302, 403, 200)
    assert b"".join(shown.streaming_content) == default_storage.open(figure.picture.name).read()
    assert address in client.get(f"/admin/reports/report/{report.pk}/preview/en/").content.decode()
    assert (shown.headers["Content-Type"], shown.headers["X-Content-Type-Options"]) == ("image/png", "nosniff")
