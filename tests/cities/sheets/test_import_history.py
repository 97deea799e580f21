"""What an import writes into histories and into the states of translations."""

import io

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from reversion.models import Revision, Version

from cities.models import City, Designation
from tests.factories import a_city, a_field
from uccn.history.bulk import keep_as_they_are
from uccn.history.models import Way
from uccn.history.states import revisions_of, state_after
from uccn.languages import translations
from uccn.languages.models import State, Translation
from uccn.sheets.models import Batch

from .sheets import a_sheet, run, words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shenzhen")]

HEADINGS = ["slug", "name_zh_hans", "name_en", "国家", "领域", "年份", "网址", "简介（中文）", "summary_en"]
CHANGED = ["shenzhen", None, None, None, None, None, "https://new.example", "新的简介", None]
NEW = ["newtown", "新城", "Newtown", "中国", "设计", "2025", None, "简介", "Summary"]


@pytest.fixture
def city(shenzhen):
    shenzhen.website, shenzhen.summary_zh_hans = "https://old.example", "<p>旧的简介</p>"
    shenzhen.summary_en = "<p>Old summary</p>"
    shenzhen.save()
    keep_as_they_are([shenzhen], by=None, way=Way.SHIPPED)
    translations.keep(shenzhen, None, by=None)
    return shenzhen


def brought(tmp_path, *rows, headings=HEADINGS):
    found, refusal = run(tmp_path, a_sheet(*rows, headings=headings), "--by", "editor")
    assert refusal is None
    return Batch.objects.get(pk=found["batch"])


def undone(batch):
    call_command("undo_import", str(batch.pk), "--by", "editor", stdout=io.StringIO())
    return Batch.objects.get(undoes=batch)


def state_of_summary(city):
    return Translation.objects.get(object_id=city.pk, field="summary", content_type__model="city").state


def test_the_history_of_a_record_names_the_import_and_its_person(client, editor, city, tmp_path):
    brought(tmp_path, CHANGED)
    client.force_login(editor)

    page = words(client.get(f"/admin/cities/city/{city.pk}/history/"))

    assert [(each.comment, each.user) for each in revisions_of(city)] == [("import", editor), ("shipped", None)]
    assert "import" in page
    assert "editor" in page


def test_comparing_shows_what_the_import_changed(client, editor, city, tmp_path):
    batch = brought(tmp_path, CHANGED)
    client.force_login(editor)

    page = words(client.get(f"/admin/cities/city/{city.pk}/history/compare/?new={batch.revision_id}"))

    # What is the same in both addresses stands once.
    assert "https:// old new .example" in page


def test_an_import_is_one_revision_with_a_version_of_every_row_it_wrote(editor, city, tmp_path):
    batch = brought(tmp_path, CHANGED, NEW)

    versions = batch.revision.version_set.values_list("content_type__model", "object_id")
    assert sorted(versions) == sorted((row.model.partition(".")[2], str(row.object_id)) for row in batch.rows.all())


def test_a_city_in_two_rows_has_one_version_of_what_it_is_after_both(editor, city, tmp_path):
    a_field("music", name_zh_hans="音乐", name_en="Music", title_zh_hans="音乐之都", title_en="City of Music")
    headings = ["slug", "name_en", "领域", "年份", "网址", "纬度", "经度"]
    batch = brought(
        tmp_path,
        ["shenzhen", None, "设计", "2008", "https://new.example", None, None],
        ["shenzhen", None, "音乐", "2025", None, 22.5, 114.0],
        headings=headings,
    )

    version = batch.revision.version_set.get(content_type__model="city")
    assert version.field_dict["website"] == "https://new.example"
    assert str(version.field_dict["latitude"]).startswith("22.5")


def test_undoing_is_a_revision_of_its_own_after_which_the_record_is_as_before(client, editor, city, tmp_path):
    undoing = undone(brought(tmp_path, CHANGED))
    client.force_login(editor)

    version = Version.objects.get_for_object(city).first()
    page = words(client.get(f"/admin/cities/city/{city.pk}/history/"))

    assert (version.revision_id, version.revision.comment) == (undoing.revision_id, "undo")
    assert version.field_dict["website"] == "https://old.example"
    assert "import undone" in page


def test_what_an_undo_takes_away_is_gone_from_the_history_after_it(editor, city, tmp_path):
    batch = brought(tmp_path, NEW)
    newtown = City.objects.get(slug="newtown")
    undoing = undone(batch)

    assert {row.model for row in state_after(newtown, batch.revision_id)} == {City, Designation}
    assert state_after(newtown, undoing.revision_id) == {}
    again = undone(undoing)
    assert {row.model for row in state_after(newtown, again.revision_id)} == {City, Designation}


def test_an_imported_text_is_a_draft_and_a_changed_source_leaves_its_translation_out_of_date(editor, city, tmp_path):
    brought(tmp_path, CHANGED, NEW)

    assert state_of_summary(city) == State.OUT_OF_DATE
    assert state_of_summary(City.objects.get(slug="newtown")) == State.DRAFT


def test_undoing_puts_the_states_of_translations_back_and_forgets_those_of_what_is_gone(editor, city, tmp_path):
    before = state_of_summary(city)
    batch = brought(tmp_path, CHANGED, NEW)
    newtown = City.objects.get(slug="newtown")

    undone(batch)

    assert state_of_summary(city) == before
    assert not Translation.objects.filter(object_id=newtown.pk, content_type__model="city").exists()


def test_an_import_that_changes_nothing_is_in_no_history(editor, city, tmp_path):
    brought(tmp_path, CHANGED)
    revisions = Revision.objects.count()

    run(tmp_path, a_sheet(CHANGED, headings=HEADINGS), "--by", "editor")

    assert Revision.objects.count() == revisions


def test_writing_histories_takes_as_many_queries_for_three_cities_as_for_one(editor, city, tmp_path):
    def queries(*slugs):
        for slug in slugs:
            a_city(slug, name_en=slug, country=city.country)
        rows = [[slug, None, None, None, None, None, f"https://{slug}.example", "新", "New"] for slug in slugs]
        with CaptureQueriesContext(connection) as captured:
            brought(tmp_path, *rows)
        return len(captured)

    queries("warm")
    assert queries("one") == queries("two", "three", "four")
