"""Every change is one version, and every version can be compared and brought back."""

import pytest
from django.contrib.auth.models import Permission
from django.db import DatabaseError, connection, transaction
from django.test import Client
from reversion.models import Revision, Version

from cities.models import Alias, City, Page
from reports import roles, workflow
from reports.models import Answer, Initiative, Report
from tests.cast import a_person
from tests.factories import a_city, a_report, a_user, an_answer, an_initiative, an_item
from tests.forms import fields_of
from uccn.history.changes import Way, add, change
from uccn.history.states import revisions_of


@pytest.fixture
def lin(db):
    person = a_user("lin", is_staff=True)
    person.user_permissions.set(Permission.objects.filter(content_type__app_label__in=["cities", "reports"]))
    return person


@pytest.fixture
def desk(lin):
    client = Client(headers={"accept-language": "en"})
    client.force_login(lin)
    return client


def save(desk, record, **changes):
    address = f"/admin/{record._meta.app_label}/{record._meta.model_name}/{record.pk}/"
    form = fields_of(desk.get(f"{address}change/"), f"{record._meta.model_name}_form")
    assert desk.post(f"{address}change/", {**form, **changes}).status_code == 302


def ways(record):
    return [(revision.comment, str(revision.user)) for revision in revisions_of(record).order_by("pk")]


def two_versions(desk, record, *rows, **changes):
    """Numbers of the revision before and the revision after the changes."""
    with change(by=None, way=Way.SHIPPED):
        for row in (record, *rows):
            add(row)
    save(desk, record, **changes)
    return [revision.pk for revision in revisions_of(record).order_by("pk")]


def test_form_makes_one_version_with_person_and_way_and_a_second_click_none(desk):
    city = a_city()
    form = fields_of(desk.get(f"/admin/cities/city/{city.pk}/change/"), "city_form")
    form |= {"summary_en": "New", "aliases-TOTAL_FORMS": "1", "aliases-0-name": "Gand", "aliases-0-kind": "variant"}

    for _click in range(2):
        desk.post(f"/admin/cities/city/{city.pk}/change/", form)

    assert ways(city) == [("form", "lin")]
    assert ways(Alias.objects.get()) == [("form", "lin")]
    assert Revision.objects.count() == 1


def test_saving_without_a_change_makes_no_version(desk):
    city = a_city()

    save(desk, city)

    assert Revision.objects.count() == 0


def test_shell_step_and_action_make_one_version_each(desk, lin):
    report = a_report(state="draft")
    with change(by=lin, way=Way.SHELL):
        report.title_en = "From the shell"
        report.save()
    workflow.submit(report, by=lin)
    data = {"action": "propose_deadlines", "_selected_action": [report.city_id]}
    desk.post("/admin/cities/city/", data)

    assert ways(report) == [("shell", "lin"), ("step", "lin")]
    assert {ways(deadline)[0] for deadline in report.city.deadlines.all()} == {("action", "lin")}


def test_row_changed_on_its_own_page_makes_a_version_of_its_city(desk):
    designation = a_report().designation

    save(desk, designation, note_en="New")

    assert (ways(designation), ways(designation.city)) == ([("form", "lin")], [("form", "lin")])
    assert Revision.objects.count() == 1


def test_nobody_alters_a_version(desk):
    city = a_city()
    two_versions(desk, city, summary_en="New")

    for attempt in (
        lambda: Version.objects.update(serialized_data="[]"),
        lambda: Version.objects.all().delete(),
        lambda: Revision.objects.update(comment="x"),
        lambda: Revision.objects.first().delete(),
    ):
        with pytest.raises(DatabaseError, match="cannot be changed"), transaction.atomic():
            attempt()
    assert desk.get("/admin/reversion/version/").status_code == 404


def test_history_page_lists_versions_in_a_constant_number_of_queries(desk, django_assert_num_queries):
    city = a_city()
    two_versions(desk, city, summary_en="1")
    address = f"/admin/cities/city/{city.pk}/history/"
    with django_assert_num_queries(13):
        desk.get(address)
    save(desk, city, summary_en="2")

    with django_assert_num_queries(13):
        page = desk.get(address).content.decode()

    assert page.count('name="new"') == 3


def test_comparison_marks_changed_words_and_escapes_markup(desk):
    page = Page.objects.create(slug="about", position=1, title_en="<b>Old</b> title", title_zh_hans="陶瓷之都")
    old, new = two_versions(desk, page, title_en="<b>New</b> title", title_zh_hans="陶艺之都", body_en="<p>Text</p>")

    answer = desk.get(f"/admin/cities/page/{page.pk}/history/compare/?old={old}&new={new}").content.decode()

    assert "&lt;b&gt;<del>Old</del><ins>New</ins>&lt;/b&gt; title" in answer
    assert "陶<del>瓷</del><ins>艺</ins>之都" in answer
    assert "Title · 中文" in answer
    assert "<b>" not in answer


def test_one_restored_field_leaves_the_other_language_untouched(desk):
    city = a_city(summary_en="Old", summary_zh_hans="旧")
    old, _new = two_versions(desk, city, summary_en="New", summary_zh_hans="新")

    desk.post(f"/admin/cities/city/{city.pk}/history/{old}/restore/", {"field": "summary_en"})

    assert City.objects.values_list("summary_en", "summary_zh_hans").get() == ("Old", "新")
    assert ways(city) == [("shipped", "None"), ("form", "lin"), ("restored", "lin")]


def test_whole_version_is_restored_with_its_rows_as_a_new_version(desk):
    report = a_report(title_en="Old")
    answer = an_answer(report, text_en="<p>Old</p>", text_zh_hans="<p>旧</p>")
    old, _new = two_versions(
        desk,
        report,
        answer,
        **{"title_en": "New", "answers-0-text_en": "<p>New</p>", "answers-0-text_zh_hans": "<p>新</p>"},
    )
    with change(by=None, way=Way.SHELL):
        an_answer(report, an_item("2", form=report.form))

    desk.post(f"/admin/reports/report/{report.pk}/history/{old}/restore/")

    report.refresh_from_db()
    assert report.title_en == "Old"
    assert list(Answer.objects.values_list("pk", "text_en", "text_zh_hans")) == [(answer.pk, "<p>Old</p>", "<p>旧</p>")]
    assert ways(report)[-1] == ("restored", "lin")


def test_state_of_a_report_is_not_a_field_to_bring_back(desk):
    report = a_report()
    old, _new = two_versions(desk, report, title_en="New")

    answer = desk.post(f"/admin/reports/report/{report.pk}/history/{old}/restore/", {"field": "state"})

    assert answer.status_code == 404


def test_pages_of_histories_answer_head_like_get(desk):
    page = Page.objects.create(slug="about", position=1, title_en="Old", title_zh_hans="旧")
    _old, new = two_versions(desk, page, title_en="New", title_zh_hans="新", body_en="<p>Text</p>")
    addresses = [f"/admin/cities/page/{page.pk}/history/compare/?new={new}", "/admin/cities/page/recover/"]

    assert [desk.head(address).status_code for address in addresses] == [200, 200]


def test_deleted_record_is_recovered_with_its_rows(desk):
    city = a_city("ghent", name_zh_hans="根特")
    Alias.objects.create(city=city, name="Gand")
    desk.post(f"/admin/cities/city/{city.pk}/delete/", {"post": "yes"})
    version = Version.objects.get_deleted(City).get()

    listed = desk.get("/admin/cities/city/recover/").content.decode()
    desk.post(f"/admin/cities/city/recover/{version.pk}/")

    assert "Town ghent" in listed
    assert City.objects.values_list("pk", "name_zh_hans").get() == (city.pk, "根特")
    assert Alias.objects.get().name == "Gand"


def test_history_is_closed_to_those_without_the_right(desk, bystander):
    page = Page.objects.create(slug="about", position=1, title_en="Planted", title_zh_hans="植", body_en="<p>Text</p>")
    old, new = two_versions(desk, page, title_en="Planted secret")
    stranger = Client(headers={"accept-language": "en"})
    stranger.force_login(bystander)
    address = f"/admin/cities/page/{page.pk}/history/"

    answers = [
        stranger.get(address),
        stranger.get(f"{address}compare/?old={old}&new={new}"),
        stranger.post(f"{address}{old}/restore/"),
        stranger.get("/admin/cities/page/recover/"),
        stranger.post(f"/admin/cities/page/recover/{old}/"),
    ]

    assert [answer.status_code for answer in answers] == [403] * 5
    assert not any("Planted" in answer.content.decode() for answer in answers)
    assert Page.objects.get().title_en == "Planted secret"


def test_reader_of_a_report_may_look_at_its_history_but_bring_nothing_back(desk, db):
    report = a_report(title_en="Old")
    old, new = two_versions(desk, report, title_en="New")
    reader = a_user("reader", is_staff=True)
    reader.user_permissions.set(Permission.objects.filter(codename__in=["view_report", "work_for_every_city"]))
    client = Client(headers={"accept-language": "en"})
    client.force_login(reader)
    address = f"/admin/reports/report/{report.pk}/history/"

    seen = client.get(f"{address}compare/?old={old}&new={new}")
    refused = client.post(f"{address}{old}/restore/")

    assert (seen.status_code, refused.status_code) == (200, 403)
    assert "Bring back" not in seen.content.decode()
    report.refresh_from_db()
    assert report.title_en == "New"


def test_version_of_another_record_is_none_of_this_one(desk):
    one, other = a_city(), a_city()
    old, new = two_versions(desk, other, summary_en="New")

    answer = desk.get(f"/admin/cities/city/{one.pk}/history/compare/?old={old}&new={new}")

    assert answer.status_code == 404


def test_deleted_row_of_a_city_is_brought_back_alone(desk):
    city = a_city(summary_en="Old")
    alias = Alias.objects.create(city=city, name="Gand")
    old, new = two_versions(
        desk, city, alias, **{"summary_en": "New", "aliases-0-DELETE": "on", "aliases-0-name": "Gand"}
    )
    assert not Alias.objects.exists()
    page = desk.get(f"/admin/cities/city/{city.pk}/history/compare/?old={old}&new={new}").content.decode()
    version = Version.objects.get_for_object_reference(Alias, alias.pk).get()

    desk.post(f"/admin/cities/city/{city.pk}/history/{old}/restore/", {"version": version.pk})

    assert "(removed)" in page
    assert list(Alias.objects.values_list("pk", "name")) == [(alias.pk, "Gand")]
    assert City.objects.get().summary_en == "New"


def test_row_of_another_record_is_not_brought_back_here(desk):
    one, other = a_city(summary_en="One"), a_city(summary_en="Old")
    two_versions(desk, other, summary_en="New")
    old, _new = two_versions(desk, one, summary_en="Uno")
    foreign = Version.objects.get_for_object(other).last()

    answer = desk.post(f"/admin/cities/city/{one.pk}/history/{old}/restore/", {"version": foreign.pk})

    assert answer.status_code == 404
    assert City.objects.get(pk=other.pk).summary_en == "New"


def test_translator_brings_back_texts_of_their_language_only(desk):
    city = a_city(summary_en="Old", summary_zh_hans="旧")
    old, _new = two_versions(desk, city, summary_en="New", summary_zh_hans="新")
    translator = Client(headers={"accept-language": "en"})
    translator.force_login(a_person("translator", roles.TRANSLATOR_INTO_ENGLISH))
    address = f"/admin/cities/city/{city.pk}/history/{old}/restore/"

    answers = [
        translator.post(address, fields) for fields in ({"field": "summary_zh_hans"}, {}, {"field": "summary_en"})
    ]

    assert [answer.status_code for answer in answers] == [403, 403, 302]
    assert City.objects.values_list("summary_en", "summary_zh_hans").get() == ("Old", "新")


def test_recovered_report_starts_as_a_draft(desk):
    report = a_report(state="approved")
    with change(by=None, way=Way.SHIPPED):
        add(report)
    desk.post(f"/admin/reports/report/{report.pk}/delete/", {"post": "yes"})
    version = Version.objects.get_deleted(Report).get()

    desk.post(f"/admin/reports/report/recover/{version.pk}/")

    assert Report.objects.values_list("pk", "state").get() == (report.pk, "draft")


def test_rows_are_called_as_the_reader_calls_them_now_and_gone_ones_as_they_were(desk):
    city = a_city(name_en="Ghent", name_zh_hans="根特")
    alias = Alias.objects.create(city=city, name="Gand")
    first, last = two_versions(desk, city, alias, name_en="Gent", **{"aliases-0-DELETE": "on"})
    desk.cookies["django_language"] = "zh-hans"
    address = f"/admin/cities/city/{city.pk}/history/"

    listed = desk.get(address).content.decode()
    compared = desk.get(f"{address}compare/?old={first}&new={last}").content.decode()

    assert "城市: 根特" in listed
    assert "城市 · 根特" in compared
    assert "Ghent" not in listed
    assert "Gand" in listed
    assert "Gand" in compared


def test_p3_a_row_that_has_gone_to_another_city_is_called_as_it_was(client, focal_point):
    report = a_report(state="draft")
    focal_point.cities_written_for.add(report.city)
    initiative = an_initiative(report, an_item("4"), title_en="Kilns")
    with change(by=None, way=Way.SHIPPED):
        add(report)
        add(initiative)
    Initiative.objects.update(report=a_report("ghent-2018", city=a_city("ghent")), title_en="Planted secret")
    client.force_login(focal_point)
    address = f"/admin/reports/report/{report.pk}/history/"

    pages = [client.get(each).content.decode() for each in (address, f"{address}compare/?new={revision_of(report)}")]

    assert ["Kilns" in page for page in pages] == [True, True]
    assert ["Planted secret" in page for page in pages] == [False, False]


def revision_of(record):
    return revisions_of(record).first().pk


def test_saving_one_answer_of_many_asks_few_questions(desk, lin, django_assert_num_queries):
    lin.is_superuser = True
    lin.save()
    report = a_report()
    for number in range(3):
        an_answer(report, an_item(str(number), form=report.form))
    address = f"/admin/reports/report/{report.pk}/change/"
    form = fields_of(desk.get(address), "report_form")
    desk.post(address, {**form, "answers-0-text_en": "<p>First</p>"})
    form = fields_of(desk.get(address), "report_form")

    # Two of them are the savepoint the test runs in; where rows can be locked, two more lock them.
    locks = 2 if connection.features.has_select_for_update else 0
    with django_assert_num_queries(15 + locks):
        desk.post(address, {**form, "answers-0-text_en": "<p>New</p>"})
