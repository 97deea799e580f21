"""Documents as handed in: kept under a name of ours with their digest, never exchanged, never opened as a page."""

import hashlib

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from reports import sources
from reports.models import Source
from tests.cast import allowed
from tests.factories import a_report
from tests.forms import faults_of, fields_of

CONTENT = b"<html>a report that calls itself a PDF</html>"


@pytest.fixture
def desk(client, superuser, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    client.force_login(superuser)
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    return client


def hand_in(client, report, name="报告 2018.pdf", content=CONTENT):
    upload = SimpleUploadedFile(name, content, content_type="application/pdf")
    return client.post("/admin/reports/source/add/", {"report": report.pk, "language": "zh-hans", "file": upload})


def test_document_is_kept_with_its_name_size_and_digest(desk, superuser):
    hand_in(desk, a_report())

    source = Source.objects.get()
    assert (source.original_name, source.size, source.uploaded_by) == ("报告 2018.pdf", len(CONTENT), superuser)
    assert source.sha256 == hashlib.sha256(CONTENT).hexdigest()
    assert source.file.read() == CONTENT


def test_u5_document_is_stored_under_no_name_it_chose(desk):
    hand_in(desk, a_report(), name="evil.html")

    folder, name = Source.objects.get().file.name.split("/")
    assert folder == "sources"
    assert len(name) == 32
    assert "evil" not in name


def test_a_long_chinese_name_is_kept_as_far_as_the_column_goes(desk):
    response = hand_in(desk, a_report(), name="报" * 200 + ".pdf")

    assert response.status_code == 302
    assert Source.objects.get().original_name == "报" * 200 + ".pdf"


def test_the_very_same_file_is_refused_in_words(desk):
    report = a_report()
    hand_in(desk, report)

    response = hand_in(desk, report, name="again.pdf")

    assert faults_of(response) == ["This report has the very same file already."]
    assert Source.objects.count() == 1


def test_u4_a_file_too_large_is_refused_in_words(desk, monkeypatch):
    monkeypatch.setattr(sources, "MOST_BYTES", len(CONTENT) - 1)

    response = hand_in(desk, a_report())

    assert faults_of(response) == ["This file is larger than 100 MB."]
    assert Source.objects.count() == 0


def test_x4_u6_u7_file_is_downloaded_and_never_opened_as_a_page(desk):
    hand_in(desk, a_report())

    response = desk.get(f"/admin/reports/source/{Source.objects.get().pk}/download/")

    assert b"".join(response.streaming_content) == CONTENT
    assert response.headers["Content-Type"] == "application/octet-stream"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Content-Disposition"] == ("attachment; filename*=utf-8''%E6%8A%A5%E5%91%8A%202018.pdf")


def test_file_can_be_neither_exchanged_nor_deleted(desk):
    hand_in(desk, a_report())
    source = Source.objects.get()
    address = f"/admin/reports/source/{source.pk}/"
    data = fields_of(desk.get(f"{address}change/"), "source_form")

    other = SimpleUploadedFile("other.pdf", b"another")
    changed = desk.post(f"{address}change/", {**data, "file": other, "note": "Came by post.", "sha256": "0"})
    deleted = desk.post(f"{address}delete/", {"post": "yes"})
    desk.post("/admin/reports/source/", {"action": "delete_selected", "_selected_action": [source.pk], "post": "yes"})

    assert (changed.status_code, deleted.status_code) == (302, 403)
    kept = Source.objects.get()
    assert (kept.note, kept.sha256, kept.file.read()) == ("Came by post.", source.sha256, CONTENT)


def test_document_is_closed_to_those_who_may_only_write_reports(client, desk, bystander):
    hand_in(desk, a_report())
    source = Source.objects.get()
    bystander.user_permissions.add(*allowed("view_report", "change_report", "work_for_every_city"))
    client.force_login(bystander)

    answers = [client.get(f"/admin/reports/source/{source.pk}/{page}/") for page in ("download", "change")]

    assert [answer.status_code for answer in answers] == [403, 403]
