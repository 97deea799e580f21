import io

import pytest
from reversion.models import Version

from reports.models import Answer
from tests.factories import a_city, a_report, an_answer, an_item
from tests.uccn.sheets.files import a_book, saved
from uccn.history.changes import Way, change
from uccn.languages import translations
from uccn.languages.models import Settled, State, Translation
from uccn.sheets.models import Batch, Export
from uccn.sheets.reading import read
from uccn.sheets.writing import Column, Sheet, write_csv, write_ods, write_xlsx

pytestmark = pytest.mark.django_db

ADDRESS = "/admin/translations/sheet/"
SECRET = "Zaffre"


@pytest.fixture
def report():
    """Written in Chinese: one answer without English, one whose English is out of date."""
    report = a_report("jingdezhen-2018", city=a_city("jingdezhen"), original_language="zh-hans", state="draft")
    an_answer(report, an_item("3.1", form=report.form), text_zh_hans="<p>陶瓷</p><p>=1+1</p>", text_en="")
    old = an_answer(report, an_item("3.2", form=report.form), text_zh_hans="<p>产值900亿元</p>", text_en="<p>Worth</p>")
    translations.take_stock(fresh=Settled.REVIEWED)
    change_source(old, "<p>产值920亿元</p>")
    return report


def change_source(answer, text):
    before = {"text_zh_hans": answer.text_zh_hans}
    answer.text_zh_hans = text
    answer.save()
    translations.keep(answer, before, by=None)


@pytest.fixture
def foreign():
    report = a_report("kanazawa-2018", city=a_city("kanazawa"), original_language="zh-hans", state="draft")
    answer = an_answer(report, text_zh_hans=f"<p>{SECRET}</p>", text_en="")
    translations.take_stock(fresh=Settled.REVIEWED)
    return answer


def wanted(**more):
    return {"language": "en", "states": ["missing", "out-of-date"], "format": "xlsx", **more}


def taken(client, **more):
    response = client.post(ADDRESS, wanted(**more))
    assert response.status_code == 200
    return b"".join(response.streaming_content)


def rows_of(content, kind="xlsx"):
    """The rows of answers' texts by their source."""
    table = read(content, f"a.{kind}")
    rows = [dict(zip(table.header, row.cells, strict=True)) for row in table.rows]
    return {row["Source"]: row for row in rows if "answer/" in (row["Key (leave as it is)"] or "")}


def brought(client, rows, kind="xlsx", headings=("Key", "New translation")):
    stream = io.BytesIO()
    if kind == "csv":
        write_csv(stream, headings, rows)
    else:
        {"xlsx": write_xlsx, "ods": write_ods}[kind](stream, [Sheet("a", [Column(each) for each in headings], rows)])
    stream.seek(0)
    stream.name = f"a.{kind}"
    return client.post(ADDRESS, {"bring": "1", "file": stream})


def key_of(rows, source):
    return rows[source]["Key (leave as it is)"]


def test_sheet_tells_source_old_source_and_translation(client, translator_into_english, report):
    client.force_login(translator_into_english)

    rows = rows_of(taken(client))

    assert set(rows) == {"陶瓷\n=1+1", "产值920亿元"}
    missing, old = rows["陶瓷\n=1+1"], rows["产值920亿元"]
    assert (missing["State"], missing["Translation now"], missing["Source when it was translated"]) == (
        "missing",
        None,
        None,
    )
    assert (old["State"], old["Translation now"]) == ("out of date", "Worth")
    assert old["Source when it was translated"] == "产值900亿元"
    assert old["New translation"] is None


def test_only_what_is_asked_for_goes_out(client, translator_into_english, report):
    client.force_login(translator_into_english)

    assert set(rows_of(taken(client, states=["missing"]))) == {"陶瓷\n=1+1"}
    assert set(rows_of(taken(client, states=["out-of-date"]))) == {"产值920亿元"}


@pytest.mark.parametrize("kind", ["xlsx", "csv", "ods"])
def test_new_translations_become_drafts(client, translator_into_english, report, kind):
    client.force_login(translator_into_english)
    rows = rows_of(taken(client, format=kind), kind)

    response = brought(
        client, [[key_of(rows, "陶瓷\n=1+1"), "Ceramics\n=1+1"], [key_of(rows, "产值920亿元"), None]], kind
    )

    assert response.status_code == 200
    answer = Answer.objects.get(item__number="3.1")
    assert answer.text_en == "<p>Ceramics</p><p>=1+1</p>"
    row = Translation.objects.get(object_id=answer.pk, field="text", content_type__model="answer")
    assert (row.state, row.by) == (State.DRAFT, translator_into_english)
    assert Answer.objects.get(item__number="3.2").text_en == "<p>Worth</p>"


def test_sheet_is_one_import_with_a_version_in_each_history(client, translator_into_english, report):
    client.force_login(translator_into_english)
    rows = rows_of(taken(client))

    response = brought(
        client, [[key_of(rows, "陶瓷\n=1+1"), "Ceramics"], [key_of(rows, "产值920亿元"), "Worth"], ["x", "y"]]
    )

    batch = Batch.objects.get()
    assert (batch.resource, batch.by, batch.changed, batch.same, batch.left_out) == (
        *("translations", translator_into_english),
        *(1, 1, 1),
    )
    answer = Answer.objects.get(item__number="3.1")
    assert list(batch.rows.values_list("line", "model", "object_id", "before", "after")) == [
        (2, "reports.answer", answer.pk, {"text_en": ""}, {"text_en": "<p>Ceramics</p>"})
    ]
    version = Version.objects.get_for_object(answer).first()
    assert (version.revision, version.revision.user, version.revision.comment) == (
        *(batch.revision, translator_into_english),
        Way.IMPORT,
    )
    assert version.field_dict["text_en"] == "<p>Ceramics</p>"
    assert f"/admin/sheets/batch/{batch.pk}/change/" in response.content.decode()


def test_sheet_that_says_nothing_new_is_no_import(client, translator_into_english, report):
    client.force_login(translator_into_english)
    rows = rows_of(taken(client))

    brought(client, [[key_of(rows, "产值920亿元"), "Worth"]])

    assert not Batch.objects.exists()


def test_sheet_is_taken_back_but_for_what_was_edited_since(client, translator_into_english, report, editor):
    client.force_login(translator_into_english)
    rows = rows_of(taken(client))
    brought(client, [[key_of(rows, "陶瓷\n=1+1"), "Ceramics"], [key_of(rows, "产值920亿元"), "Worth 92 billion"]])
    edited = Answer.objects.get(item__number="3.1")
    with change(by=editor, way=Way.FORM):
        edited.text_en = "<p>Porcelain</p>"
        edited.save()

    batch = Batch.objects.get()
    preview = client.post(f"/admin/sheets/batch/{batch.pk}/undo/", follow=True)
    digest = preview.context["counts"]["digest"]
    client.post(f"{preview.request['PATH_INFO']}confirm/", {"digest": digest})

    assert list(Answer.objects.order_by("item__number").values_list("text_en", flat=True)) == [
        "<p>Porcelain</p>",
        "<p>Worth</p>",
    ]
    assert "edited since by" in preview.content.decode()
    state = Translation.objects.get(object_id=Answer.objects.get(item__number="3.2").pk, field="text")
    assert state.state != State.REVIEWED


def test_others_do_not_take_a_sheet_back(client, translator_into_english, translator_into_chinese, bystander, report):
    client.force_login(translator_into_english)
    rows = rows_of(taken(client))
    brought(client, [[key_of(rows, "陶瓷\n=1+1"), "Ceramics"]])
    address = f"/admin/sheets/batch/{Batch.objects.get().pk}/"

    client.force_login(translator_into_chinese)
    assert client.get(f"{address}change/").status_code == 200
    assert client.post(f"{address}undo/").status_code == 403
    client.force_login(bystander)
    assert client.get(f"{address}change/").status_code == 403
    assert client.post(f"{address}undo/").status_code == 403
    assert Answer.objects.get(item__number="3.1").text_en == "<p>Ceramics</p>"


def test_row_whose_source_has_changed_since_is_refused_in_words(client, translator_into_english, report):
    client.force_login(translator_into_english)
    rows = rows_of(taken(client))
    change_source(Answer.objects.get(item__number="3.1"), "<p>瓷器</p>")

    response = brought(
        client, [[key_of(rows, "陶瓷\n=1+1"), "Ceramics"], [key_of(rows, "产值920亿元"), "Worth 92 billion"]]
    )

    assert "Line 2: The source has changed since the translation was made." in response.content.decode()
    assert not Answer.objects.get(item__number="3.1").text_en
    assert Answer.objects.get(item__number="3.2").text_en == "<p>Worth 92 billion</p>"


def test_untouched_sheet_changes_nothing(client, translator_into_english, report):
    client.force_login(translator_into_english)
    content = taken(client)
    before = list(Translation.objects.order_by("pk").values())
    file = io.BytesIO(content)
    file.name = "a.xlsx"

    client.post(ADDRESS, {"bring": "1", "file": file})

    assert list(Translation.objects.order_by("pk").values()) == before


def test_translator_moves_own_language_only(client, translator_into_english, translator_into_chinese, report):
    client.force_login(translator_into_english)
    rows = rows_of(taken(client))
    client.force_login(translator_into_chinese)

    assert client.post(ADDRESS, wanted()).status_code == 400
    response = brought(client, [[key_of(rows, "陶瓷\n=1+1"), "forged"]])

    assert "there is no such text that you may translate" in response.content.decode().lower()
    assert not Answer.objects.get(item__number="3.1").text_en


def test_focal_point_moves_own_city_only(client, focal_point, editor, report, foreign):
    focal_point.cities_written_for.add(report.city)
    client.force_login(editor)
    key = key_of(rows_of(taken(client)), SECRET)
    client.force_login(focal_point)

    content = taken(client, format="csv").decode()
    response = brought(client, [[key, "forged"]])

    assert SECRET not in content
    assert "陶瓷" in content
    assert "There is no such text that you may translate" in response.content.decode()
    foreign.refresh_from_db()
    assert not foreign.text_en


def test_focal_point_does_not_move_a_report_that_is_submitted(client, focal_point, report):
    focal_point.cities_written_for.add(report.city)
    client.force_login(focal_point)
    key = key_of(rows_of(taken(client)), "陶瓷\n=1+1")
    report.state = "submitted"
    report.save()

    brought(client, [[key, "Ceramics"]])

    assert not Answer.objects.get(item__number="3.1").text_en


def test_bystander_and_visitor_are_refused(client, bystander, report):
    assert client.post(ADDRESS, wanted()).status_code == 302
    client.force_login(bystander)
    for response in (client.get(ADDRESS), client.post(ADDRESS, wanted()), brought(client, [["x", "y"]])):
        assert response.status_code == 403


@pytest.mark.parametrize(
    "key",
    [
        "",
        "x",
        "reports.answer",
        "reports.answer/1/text",
        "accounts.user/1/password/x",
        "reports.answer/x/text/x",
        "reports.answer/1/state/x",
        "reports.answer/99999999999999999999/text/x",
        "reports.nothing/1/text/x",
        "a/b/c/d/e",
    ],
)
def test_key_that_is_none_is_refused_by_its_line(client, translator_into_english, report, key):
    client.force_login(translator_into_english)

    response = brought(client, [[key, "forged"], ["", ""]])

    assert "Line 2: " in response.content.decode()


def test_the_same_text_twice_is_refused(client, translator_into_english, report):
    client.force_login(translator_into_english)
    key = key_of(rows_of(taken(client)), "陶瓷\n=1+1")

    response = brought(client, [[key, "Ceramics"], [key, "Porcelain"]])

    assert "Line 3: " in response.content.decode()
    assert Answer.objects.get(item__number="3.1").text_en == "<p>Ceramics</p>"


def test_script_in_a_translation_is_not_stored(client, translator_into_english, report):
    client.force_login(translator_into_english)
    key = key_of(rows_of(taken(client)), "陶瓷\n=1+1")

    brought(client, [[key, "<p>x<script>alert(1)</script></p>"]])

    assert Answer.objects.get(item__number="3.1").text_en == "<p>x</p>"


def test_another_sheet_is_refused_in_words(client, translator_into_english):
    client.force_login(translator_into_english)
    file = io.BytesIO(saved(a_book([["City", "Country"], ["x", "y"]])))
    file.name = "a.xlsx"

    response = client.post(ADDRESS, {"bring": "1", "file": file})

    assert response.status_code == 400
    assert "This is not a translators’ sheet" in response.content.decode()


@pytest.mark.parametrize("forged", [{"format": "99"}, {"language": "fr"}, {"states": ["reviewed"]}, {"states": []}])
def test_forged_choices_are_refused(client, translator_into_english, report, forged):
    client.force_login(translator_into_english)

    assert client.post(ADDRESS, wanted(**forged)).status_code == 400
    assert not Export.objects.exists()


def test_taking_the_sheet_is_recorded(client, translator_into_english, report):
    client.force_login(translator_into_english)

    taken(client, states=["missing"])

    export = Export.objects.get()
    assert (export.resource, export.by, export.filters) == ("translations", translator_into_english, "en missing")
    assert "translations" in client.get("/admin/sheets/export/").content.decode()
