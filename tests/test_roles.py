"""What each role may not do, whatever is sent to the desk."""

import pytest
from django.contrib import admin
from django.contrib.auth.models import Group, Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext
from reversion.models import Version

from cities.models import Contact
from reports import roles, workflow
from reports.models import Report, StateChange
from tests.cast import a_person
from tests.factories import a_city, a_designation, a_report, an_answer, an_initiative, an_item
from tests.forms import faults_of, fields_of, messages_of
from uccn.access.admin import LimitedAdmin, LimitedInline
from uccn.history.changes import Way, change, gone

OURS = {model: each for model, each in admin.site._registry.items() if model._meta.app_label in ("cities", "reports")}
SECRET = "Zaffre"


@pytest.fixture
def desk(client):
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    return client


@pytest.fixture
def own(focal_point):
    """A draft of the focal point's own city."""
    report = a_report("jingdezhen-2018", state="draft", title_en="Jingdezhen 2018")
    focal_point.cities_written_for.add(report.city)
    return report


@pytest.fixture
def foreign(db):
    city = a_city("ghent", name_en=f"{SECRET} town", name_zh_hans=f"{SECRET} 市")
    return a_report("ghent-2018", city=city, title_en=f"{SECRET} 2018", state="draft", due_year=1987)


def page_of(report, page="change"):
    return f"/admin/reports/report/{report.pk}/{page}/"


def unchanged(*reports):
    return [Report.objects.values().get(pk=report.pk) for report in reports]


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.label_lower)
def test_every_admin_and_inline_keeps_the_limits(model):
    inlines = OURS[model].inlines

    assert isinstance(OURS[model], LimitedAdmin)
    assert all(issubclass(inline, LimitedInline) for inline in inlines)
    assert all(hasattr(each, "city_path") for each in (model, *(inline.model for inline in inlines)))


@pytest.mark.parametrize("role", roles.ROLES)
def test_groups_hold_exactly_what_the_table_says(db, role):
    held = Group.objects.get(name=role).permissions.values_list("codename", flat=True)

    assert set(held) == roles.ROLES[role]


def test_contacts_and_assessments_come_with_no_role():
    given = set().union(*roles.ROLES.values())

    assert {name for name in given if name.endswith(("_contact", "_consent", "_assessment"))} == set()


@pytest.mark.django_db
def test_nobody_is_offered_rights_to_what_the_desk_keeps_for_itself():
    kept = ["belonging", "gone", "openform", "sentform", "translation", "upload"]

    assert not Permission.objects.filter(content_type__model__in=kept).exists()


@pytest.mark.parametrize("page", ["change", "history", "delete", "submit", "preview/en", "publish"])
def test_p1_a_foreign_report_is_answered_like_an_absent_one(desk, focal_point, own, foreign, page):
    desk.force_login(focal_point)
    before = unchanged(foreign)

    for method in (desk.get, desk.head, desk.post):
        answer = method(page_of(foreign, page))
        absent = method(f"/admin/reports/report/987654/{page}/")
        assert (answer.status_code, answer.get("Location")) == (absent.status_code, absent.get("Location"))
        assert answer.content == absent.content

    assert unchanged(foreign) == before


def test_p2_a_foreign_city_is_refused_where_it_is_posted(desk, focal_point, own, foreign):
    desk.force_login(focal_point)
    data = fields_of(desk.get(page_of(own)), "report_form")
    before = unchanged(own, foreign)

    for changes in (
        {"city": foreign.city_id},
        {"designation": foreign.designation_id},
        {"previous": foreign.pk},
        {"city": foreign.city_id, "designation": foreign.designation_id, "slug": "new-1", "_saveasnew": "1"},
    ):
        answer = desk.post(page_of(own), {**data, **changes})
        assert answer.status_code == 200
        assert "Select a valid choice. That choice is not one of the available choices." in faults_of(answer)

    assert unchanged(own, foreign) == before
    assert Report.objects.count() == 2


def test_p2_a_foreign_answer_cannot_be_written_through_the_own_report(desk, focal_point, own, foreign):
    an_answer(own)
    secret = an_answer(foreign, an_item("2", form=foreign.form))
    desk.force_login(focal_point)
    data = fields_of(desk.get(page_of(own)), "report_form")

    desk.post(page_of(own), {**data, "answers-0-id": secret.pk, "answers-0-text_en": "<p>Mine</p>"})

    secret.refresh_from_db()
    assert (secret.report, secret.text_en) == (foreign, "<p>English answer</p>")


def test_p2_actions_reach_no_foreign_row(desk, focal_point, own, foreign):
    initiative = an_initiative(foreign, an_item("4", form=foreign.form, kind="initiatives"))
    desk.force_login(focal_point)
    chosen = {"action": "delete_selected", "_selected_action": [initiative.pk], "select_across": "1", "post": "yes"}

    desk.post("/admin/reports/initiative/", chosen)

    assert foreign.initiatives.get() == initiative


def test_p2_partners_are_named_by_the_office_and_the_focal_point_is_told(desk, focal_point, own, foreign):
    initiative = an_initiative(own, an_item("4", form=own.form, kind="initiatives"))
    desk.force_login(focal_point)
    address = f"/admin/reports/initiative/{initiative.pk}/change/"
    data = fields_of(desk.get(address), "initiative_form")

    answer = desk.post(address, {**data, "partner_cities": [foreign.city_id]}, follow=True)

    assert initiative.partner_cities.count() == 0
    assert "You may not write partner cities here; this stayed as it was." in messages_of(answer)


@pytest.mark.parametrize(
    ("model", "field"), [("report", "city"), ("report", "designation"), ("report", "previous"), ("event", "cities")]
)
def test_p3_choices_hold_nothing_foreign(desk, focal_point, own, foreign, model, field):
    desk.force_login(focal_point)
    asked = {"app_label": "reports", "model_name": model, "field_name": field, "term": ""}

    everything = desk.get("/admin/autocomplete/", asked)
    found = desk.get("/admin/autocomplete/", {**asked, "term": SECRET})

    assert SECRET not in everything.content.decode()
    assert found.json()["results"] == []


def test_p3_lists_filters_and_counts_hold_nothing_foreign(desk, focal_point, own, foreign):
    an_initiative(own, an_item("4", form=own.form, kind="initiatives"))
    desk.force_login(focal_point)

    reports = desk.get("/admin/reports/report/?_facets=True")
    found = desk.get("/admin/reports/report/", {"q": SECRET})
    initiatives = desk.get("/admin/reports/initiative/").content.decode()

    assert reports.context["cl"].full_result_count == 1
    assert found.context["cl"].result_count == 0
    assert SECRET not in reports.content.decode()
    assert "1987" not in reports.content.decode() + initiatives


@pytest.mark.parametrize("lookup", ["city__focal_points__email__startswith=a", "city__contacts__email__startswith=a"])
def test_p3_lists_cannot_be_asked_about_people_through_the_address(desk, focal_point, own, lookup):
    desk.force_login(focal_point)

    assert desk.get(f"/admin/reports/report/?{lookup}").status_code == 400


@pytest.mark.parametrize("person", [None, "focal_point", "editor", "superuser"])
def test_p4_no_address_redirects_to_a_row(desk, request, foreign, person):
    if person:
        desk.force_login(request.getfixturevalue(person))

    answers = [desk.get(f"/admin/r/{number}/{foreign.pk}/").status_code for number in range(1, 20)]

    assert answers == [404] * 19


@pytest.mark.parametrize("state", ["submitted", "approved"])
def test_p10_focal_point_changes_drafts_only(desk, focal_point, own, state):
    desk.force_login(focal_point)
    data = fields_of(desk.get(page_of(own)), "report_form")
    Report.objects.filter(pk=own.pk).update(state=state)
    before = unchanged(own)

    saved = desk.post(page_of(own), {**data, "title_en": "Mine <b>"})
    added = desk.get(f"/admin/reports/initiative/add/?report={own.pk}")

    named = {"submitted": "submitted for review", "approved": "approved"}[state]
    words = f"“Jingdezhen 2018” is no longer a draft: {named}. Your change was not saved."
    assert (saved.status_code, added.status_code) == (409, 403)
    assert words in saved.content.decode()
    assert saved.context["typed"] == [("en", "Mine <b>")]
    assert ">Mine &lt;b&gt;</textarea>" in saved.content.decode()
    assert unchanged(own) == before


@pytest.mark.parametrize("page", ["{pk}/change/", "{pk}/delete/", "add/?report={report}"])
def test_p10_focal_point_changes_no_part_of_a_submitted_report(desk, focal_point, own, page):
    item = an_item("4", form=own.form, kind="initiatives")
    initiative = an_initiative(own, item)
    Report.objects.update(state="submitted")
    desk.force_login(focal_point)
    before = list(own.initiatives.values())

    address = f"/admin/reports/initiative/{page.format(pk=initiative.pk, report=own.pk)}"
    answer = desk.post(address, {"report": own.pk, "item": item.pk, "title_en": "Mine", "post": "yes"})

    assert answer.status_code == 409
    assert "Your change was not saved." in answer.content.decode()
    assert list(own.initiatives.values()) == before


@pytest.mark.parametrize("page", ["report/{report}/change/", "initiative/{pk}/change/", "initiative/{pk}/delete/"])
def test_report_is_held_before_its_state_is_looked_at(desk, focal_point, own, page):
    initiative = an_initiative(own, an_item("4", form=own.form, kind="initiatives"))
    desk.force_login(focal_point)
    address = f"/admin/reports/{page.format(pk=initiative.pk, report=own.pk)}"

    with CaptureQueriesContext(connection) as queries:
        desk.post(address, {"post": "yes"})

    asked = [query["sql"] for query in queries if ' FROM "reports_' in query["sql"]]
    assert '"reports_report"."state"' in asked[0]
    if connection.features.has_select_for_update:
        assert asked[0].endswith("FOR UPDATE")


@pytest.mark.parametrize("step", ["submit", "approve", "return", "publish", "withdraw/en"])
@pytest.mark.parametrize("person", ["translator_into_chinese", "translator_into_english"])
def test_p10_translator_takes_no_step(desk, request, own, person, step):
    desk.force_login(request.getfixturevalue(person))

    answer = desk.post(page_of(own, step), {"reason": "Mine", "languages": ["en"]})

    assert answer.status_code == 403
    assert StateChange.objects.count() == 0


def test_p10_editor_cannot_publish(desk, editor, foreign):
    Report.objects.update(state="approved")
    desk.force_login(editor)

    assert desk.post(page_of(foreign, "publish"), {"languages": ["en"]}).status_code == 403
    assert foreign.editions.count() == 0


def test_p10_translator_writes_one_language_and_is_told_what_was_ignored(desk, translator_into_english, own):
    desk.force_login(translator_into_english)
    data = fields_of(desk.get(page_of(own)), "report_form")

    answer = desk.post(
        page_of(own),
        {**data, "title_en": "Porcelain", "title_zh_hans": "我的", "due_year": "1999", "state": "approved"},
        follow=True,
    )

    own.refresh_from_db()
    assert (own.title_en, own.title_zh_hans, own.due_year, own.state) == (
        "Porcelain",
        "jingdezhen-2018 监测报告",
        2018,
        "draft",
    )
    (words,) = [each for each in messages_of(answer) if each.startswith("You may not write")]
    assert all(name in words for name in ("title · 中文", "due year", "state"))


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.label_lower)
def test_p10_translator_may_write_columns_of_one_language_only(rf, translator_into_chinese, model):
    request = rf.get("/?report=1")
    request.user = translator_into_chinese
    each = OURS[model]
    fields = [field for field in model._meta.fields if field.editable and field.name not in each.tied_fields]

    written = {field.name for field in fields if each.may_write(field.name, request)}

    assert {name for name in written if not name.endswith("_zh_hans")} == set()


def test_p10_four_eyes_are_asked_for_in_words(settings, publisher, own):
    settings.FOUR_EYES = True
    other = a_person("other-publisher", roles.PUBLISHER)
    workflow.submit(own, by=other)
    workflow.approve(own, by=publisher)

    for person in (publisher, other):
        with pytest.raises(workflow.Refused, match="Somebody else must publish it"):
            workflow.publish(own, languages=["en"], by=person)
    workflow.publish(own, languages=["en"], by=a_person("third", roles.PUBLISHER))

    assert own.editions.count() == 1


def test_workflow_takes_no_step_in_a_foreign_report(focal_point, own, foreign):
    with pytest.raises(workflow.PermissionDenied):
        workflow.submit(foreign, by=focal_point)
    workflow.submit(own, by=focal_point)

    assert sorted(Report.objects.values_list("slug", "state")) == [
        ("ghent-2018", "draft"),
        ("jingdezhen-2018", "submitted"),
    ]


@pytest.mark.parametrize(("person", "offered"), [("editor", False), ("publisher", True), ("focal_point", False)])
def test_publishers_say_who_writes_for_a_city(desk, request, focal_point, person, offered):
    city = a_designation().city
    focal_point.cities_written_for.add(city)
    desk.force_login(request.getfixturevalue(person))

    page = desk.get(f"/admin/cities/city/{city.pk}/change/").content.decode()

    assert ('name="focal_points"' in page) == offered


@pytest.fixture
def clerk(bystander):
    """May manage accounts and groups as far as permissions go, but is no superuser."""
    bystander.user_permissions.set(Permission.objects.filter(content_type__app_label__in=["accounts", "auth"]))
    return bystander


def test_p11_clerk_sees_no_hash_of_a_password_and_sets_none(desk, clerk, editor):
    desk.force_login(clerk)

    page = desk.get(f"/admin/accounts/user/{editor.pk}/change/").content.decode()
    refused = desk.post(f"/admin/accounts/user/{editor.pk}/password/", {"password1": "x" * 20, "password2": "x" * 20})

    assert "algorithm" not in page
    assert "id_password" not in page
    assert refused.status_code == 403


@pytest.mark.parametrize("page", ["", "add/", "1/change/", "1/delete/"])
def test_p11_groups_are_closed_to_all_but_superusers(desk, clerk, page):
    desk.force_login(clerk)

    assert desk.get(f"/admin/auth/group/{page}").status_code == 403


@pytest.mark.parametrize("change", [{"is_active": False}, {"is_staff": False}])
def test_p12_disabled_person_is_out_on_the_next_request(desk, editor, own, change):
    desk.force_login(editor)
    before = desk.get(page_of(own))
    type(editor).objects.filter(pk=editor.pk).update(**change)

    after = desk.get(page_of(own))

    assert before.status_code == 200
    assert (after.status_code, after.headers["Location"].partition("?")[0]) == (302, "/admin/login/")


def test_p12_role_taken_away_counts_from_the_next_request(desk, editor, own):
    desk.force_login(editor)
    editor.groups.clear()

    assert desk.get(page_of(own)).status_code == 403


@pytest.mark.parametrize("page", ["add/", "{}/change/", "{}/delete/"])
def test_p13_superuser_alters_no_record(desk, superuser, own, page):
    workflow.submit(own, by=superuser)
    record = StateChange.objects.get()
    desk.force_login(superuser)

    answer = desk.post(f"/admin/reports/statechange/{page.format(record.pk)}", {"reason": "Mine", "post": "yes"})

    assert answer.status_code == 403
    assert list(StateChange.objects.values_list("pk", "reason")) == [(record.pk, "")]


def test_p10_translator_recovers_nothing_that_was_deleted(desk, editor, translator_into_english, own):
    with change(by=editor, way=Way.FORM):
        initiative = an_initiative(own, an_item("4", form=own.form, kind="initiatives"), title_en=SECRET)
    with change(by=editor, way=Way.DELETED):
        gone(initiative)
        initiative.delete()
    version = Version.objects.get_deleted(type(initiative)).get()
    desk.force_login(translator_into_english)

    listed = desk.get("/admin/reports/initiative/recover/")
    recovered = desk.post(f"/admin/reports/initiative/recover/{version.pk}/")

    assert (listed.status_code, recovered.status_code) == (403, 403)
    assert SECRET not in listed.content.decode()
    assert own.initiatives.count() == 0


def test_p1_nobody_learns_from_an_open_form_whether_there_is_a_contact(desk, editor, own):
    contact = Contact.objects.create(city=own.city, role="mayor", person=SECRET)
    desk.force_login(editor)

    answers = [desk.post(f"/admin/cities/contact/{pk}/editing/") for pk in (contact.pk, 987654)]

    assert [answer.status_code for answer in answers] == [403, 403]
    assert answers[0].content == answers[1].content


def test_p10_reports_of_chosen_rows_are_held_before_their_states_are_looked_at(desk, focal_point, own):
    initiative = an_initiative(own, an_item("4", form=own.form, kind="initiatives"))
    desk.force_login(focal_point)
    chosen = {"action": "delete_selected", "_selected_action": [initiative.pk], "post": "yes"}

    with CaptureQueriesContext(connection) as queries:
        desk.post("/admin/reports/initiative/", chosen)

    asked = [query["sql"] for query in queries if '"reports_report"."state"' in query["sql"]]
    assert own.initiatives.count() == 0
    assert asked[0].split(" FROM ")[0].count('"reports_report".') == 2
    if connection.features.has_select_for_update:
        assert asked[0].endswith("FOR UPDATE")


def test_p10_rows_of_a_report_submitted_meanwhile_are_not_deleted_from_the_list(desk, focal_point, own):
    initiative = an_initiative(own, an_item("4", form=own.form, kind="initiatives"))
    desk.force_login(focal_point)
    Report.objects.update(state="submitted")

    for choice in ({"_selected_action": [initiative.pk]}, {"_selected_action": ["x"], "select_across": "1"}):
        desk.post("/admin/reports/initiative/", {"action": "delete_selected", "post": "yes", **choice})

    assert own.initiatives.get() == initiative


def test_p10_focal_point_restores_nothing_in_a_submitted_report(desk, focal_point, own):
    with change(by=focal_point, way=Way.FORM):
        initiative = an_initiative(own, an_item("4", form=own.form, kind="initiatives"), title_en="Old")
    version = Version.objects.get_for_object(initiative).get()
    type(initiative).objects.update(title_en="New")
    Report.objects.update(state="submitted")
    desk.force_login(focal_point)

    answer = desk.post(f"/admin/reports/initiative/{initiative.pk}/history/{version.revision_id}/restore/")

    assert answer.status_code == 409
    assert own.initiatives.get().title_en == "New"
