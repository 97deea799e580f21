import io
import json
import re

import pytest
from django.core.management import CommandError, call_command
from django.utils.translation import override

from cities.models import City, Designation
from tests.factories import a_report
from uccn.history.changes import Way, change
from uccn.sheets import jobs
from uccn.sheets.models import Batch, Upload, UploadState

from .sheets import a_sheet, run, words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shenzhen")]

HEADINGS = ["slug", "name_en", "国家", "领域", "年份", "网址", "其他名称"]
ROWS = [
    ["shenzhen", None, None, "设计", "2008", "https://sz.example", "Shumchun"],
    ["newtown", "Newtown", "中国", "设计", "2025", None, None],
]


@pytest.fixture
def batch(tmp_path):
    found, refusal = run(tmp_path, a_sheet(*ROWS, headings=HEADINGS))
    assert refusal is None
    return Batch.objects.get(pk=found["batch"])


def undo(batch, *options):
    out = io.StringIO()
    call_command("undo_import", str(batch.pk), "--json", *options, stdout=out)
    return json.loads(out.getvalue())


def state():
    return (
        sorted(City.objects.values_list("slug", "name_en", "website")),
        sorted(map(str, Designation.objects.all())),
        sorted(City.objects.filter(aliases__isnull=False).values_list("aliases__name", flat=True)),
    )


def test_i13_undoing_takes_everything_back_and_undoing_that_brings_it_again(batch):
    after = state()

    first = undo(batch)
    assert (first["reversed"], first["kept"], first["failed"]) == (5, 0, 0)
    assert state() == ([("shenzhen", "Shenzhen", "")], [], [])
    second = undo(Batch.objects.get(pk=first["batch"]))

    assert (second["reversed"], second["kept"], second["failed"]) == (5, 0, 0)
    assert state() == after


def test_more_records_than_one_statement_can_name_come_in_go_and_come_again(tmp_path):
    count = 1_050
    rows = [[f"town-{number}", f"Q{number:05}ville", "中国", "设计", "2025"] for number in range(count)]

    found, refusal = run(tmp_path, a_sheet(*rows, headings=["slug", "name_en", "国家", "领域", "年份"]))
    gone = undo(Batch.objects.get(pk=found["batch"]))
    left = City.objects.count()
    again = undo(Batch.objects.get(pk=gone["batch"]))

    assert (refusal, found["new"], gone["reversed"], left) == (None, count, 2 * count, 1)
    assert (again["reversed"], City.objects.count()) == (2 * count, count + 1)


def test_a_dry_run_of_undoing_changes_nothing(batch):
    before = state()

    assert undo(batch, "--dry-run")["reversed"] == 5
    assert state() == before
    assert Batch.objects.count() == 1


def test_i13_what_was_edited_since_is_kept_and_said_by_whom(client, editor, batch):

    shenzhen = City.objects.get(slug="shenzhen")
    shenzhen.website = "https://other.example"
    with change(by=editor, way=Way.FORM):
        shenzhen.save()

    found = undo(batch)

    assert (found["reversed"], found["kept"]) == (4, 1)
    assert found["rows"] == [
        {"outcome": "kept", "line": 2, "name": "Shenzhen", "reason": "edited since by editor"},
    ]
    shenzhen.refresh_from_db()
    assert shenzhen.website == "https://other.example"


def test_a_city_that_has_a_report_by_now_is_not_deleted(batch):
    a_report(city=City.objects.get(slug="newtown"))

    found = undo(batch)

    assert found["failed"] == 2
    assert City.objects.filter(slug="newtown").exists()


def test_an_import_is_undone_once(batch):
    undo(batch)

    with pytest.raises(CommandError, match="undone already"):
        undo(batch)


def test_the_desk_shows_a_batch_and_undoes_it_after_a_preview(client, editor, batch):
    client.force_login(editor)
    page = f"/admin/sheets/batch/{batch.pk}/"

    assert "cities.xlsx" in words(client.get("/admin/sheets/batch/"))
    assert batch.sha256 in words(client.get(f"{page}change/"))
    undoing = client.post(f"{page}undo/")["Location"]
    preview = client.get(undoing)
    assert "5 taken back 0 kept because edited since 0 cannot be taken back" in words(preview)
    client.post(f"{undoing}confirm/", {"digest": digest_in(preview)})

    made = Batch.objects.get(undoes=batch)
    assert state() == ([("shenzhen", "Shenzhen", "")], [], [])
    assert client.get(undoing)["Location"] == f"/admin/sheets/batch/{made.pk}/change/"


def test_the_page_of_a_batch_names_linked_records(client, editor, batch):
    client.force_login(editor)

    page = words(client.get(f"/admin/sheets/batch/{batch.pk}/change/"))

    assert "country China" in page
    assert "creative field Design" in page
    assert "city Newtown" in page


def test_the_page_of_an_import_gives_the_names_of_now_in_the_readers_language(
    client, editor, tmp_path, django_assert_num_queries
):
    client.force_login(editor)
    headings = ["name_zh_hans", "name_en", "国家", "领域", "年份"]
    pages = []
    for names in (["哈尔滨 Harbin"], ["苏州 Suzhou", "潍坊 Weifang", "澳门 Macao"]):
        rows = [[*name.split(), "中国", "设计", "2014"] for name in names]
        with override("zh-hans"):
            found, _refusal = run(tmp_path, a_sheet(*rows, headings=headings))
        pages.append(f"/admin/sheets/batch/{found['batch']}/change/")
    City.objects.filter(slug="suzhou").update(name_en="Soochow")
    Designation.objects.filter(city__slug="macao").delete()
    City.objects.filter(slug="macao").delete()
    client.get(pages[0])

    with django_assert_num_queries(13):
        harbin = words(client.get(pages[0]))
    with django_assert_num_queries(15):
        # Of each kind, one more for what is gone.
        three = words(client.get(pages[1]))

    assert "2 city Harbin" in harbin
    assert "2 designation Harbin · Design · 2014" in harbin
    assert "2 city Soochow" in three
    assert "4 city 澳门" in three
    assert "4 designation 澳门 · 设计 · 2014" in three


def test_the_page_of_an_undo_names_what_it_left_and_the_list_what_is_undone(client, editor, batch):
    client.force_login(editor)
    City.objects.filter(slug="shenzhen").update(website="https://other.example")

    before = client.get("/admin/sheets/batch/")
    found = Batch.objects.get(pk=undo(batch)["batch"])

    page = words(client.get(f"/admin/sheets/batch/{found.pk}/change/"))
    assert "1 left as they are" in page
    assert "Left as they are line 2 city Shenzhen Line Record" in page
    after = client.get("/admin/sheets/batch/")
    told = [re.findall(r'field-undone">(.*?)</td>', each.content.decode()) for each in (before, after)]
    assert told == [["-"], ["-", "undone"]]


def test_the_page_of_an_undo_names_what_it_took_away(client, editor, batch):
    client.force_login(editor)
    found = Batch.objects.get(pk=undo(batch)["batch"])

    page = words(client.get(f"/admin/sheets/batch/{found.pk}/change/"))

    assert f"Import {found.pk}: import {batch.pk} taken back" in page
    assert "city Newtown" in page


def test_the_preview_of_an_undo_lists_what_it_reverses_and_its_record_counts_it(client, editor, batch):
    client.force_login(editor)
    undoing = client.post(f"/admin/sheets/batch/{batch.pk}/undo/")["Location"]

    first, back = client.get(undoing), client.get(f"{undoing}?rows=back&page=9")
    client.post(f"{undoing}confirm/", {"digest": digest_in(first)})
    made = Batch.objects.get(undoes=batch)
    again = client.post(f"/admin/sheets/batch/{made.pk}/undo/")["Location"]

    assert "Removed (4) Put back as before (1)" in words(first)
    assert "2 other name Shumchun" in words(first)
    assert "3 city Newtown" in words(first)
    assert "2 city Shenzhen website https://sz.example → emptied" in words(back)
    assert (made.new, made.changed, made.removed) == (0, 1, 4)
    assert "4 removed 0 brought back 1 put back as before" in words(
        client.get(f"/admin/sheets/batch/{made.pk}/change/")
    )
    assert "removed 4 · put back as before 1" in words(client.get("/admin/sheets/batch/"))
    assert "Brought back (4) Put back as before (1)" in words(client.get(again))


def test_the_preview_of_an_undo_asks_as_many_queries_for_one_record_as_for_three(
    client, editor, tmp_path, django_assert_num_queries
):
    client.force_login(editor)
    pages = []
    for names in (["Harbin"], ["Suzhou", "Weifang", "Macao"]):
        rows = [[name.lower(), name, "中国"] for name in names]
        found, _refusal = run(tmp_path, a_sheet(*rows, headings=HEADINGS[:3]))
        pages.append(client.post(f"/admin/sheets/batch/{found['batch']}/undo/")["Location"])
    client.get(pages[0])

    for page in pages:
        with django_assert_num_queries(11):
            client.get(page)


def digest_in(page):
    return re.search(r'name="digest" value="(\w+)"', page.content.decode())[1]


def test_imports_are_filtered_by_kind_in_words(client, editor, batch):
    client.force_login(editor)
    Batch.objects.create(resource="initiatives", at=batch.at)

    everything = client.get("/admin/sheets/batch/").content.decode()
    found = client.get("/admin/sheets/batch/?resource=cities")

    assert '<a href="?resource=initiatives">Initiatives</a>' in " ".join(everything.split())
    assert [each.pk for each in found.context["cl"].result_list] == [batch.pk]


def test_an_undo_that_is_not_the_one_previewed_is_refused(client, editor, batch):
    client.force_login(editor)
    undoing = client.post(f"/admin/sheets/batch/{batch.pk}/undo/")["Location"]

    client.post(f"{undoing}confirm/", {"digest": "another"})

    assert Batch.objects.count() == 1


def test_an_undo_is_refused_when_somebody_edits_after_its_preview(client, editor, batch):
    client.force_login(editor)
    undoing = client.post(f"/admin/sheets/batch/{batch.pk}/undo/")["Location"]
    digest = digest_in(client.get(undoing))
    City.objects.filter(slug="shenzhen").update(website="https://other.example")

    client.post(f"{undoing}confirm/", {"digest": digest})

    page = words(client.get(undoing))
    assert "4 taken back 1 kept because edited since" in page
    assert "Something has changed since the preview. Nothing was taken back; look at the new preview." in page
    assert Batch.objects.count() == 1


def test_p12_rights_taken_away_while_an_undo_runs_refuse_it(client, editor, batch):
    client.force_login(editor)
    undoing = client.post(f"/admin/sheets/batch/{batch.pk}/undo/")["Location"]
    upload = Upload.objects.get(undoes=batch)
    editor.groups.clear()

    jobs.begin(upload, jobs.CONFIRM, after=UploadState.PLANNED)

    upload.refresh_from_db()
    assert upload.refusal == "This import wrote something that you may not change now. Nothing was taken back."
    assert Batch.objects.count() == 1
    assert client.get(undoing).status_code == 403


def test_confirming_an_undo_twice_undoes_once(client, editor, batch):
    client.force_login(editor)
    undoing = client.post(f"/admin/sheets/batch/{batch.pk}/undo/")["Location"]
    digest = digest_in(client.get(undoing))

    for _ in range(2):
        client.post(f"{undoing}confirm/", {"digest": digest})

    assert Batch.objects.filter(undoes=batch).count() == 1


def test_an_undo_begun_by_one_is_not_shown_to_another(client, editor, superuser, batch):
    client.force_login(editor)
    undoing = client.post(f"/admin/sheets/batch/{batch.pk}/undo/")["Location"]
    client.force_login(superuser)

    assert client.get(undoing).status_code == 403
    assert client.get(f"{undoing}progress/").status_code == 403
    assert client.post(f"{undoing}confirm/").status_code == 403


def test_looking_at_an_address_undoes_nothing(client, editor, batch):
    client.force_login(editor)
    undoing = client.post(f"/admin/sheets/batch/{batch.pk}/undo/")["Location"]

    assert client.get(f"/admin/sheets/batch/{batch.pk}/undo/").status_code == 403
    assert client.get(f"{undoing}confirm/").status_code == 403
    assert Batch.objects.count() == 1


def test_the_pages_of_imports_do_not_open_an_undo(client, editor, batch):
    client.force_login(editor)
    undoing = client.post(f"/admin/sheets/batch/{batch.pk}/undo/")["Location"]
    upload = undoing.rstrip("/").rpartition("/")[2]

    assert client.get(f"/admin/cities/city/import/{upload}/").status_code == 403


@pytest.mark.parametrize("person", ["focal_point", "bystander"])
def test_others_see_no_imports_and_undo_none(client, request, person, batch):
    client.force_login(request.getfixturevalue(person))
    page = f"/admin/sheets/batch/{batch.pk}/"

    assert {client.get(each).status_code for each in (f"{page}change/", f"{page}undo/")} <= {403, 404}
    assert client.post(f"{page}undo/").status_code in (403, 404)
    assert Batch.objects.count() == 1


@pytest.mark.parametrize("method", ["post", "put"])
def test_nobody_edits_or_deletes_an_import(client, superuser, batch, method):
    client.force_login(superuser)

    getattr(client, method)(f"/admin/sheets/batch/{batch.pk}/change/", {"file_name": "x"})
    assert client.post(f"/admin/sheets/batch/{batch.pk}/delete/", {"post": "yes"}).status_code == 403
    assert Batch.objects.get().file_name == "cities.xlsx"


def test_p10_a_translator_takes_back_no_more_than_they_could_write(client, translator_into_chinese, batch):
    client.force_login(translator_into_chinese)
    page = f"/admin/sheets/batch/{batch.pk}/"
    before = state()

    answers = [client.get(f"{page}undo/"), client.post(f"{page}undo/")]

    assert [answer.status_code for answer in answers] == [403, 403]
    assert f"{page}undo/" not in client.get(f"{page}change/").content.decode()
    assert state() == before
    assert Batch.objects.count() == 1
