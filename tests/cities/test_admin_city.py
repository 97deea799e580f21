"""The forms of the register on the desk: both languages on one row, and what is wrong refused in words."""

import pytest

from cities.models import Alias, City, Consent, Contact, CreativeField, Criterion, Designation
from tests.cast import allowed
from tests.factories import a_city, a_country, a_designation, a_field
from tests.forms import faults_of, fields_of


@pytest.fixture
def desk(client, superuser):
    client.force_login(superuser)
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    return client


def address_of(city):
    return f"/admin/cities/city/{city.pk}/change/"


def with_designation(data, number, **fields):
    row = {f"designations-{number}-{name}": value for name, value in fields.items()}
    return {**data, "designations-TOTAL_FORMS": str(number + 1), **row}


def test_form_shows_chinese_and_english_of_each_text_and_never_the_base_column(desk):
    city = a_city("ghent")

    names = fields_of(desk.get(address_of(city)), "city_form").keys()

    assert {"name_zh_hans", "name_en", "summary_zh_hans", "summary_en"} <= names
    assert not {"name", "summary"} & names


def test_fields_say_which_language_they_are_in(desk):
    form = desk.get(address_of(a_city("ghent"))).context["adminform"].form

    assert [form[name].label for name in ("name_zh_hans", "name_en")] == ["Name · 中文", "Name · English"]
    assert [form.fields[name].widget.attrs["lang"] for name in ("name_zh_hans", "name_en")] == ["zh-Hans", "en"]


def test_saving_an_untouched_city_changes_nothing(desk):
    city = a_city("ghent", summary_zh_hans="<p>根特</p>", summary_en="", name_en="Ghent")
    a_designation(city, note_en="<As written>")
    Alias.objects.create(city=city, name="Gand")
    before = list(City.objects.values()), list(Designation.objects.values()), list(Alias.objects.values())

    response = desk.post(address_of(city), fields_of(desk.get(address_of(city)), "city_form"))

    assert response.status_code == 302
    assert (list(City.objects.values()), list(Designation.objects.values()), list(Alias.objects.values())) == before


def test_a_city_may_have_a_name_in_one_language_only_but_not_in_none(desk):
    city = a_city("ghent", name_zh_hans="根特", name_en="Ghent")
    data = fields_of(desk.get(address_of(city)), "city_form")

    refused = desk.post(address_of(city), {**data, "name_zh_hans": "", "name_en": ""})
    taken = desk.post(address_of(city), {**data, "name_zh_hans": ""})

    assert faults_of(refused) == ["Write this in Chinese, in English or in both."]
    assert taken.status_code == 302
    city.refresh_from_db()
    assert (city.name_zh_hans, city.name_en) == ("", "Ghent")


def test_a_name_another_city_of_the_country_has_is_refused_also_to_those_who_may_not_write_the_country(
    desk, translator_into_english
):
    china = a_country("CN")
    a_city("shenzhen", country=china, name_en="Shenzhen")
    city = a_city("hangzhou", country=china, name_en="Hangzhou")
    desk.force_login(translator_into_english)

    refused = desk.post(address_of(city), {**fields_of(desk.get(address_of(city)), "city_form"), "name_en": "Shenzhen"})

    assert len(faults_of(refused)) == 1
    city.refresh_from_db()
    assert city.name_en == "Hangzhou"


def test_second_identical_designation_is_refused_in_words(desk):
    city, field = a_city("ghent"), a_field("film")
    a_designation(city, field=field, since="2014", until="2018")
    data = fields_of(desk.get(address_of(city)), "city_form")

    response = desk.post(
        address_of(city), with_designation(data, 1, field=field.pk, since="2014", until="2018", standing="member")
    )

    assert faults_of(response)[0] == "This city has a designation in this field from that date already."
    assert Designation.objects.count() == 1


def test_second_open_designation_in_a_field_is_refused_in_words(desk):
    city, field = a_city("ghent"), a_field("film")
    a_designation(city, field=field, since="2014")
    data = fields_of(desk.get(address_of(city)), "city_form")

    response = desk.post(address_of(city), with_designation(data, 1, field=field.pk, since="2019", standing="member"))

    assert faults_of(response) == ["This city holds a designation in this field already; end that one first."]
    assert Designation.objects.count() == 1


def test_two_new_open_designations_in_one_field_are_refused_together(desk):
    city, field = a_city("ghent"), a_field("film")
    data = fields_of(desk.get(address_of(city)), "city_form")
    data = with_designation(data, 0, field=field.pk, since="2014", standing="member")

    response = desk.post(address_of(city), with_designation(data, 1, field=field.pk, since="2019", standing="member"))

    assert faults_of(response) == ["This city holds a designation in this field already; end that one first."]
    assert Designation.objects.count() == 0


def test_month_13_is_refused_in_words(desk):
    designation = a_designation(since="2014-12")
    address = f"/admin/cities/designation/{designation.pk}/change/"
    data = fields_of(desk.get(address), "designation_form")

    response = desk.post(address, {**data, "since": "2014-13"})

    assert faults_of(response) == ["“2014-13” is not a date: there is no month 13."]
    assert str(Designation.objects.get().since) == "2014-12"


def test_position_on_half_a_pair_of_numbers_is_refused_in_words(desk):
    city = a_city("ghent")
    data = fields_of(desk.get(address_of(city)), "city_form")

    response = desk.post(address_of(city), {**data, "latitude": "51.05"})

    assert faults_of(response) == ["Give latitude and longitude together, or neither."]


def test_a_criterion_is_written_in_both_languages(desk):
    field = a_field("film")
    address = f"/admin/cities/creativefield/{field.pk}/change/"
    data = fields_of(desk.get(address), "creativefield_form")
    row = {"position": "1", "text_zh_hans": "电影制作设施", "text_en": "Film-making facilities"}
    new = {f"criteria-0-{name}": value for name, value in row.items()}

    response = desk.post(address, {**data, "name_en": "Cinema", "criteria-TOTAL_FORMS": "1", **new})

    assert response.status_code == 302
    assert CreativeField.objects.get().name_en == "Cinema"
    assert list(Criterion.objects.values_list("text_zh_hans", "text_en")) == [
        ("电影制作设施", "Film-making facilities")
    ]


def test_city_form_asks_the_same_number_of_queries_at_1_and_at_30_rows(desk, django_assert_num_queries):
    city = a_city("ghent")
    desk.get(address_of(city))

    def add(number):
        a_designation(city, field=a_field(f"field-{number}"), since=str(2000 + number))
        Alias.objects.create(city=city, name=f"Alias {number}")

    add(0)
    with django_assert_num_queries(12):
        desk.get(address_of(city))
    for number in range(1, 30):
        add(number)
    with django_assert_num_queries(12):
        desk.get(address_of(city))


def test_consent_notes_who_recorded_it_and_stays_on_record(desk, superuser):
    contact = Contact.objects.create(city=a_city("ghent"), role="mayor", person="Jane")
    address = f"/admin/cities/contact/{contact.pk}/change/"
    data = fields_of(desk.get(address), "contact_form")
    row = {"consents-0-wording": "I agree.", "consents-0-given_on": "2024-05-01"}

    desk.post(address, {**data, "consents-TOTAL_FORMS": "1", **row})
    again = fields_of(desk.get(address), "contact_form")
    desk.post(address, {**again, "consents-0-DELETE": "on"})

    assert list(Consent.objects.values_list("wording", "recorded_by")) == [("I agree.", superuser.pk)]


def test_picture_of_a_city_is_shown_to_those_who_may_see_the_city_only(client, bystander):
    city = a_city("ghent")
    client.force_login(bystander)

    before = client.get(f"/admin/cities/city/{city.pk}/picture/")
    bystander.user_permissions.add(*allowed("view_city", "work_for_every_city"))
    after = client.get(f"/admin/cities/city/{city.pk}/picture/")

    assert (before.status_code, after.status_code) == (403, 404)


def test_no_address_of_the_desk_redirects_to_the_public_page_of_a_row(desk):
    city = a_city("ghent", country=a_country("BE"))

    assert desk.get(f"/admin/r/1/{city.pk}/").status_code == 404
    assert "View on site" not in desk.get(address_of(city)).content.decode()
