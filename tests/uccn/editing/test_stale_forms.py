"""Two people at one form: nothing that somebody wrote is overwritten unasked."""

import re

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Permission
from django.test import Client

from cities.models import Alias, City, Designation
from reports.models import Answer, Report
from tests.factories import a_city, a_report, a_user, an_answer, an_item
from tests.forms import fields_of, messages_of
from uccn.editing.models import OpenForm
from uccn.history.changes import Way, change


def signed_in(person):
    client = Client(headers={"accept-language": "en"})
    client.force_login(person)
    return client


def editor_called(name):
    person = a_user(name, is_staff=True)
    person.user_permissions.set(Permission.objects.filter(content_type__app_label__in=["cities", "reports"]))
    return person


@pytest.fixture
def lin(db):
    return signed_in(editor_called("lin"))


@pytest.fixture
def mara(db):
    return signed_in(editor_called("mara"))


def page_of(record):
    return f"/admin/{record._meta.app_label}/{record._meta.model_name}/{record.pk}/change/"


def opened(client, record):
    return fields_of(client.get(page_of(record)), f"{record._meta.model_name}_form")


def sent(client, record, data, **changes):
    return client.post(page_of(record), {**data, **changes})


def still_there(response, record):
    return fields_of(response, f"{record._meta.model_name}_form")


def test_c1_second_save_of_the_same_field_is_refused_with_both_texts(lin, mara):
    city = a_city(summary_en="A town of potters.")
    first, second = opened(lin, city), opened(mara, city)

    saved = sent(lin, city, first, summary_en="A town of painters.")
    refused = sent(mara, city, second, summary_en="A town of weavers.")

    page = refused.content.decode()
    assert (saved.status_code, refused.status_code) == (302, 200)
    assert City.objects.get().summary_en == "A town of painters."
    assert re.search(r'role="alert">\s*Changed meanwhile by lin at \d\d:\d\d\. Nothing is saved yet', page)
    assert still_there(refused, city)["summary_en"] == "A town of weavers."
    assert "<del>painters</del><ins>weavers</ins>" in page
    assert "A town of painters." in page


def test_c1_own_text_is_kept_once_the_person_decides_so(lin, mara):
    city = a_city(summary_en="Old")
    first, second = opened(lin, city), opened(mara, city)
    sent(lin, city, first, summary_en="Theirs")
    refused = sent(mara, city, second, summary_en="Mine")

    undecided = sent(mara, city, still_there(refused, city))
    saved = sent(mara, city, still_there(undecided, city), **{"summary_en-choice": "mine"})

    assert (undecided.status_code, saved.status_code) == (200, 302)
    assert City.objects.get().summary_en == "Mine"


def test_c1_other_text_is_taken_once_the_person_decides_so(lin, mara):
    city = a_city(summary_en="Old")
    first, second = opened(lin, city), opened(mara, city)
    sent(lin, city, first, summary_en="Theirs")
    refused = sent(mara, city, second, summary_en="Mine", website="https://example.org/")

    saved = sent(mara, city, still_there(refused, city), **{"summary_en-choice": "theirs"})

    assert saved.status_code == 302
    assert City.objects.values_list("summary_en", "website").get() == ("Theirs", "https://example.org/")


def test_c1_paragraphs_of_both_can_be_joined(lin, mara):
    report = a_report()
    answer = an_answer(report, text_en="<p>One.</p><p>Two.</p><p>Three.</p>")
    first, second = opened(lin, report), opened(mara, report)
    sent(lin, report, first, **{"answers-0-text_en": "<p>One, by Lin.</p><p>Two.</p><p>Three.</p>"})
    refused = sent(mara, report, second, **{"answers-0-text_en": "<p>One.</p><p>Two.</p><p>Three, by Mara.</p>"})

    sent(mara, report, still_there(refused, report), **{"answers-0-text_en-choice": "both"})

    answer.refresh_from_db()
    assert answer.text_en == "<p>One, by Lin.</p><p>Two.</p><p>Three, by Mara.</p>"


def test_c2_fields_of_different_languages_are_both_kept_and_the_second_person_is_told(lin, mara):
    report = a_report()
    answer = an_answer(report, text_en="<p>Old</p>", text_zh_hans="<p>旧</p>")
    first, second = opened(lin, report), opened(mara, report)

    sent(lin, report, first, **{"answers-0-text_zh_hans": "<p>新</p>"})
    saved = sent(mara, report, second, **{"answers-0-text_en": "<p>New</p>"})

    answer.refresh_from_db()
    assert (answer.text_zh_hans, answer.text_en) == ("<p>新</p>", "<p>New</p>")
    words = messages_of(mara.get(saved.headers["Location"]))
    assert re.fullmatch(r"Changed meanwhile by lin at \d\d:\d\d and kept as they left it: Text · 中文\.", words[0])


def test_answer_both_gave_to_the_same_blank_item_is_contested(lin, mara):
    report = a_report()
    item = an_item("1", form=report.form)
    first, second = opened(lin, report), opened(mara, report)
    sent(lin, report, first, **{"answers-0-text_en": "<p>Lin</p>"})

    refused = sent(mara, report, second, **{"answers-0-text_en": "<p>Mara</p>"})
    saved = sent(mara, report, still_there(refused, report), **{"answers-0-text_en-choice": "mine"})

    assert (refused.status_code, saved.status_code) == (200, 302)
    assert list(Answer.objects.values_list("item", "text_en")) == [(item.pk, "<p>Mara</p>")]


def test_row_deleted_meanwhile_is_not_missed_by_somebody_who_did_not_touch_it(lin, mara):
    city = a_city()
    for name in ("Gand", "Gent"):
        Alias.objects.create(city=city, name=name)
    first, second = opened(lin, city), opened(mara, city)

    sent(lin, city, first, **{"aliases-0-DELETE": "on"})
    saved = sent(mara, city, second, **{"aliases-1-name": "Gentbrugge"})

    assert saved.status_code == 302
    assert list(Alias.objects.values_list("name", flat=True)) == ["Gentbrugge"]


def test_text_in_a_row_deleted_meanwhile_can_be_added_again_or_left(lin, mara):
    city = a_city()
    Alias.objects.create(city=city, name="Gand")
    first, second = opened(lin, city), opened(mara, city)
    sent(lin, city, first, **{"aliases-0-DELETE": "on"})

    refused = sent(mara, city, second, **{"aliases-0-name": "Gandavum"})
    data = still_there(refused, city)
    left = sent(mara, city, data, **{"aliases-0-choice": "theirs"})
    names = list(Alias.objects.values_list("name", flat=True))
    again = sent(mara, city, data, **{"aliases-0-choice": "mine"})

    assert "This row was deleted meanwhile by lin" in refused.content.decode()
    assert (refused.status_code, left.status_code, again.status_code) == (200, 302, 302)
    assert names == []
    assert list(Alias.objects.values_list("name", flat=True)) == ["Gandavum"]


def test_row_changed_meanwhile_is_not_deleted_unseen(lin, mara):
    city = a_city()
    Alias.objects.create(city=city, name="Gand")
    first, second = opened(lin, city), opened(mara, city)
    sent(lin, city, first, **{"aliases-0-name": "Gandavum"})

    refused = sent(mara, city, second, **{"aliases-0-DELETE": "on"})
    seen = sent(mara, city, still_there(refused, city), **{"aliases-0-DELETE": "on"})

    assert (refused.status_code, seen.status_code) == (200, 302)
    assert "so it is not deleted yet" in refused.content.decode()
    assert Alias.objects.count() == 0


def test_row_added_meanwhile_stays(lin, mara):
    city = a_city()
    first, second = opened(lin, city), opened(mara, city)
    row = {"aliases-TOTAL_FORMS": "1", "aliases-0-name": "Gand", "aliases-0-kind": "variant"}

    sent(lin, city, first, **row)
    saved = sent(mara, city, second, **{**row, "aliases-0-name": "Gent"})

    assert saved.status_code == 302
    assert sorted(Alias.objects.values_list("name", flat=True)) == ["Gand", "Gent"]


def test_change_of_a_row_on_its_own_page_is_seen_by_the_form_of_its_city(lin, mara):
    city = a_city()
    designation = a_report(city=city).designation
    first, second = opened(lin, designation), opened(mara, city)
    sent(lin, designation, first, note_en="Lin")

    refused = sent(mara, city, second, **{"designations-0-note_en": "Mara"})

    assert refused.status_code == 200
    assert "Changed meanwhile by lin at" in refused.content.decode()
    assert Designation.objects.get().note_en == "Lin"


def test_c6_form_sent_twice_is_saved_once(lin):
    city = a_city()
    data = {**opened(lin, city), "summary_en": "New", "aliases-TOTAL_FORMS": "1"}
    data |= {"aliases-0-name": "Gand", "aliases-0-kind": "variant"}

    answers = [sent(lin, city, data).status_code for _time in range(2)]

    assert answers == [302, 302]
    assert Alias.objects.count() == 1
    assert LogEntry.objects.count() == 1


def test_own_save_that_an_older_page_did_not_know_of_is_told_as_ones_own(lin):
    city = a_city(summary_en="Old", website="")
    data = opened(lin, city)
    sent(lin, city, data, summary_en="First", website="https://example.org/")

    refused = sent(lin, city, data, summary_en="Second")
    saved = sent(lin, city, still_there(refused, city), **{"summary_en-choice": "mine"})
    page = " ".join(refused.content.decode().split())

    assert refused.status_code == 200
    assert re.search(r"You saved this record yourself at \d\d:\d\d, after this page was opened", page)
    assert re.search(r"<h5>Saved by you at \d\d:\d\d</h5>", page)
    assert re.search(r"You saved these yourself at \d\d:\d\d, .* they stay so: Website\.", page)
    assert "lin at" not in page
    assert saved.status_code == 302
    assert City.objects.values_list("summary_en", "website").get() == ("Second", "https://example.org/")


def test_own_save_beside_that_of_somebody_else_is_told_as_of_both(lin, mara):
    city = a_city(summary_en="Old")
    data = opened(lin, city)
    sent(lin, city, opened(lin, city), summary_en="Mine")
    sent(mara, city, opened(mara, city), summary_en="Theirs")

    page = sent(lin, city, data, summary_en="Second").content.decode()

    assert re.search(r"Changed meanwhile by (you at \d\d:\d\d, mara|mara at \d\d:\d\d, you) at \d\d:\d\d\.", page)
    assert "yourself" not in page
    assert City.objects.get().summary_en == "Theirs"


def test_change_past_the_desk_is_not_told_as_ones_own(lin):
    city = a_city(summary_en="Old")
    data = opened(lin, city)
    sent(lin, city, data, website="https://example.org/")
    city.refresh_from_db()
    city.summary_en = "Theirs"
    with change(by=None, way=Way.COMMAND):
        city.save()

    page = sent(lin, city, data, summary_en="Second").content.decode()

    assert re.search(r"Changed meanwhile by you at \d\d:\d\d, somebody else at \d\d:\d\d\.", page)
    assert "yourself" not in page


def test_form_sent_again_with_what_the_database_holds_in_other_letters_conflicts_with_nothing(lin):
    report = a_report()
    an_answer(report, text_en="<p>Old</p>")
    data = opened(lin, report)
    data |= {"answers-0-text_en": "<p>New &amp; <b>good</b>&nbsp;text</p><p></p>\r\n", "title_en": " A  title "}

    answers = [sent(lin, report, data) for _time in range(2)]

    assert [answer.status_code for answer in answers] == [302, 302]
    assert LogEntry.objects.count() == 1


def test_row_deleted_twice_is_told_as_nothing_of_others(lin):
    city = a_city()
    Alias.objects.create(city=city, name="Gand")
    data = {**opened(lin, city), "aliases-0-DELETE": "on"}

    answers = [sent(lin, city, data) for _time in range(2)]

    assert [answer.status_code for answer in answers] == [302, 302]
    assert not any("meanwhile" in words or "yourself" in words for words in messages_of(lin.get(page_of(city))))


def test_c6_new_record_sent_twice_is_made_once(lin):
    form = fields_of(lin.get("/admin/cities/page/add/"), "page_form")
    data = {**form, "title_en": "About", "body_en": "<p>We</p>", "slug": "about", "position": "1"}

    answers = [lin.post("/admin/cities/page/add/", data).status_code for _time in range(2)]

    assert answers == [302, 302]
    assert LogEntry.objects.count() == 1


def test_form_saved_without_a_change_leaves_no_trace(lin):
    city = a_city()

    answer = sent(lin, city, opened(lin, city))

    assert answer.status_code == 302
    assert LogEntry.objects.count() == 0


def test_c8_form_of_a_deleted_record_gives_the_text_back_and_does_not_bring_the_record_back(lin, mara):
    city = a_city("ghent")
    data = opened(mara, city)
    lin.post(f"/admin/cities/city/{city.pk}/delete/", {"post": "yes"})

    answer = sent(mara, city, data, summary_en="An hour's work <b>")

    page = answer.content.decode()
    assert answer.status_code == 200
    assert "“Town ghent” was deleted by lin at" in page
    assert "An hour&#x27;s work &lt;b&gt;</textarea>" in page
    assert City.objects.count() == 0


def test_c8_says_nothing_of_the_deletion_to_somebody_without_the_right(lin, bystander):
    city = a_city("ghent")
    lin.post(f"/admin/cities/city/{city.pk}/delete/", {"post": "yes"})

    answer = sent(signed_in(bystander), city, {"summary_en": "x"})

    assert answer.status_code in (302, 403)
    assert "ghent" not in answer.content.decode()


def test_form_without_its_snapshot_overwrites_nothing_unasked(lin):
    city = a_city(summary_en="Theirs")
    data = {**opened(lin, city), "summary_en": "Mine"}

    refused = sent(lin, city, {**data, "opened": data["opened"][:-1] + "x"})

    assert refused.status_code == 200
    assert City.objects.get().summary_en == "Theirs"
    assert still_there(refused, city)["summary_en"] == "Mine"


def test_snapshot_of_another_person_is_none(lin, mara):
    city = a_city(summary_en="Theirs")
    data = {**opened(lin, city), "summary_en": "Mine"}

    assert sent(mara, city, data).status_code == 200
    assert City.objects.get().summary_en == "Theirs"


def test_bystander_changes_nothing_with_a_form_of_somebody_else(lin, bystander):
    city = a_city(summary_en="Theirs")
    data = {**opened(lin, city), "summary_en": "Mine"}

    answer = sent(signed_in(bystander), city, data)

    assert answer.status_code == 403
    assert City.objects.get().summary_en == "Theirs"


def test_person_is_told_who_else_has_the_form_open(lin, mara):
    address = f"/admin/cities/city/{a_city().pk}/editing/"
    lin.post(address)

    told = mara.post(address).content.decode()
    lin.post(address, {"closed": "1"})
    later = mara.post(address).content.decode()

    assert re.search(r"lin is editing this since \d\d:\d\d\.", told)
    assert "is editing this" not in later


def test_opening_a_form_writes_nothing(lin):
    city = a_city()

    opened(lin, city)
    lin.get(f"/admin/cities/city/{city.pk}/editing/")

    assert not OpenForm.objects.exists()


def test_only_those_who_may_change_a_record_learn_who_does(lin, bystander):
    address = f"/admin/cities/city/{a_city().pk}/editing/"
    lin.post(address)

    answers = [signed_in(bystander).post(address), lin.post("/admin/cities/city/987654/editing/")]

    assert [answer.status_code for answer in answers] == [403, 404]
    assert "is editing" not in answers[0].content.decode()


def test_opening_asks_the_same_number_of_queries_at_1_and_at_3_rows(lin, django_assert_num_queries):
    small, large = a_city(), a_city()
    for city, count in ((small, 1), (large, 3)):
        for number in range(count):
            Alias.objects.create(city=city, name=f"Name {number}")
    opened(lin, small)
    for city in (small, large):
        with django_assert_num_queries(14):
            opened(lin, city)


def test_report_keeps_its_own_state_through_a_stale_save(lin, mara):
    report = a_report(state="draft")
    data = opened(lin, report)
    Report.objects.update(state="submitted")

    sent(lin, report, data, title_en="New")

    assert Report.objects.values_list("state", "title_en").get() == ("submitted", "New")
