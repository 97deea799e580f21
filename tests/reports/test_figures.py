"""A picture from the desk to the public, and who meets which of its files."""

import json
import os
import re
from hashlib import sha256

import pytest
from django.core.files.storage import default_storage
from django.db.models.signals import post_save

from reports import workflow
from reports.models import Figure, Source
from tests.factories import a_report, an_answer, an_initiative, an_item
from tests.forms import faults_of, fields_of
from tests.pictures import PAYLOAD, a_picture, a_snapshot, an_upload, opened

EDITION = "/en/reports/jingdezhen-2018/editions/1/figures/1"


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


@pytest.fixture
def desk(client, editor):
    client.force_login(editor)
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    return client


@pytest.fixture
def report(db):
    report = a_report("jingdezhen-2018")
    an_answer(report, an_item("1"))
    return report


@pytest.fixture
def figure(report):
    return Figure.objects.create(
        report=report,
        item=report.answers.get().item,
        caption_en="A kiln",
        caption_zh_hans="窑",
        alt_en="A kiln of brick",
        alt_zh_hans="一座砖窑",
        picture=an_upload(a_snapshot() + PAYLOAD, "景德镇窑.jpg"),
    )


def stored(media):
    return sorted(
        os.path.relpath(os.path.join(folder, name), media) for folder, _, names in os.walk(media) for name in names
    )


def address_of_new(report):
    return f"/admin/reports/figure/add/?report={report.pk}&item={report.answers.get().item_id}"


def post_new(desk, report, upload, **headers):
    data = fields_of(desk.get(address_of_new(report)), "figure_form")
    return desk.post(address_of_new(report), {**data, "caption_en": "A kiln", "picture": upload}, headers=headers)


def test_upload_ends_in_the_report(desk, report):
    response = post_new(desk, report, an_upload(a_picture("JPEG", (1000, 500)), "窑.jpg"))

    figure = Figure.objects.get()
    assert response.headers["Location"] == f"/admin/reports/report/{report.pk}/change/#item-{figure.item_id}"
    assert (figure.original_name, figure.width) == ("窑.jpg", 1000)


def test_script_is_told_where_the_form_leads_and_the_message_waits_there(desk, report):
    response = post_new(desk, report, an_upload(), **{"x-upload": "1"})

    place = f"/admin/reports/report/{report.pk}/change/#item-{Figure.objects.get().item_id}"
    assert (response.status_code, json.loads(response.content)) == (200, {"location": place})
    assert "was added" in desk.get(f"/admin/reports/report/{report.pk}/change/").content.decode()


def test_script_is_shown_the_form_where_it_is_refused(desk, report):
    response = post_new(desk, report, an_upload(b"<svg/>"), **{"x-upload": "1"})

    assert response.headers["Content-Type"].startswith("text/html")
    assert faults_of(response) == ["This file is not a readable JPEG, PNG or WebP picture."]
    assert Figure.objects.count() == 0


def test_k1_no_file_stays_where_the_row_could_not_be_written(desk, report, media):
    desk.raise_request_exception = False

    def fail(**kwargs):
        raise RuntimeError

    post_save.connect(fail, sender=Figure)
    try:
        response = post_new(desk, report, an_upload())
    finally:
        post_save.disconnect(fail, sender=Figure)

    assert response.status_code == 500
    assert (Figure.objects.count(), stored(media)) == (0, [])


def test_figures_of_an_initiative_leave_no_file_either(desk, report, media):
    item = an_item("4", form=report.form, kind="initiatives")
    initiative = an_initiative(report, item)
    address = f"/admin/reports/initiative/{initiative.pk}/change/"
    data = fields_of(desk.get(address), "initiative_form")
    new = {
        "figures-TOTAL_FORMS": "1",
        "figures-0-position": "1",
        "figures-0-caption_en": "A",
        "figures-0-picture": an_upload(),
    }
    desk.raise_request_exception = False

    def fail(**kwargs):
        raise RuntimeError

    post_save.connect(fail, sender=Figure)
    try:
        desk.post(address, {**data, **new})
    finally:
        post_save.disconnect(fail, sender=Figure)

    assert (Figure.objects.count(), stored(media)) == (0, [])


def test_public_page_offers_copies_with_their_sizes(client, report, publisher):
    Figure.objects.create(
        report=report,
        item=report.answers.get().item,
        caption_en="A kiln",
        alt_en="A kiln of brick",
        picture=an_upload(a_picture("JPEG", (1000, 500))),
    )
    workflow.publish(report, languages=["en"], by=publisher)

    page = client.get("/en/reports/jingdezhen-2018/").content.decode()

    (source,) = re.findall(r"<source [^>]*>", page)
    (image,) = re.findall(rf'<img src="{EDITION}/"[^>]*>', page)
    copies = [f"{EDITION}-{width}.%s {width}w" for width in (480, 960, 1000)]
    assert f'srcset="{", ".join(copies) % (("webp",) * 3)}"' in source
    assert 'type="image/webp"' in source
    assert f'srcset="{", ".join(copies) % (("jpg",) * 3)}"' in image
    for attribute in ('width="1000"', 'height="500"', 'loading="lazy"', 'alt="A kiln of brick"'):
        assert attribute in image


@pytest.mark.parametrize(("copy", "kind"), [("/", "image/jpeg"), ("-20.webp", "image/webp"), ("-20.jpg", "image/jpeg")])
def test_u2_u3_served_bytes_hold_the_picture_and_nothing_else(client, report, figure, publisher, copy, kind):
    workflow.publish(report, languages=["en"], by=publisher)

    response = client.get(EDITION + copy)

    content = b"".join(response.streaming_content)
    assert opened(content).size == (20, 40)
    assert b"planted" not in content.lower()
    assert response.headers["Content-Type"] == kind
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert response.headers["Cache-Control"] == "public, no-cache"


@pytest.mark.parametrize("copy", ["-480.webp", "-20.gif", "-20.html", "-0.jpg", "-20."])
def test_copies_that_are_not_there_are_not_found(client, report, figure, publisher, copy):
    workflow.publish(report, languages=["en"], by=publisher)

    assert client.get(EDITION + copy).status_code == 404


def test_p8_pictures_of_a_draft_and_originals_have_no_public_address(client, report, figure, publisher):
    names = [figure.picture.name, f"originals/{figure.picture.name.removeprefix('figures/').removesuffix('.jpg')}"]
    addresses = [
        *(f"{folder}{name}" for folder in ("/", "/media/", "/static/", "/en/") for name in names),
        f"{EDITION}/",
        f"{EDITION}-20.jpg",
    ]

    assert [client.get(address).status_code for address in addresses] == [404] * len(addresses)
    for page in ("picture", "original"):
        answer = client.get(f"/admin/reports/figure/{figure.pk}/{page}/")
        assert (answer.status_code, answer.headers["Location"].partition("?")[0]) == (302, "/admin/login/")


def test_p8_pictures_are_gone_with_the_withdrawal_also_for_caches_that_kept_them(client, report, figure, publisher):
    workflow.publish(report, languages=["en", "zh-hans"], by=publisher)
    kept = {"if-none-match": client.get(f"{EDITION}/").headers["ETag"]}
    before = client.get(f"{EDITION}/", headers=kept).status_code

    workflow.withdraw(report, language="en", reason="A mistake", by=publisher)

    after = [client.get(f"{EDITION}{copy}", headers=kept).status_code for copy in ("/", "-20.jpg", "-20.webp")]
    assert (before, after) == (304, [404, 404, 404])
    assert client.get(f"{EDITION.replace('/en/', '/zh/')}/").status_code == 200


def test_u8_a_picture_exchanged_or_deleted_stays_where_an_edition_names_it(client, report, figure, publisher):
    workflow.publish(report, languages=["en"], by=publisher)
    figure.picture = an_upload(a_picture("PNG", (7, 5)))
    figure.save()
    workflow.publish(report, languages=["en"], by=publisher, notes={"en": "Another picture."})
    Figure.objects.all().delete()

    sizes = [
        opened(b"".join(client.get(f"/en/reports/jingdezhen-2018/editions/{number}/figures/1/").streaming_content)).size
        for number in (1, 2)
    ]

    assert sizes == [(20, 40), (7, 5)]


def test_original_is_handed_to_the_desk_as_it_came(desk, figure):
    response = desk.get(f"/admin/reports/figure/{figure.pk}/original/")

    content = b"".join(response.streaming_content)
    assert content == a_snapshot() + PAYLOAD
    assert sha256(content).hexdigest() == figure.original_sha256
    assert response.headers["Content-Type"] == "application/octet-stream"
    assert response.headers["Content-Disposition"] == (
        "attachment; filename*=utf-8''%E6%99%AF%E5%BE%B7%E9%95%87%E7%AA%91.jpg"
    )
    assert "sandbox" in response.headers["Content-Security-Policy"]


@pytest.mark.parametrize("page", ["picture", "original"])
def test_p1_files_of_a_foreign_figure_are_answered_like_absent_ones(client, stranger, figure, page):
    client.force_login(stranger)

    for method in (client.get, client.head, client.post):
        answer = method(f"/admin/reports/figure/{figure.pk}/{page}/")
        absent = method(f"/admin/reports/figure/987654/{page}/")
        assert (answer.status_code, answer.content) == (absent.status_code, absent.content)
        assert answer.status_code == (405 if method == client.post else 404)


def test_files_are_closed_to_those_without_the_right(client, bystander, figure):
    client.force_login(bystander)

    answers = [client.get(f"/admin/reports/figure/{figure.pk}/{page}/").status_code for page in ("picture", "original")]

    assert answers == [403, 403]


def test_k7_page_is_there_though_the_folder_of_uploads_is_not(
    client, desk, report, figure, publisher, settings, tmp_path
):
    workflow.publish(report, languages=["en"], by=publisher)
    settings.MEDIA_ROOT = tmp_path / "gone"

    pages = ["/en/reports/jingdezhen-2018/", f"/admin/reports/figure/{figure.pk}/change/"]
    assert [desk.get(page).status_code for page in pages] == [200, 200]
    assert client.get(f"{EDITION}/").status_code == 404


@pytest.mark.parametrize(
    ("name", "disposition"),
    [
        ("report.pdf", 'attachment; filename="report.pdf"'),
        ("a\r\nX-Planted: 1.pdf", 'attachment; filename="aX-Planted: 1.pdf"'),
        ("a\u202efdp.exe", 'attachment; filename="afdp.exe"'),
        ('"; filename="x.html', 'attachment; filename="\\"; filename=\\"x.html"'),
    ],
)
def test_x4_x6_documents_are_saved_under_a_name_that_is_text(desk, superuser, report, name, disposition):
    upload = an_upload(b"%PDF-1.7 <script>", "a.pdf")
    upload._name = name
    source = Source(report=report, language="en")
    from reports import sources

    sources.keep(source, upload, by=superuser)
    desk.force_login(superuser)

    response = desk.get(f"/admin/reports/source/{source.pk}/download/")

    assert response.headers["Content-Disposition"] == disposition
    assert response.headers["Content-Type"] == "application/octet-stream"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert "X-Planted" not in response.headers
    assert default_storage.exists(source.file.name)
