"""The lists of the register on the desk: what they show, what they find, and that they never ask row by row."""

import pytest
from django.contrib.auth import get_user_model

from cities.models import Alias, Call, CallPhase, Consent, Contact, Page, RuleChange, SteeringTerm
from tests.factories import a_city, a_country, a_designation, a_field, a_meeting


@pytest.fixture
def desk(client, superuser):
    client.force_login(superuser)
    return client


def a_contact(number):
    contact = Contact.objects.create(city=a_city(), role="focal-point", person=f"Person {number}")
    Consent.objects.create(
        contact=contact, wording="I agree.", given_on="2024-05-01", recorded_by=get_user_model().objects.first()
    )


def a_term(number):
    SteeringTerm.objects.create(field=a_field("film"), role="deputy", city=a_city(), since=2000 + number)


def a_call(number):
    call = Call.objects.create(year=2000 + number, title_en=f"Call {number}")
    CallPhase.objects.create(call=call, number=1, name_en="Launch")


def a_city_of_two_fields(number):
    city = a_city()
    a_designation(city, field=a_field("film"))
    a_designation(city, field=a_field("music"))
    Alias.objects.create(city=city, name=f"Alias {number}")


LISTS = [
    ("/admin/cities/city/", a_city_of_two_fields, 9),
    ("/admin/cities/designation/", lambda number: a_designation(), 7),
    ("/admin/cities/contact/", a_contact, 5),
    ("/admin/cities/country/", lambda number: a_country(f"{chr(65 + number // 26)}{chr(65 + number % 26)}"), 5),
    ("/admin/cities/creativefield/", lambda number: a_field(f"field-{number}"), 5),
    ("/admin/cities/annualmeeting/", lambda number: a_meeting(f"meeting-{number}", country=a_country()), 5),
    (
        "/admin/cities/rulechange/",
        lambda number: RuleChange.objects.create(
            year=2000 + number, text_en="Rule", meeting=a_meeting(f"meeting-{number}")
        ),
        6,
    ),
    ("/admin/cities/steeringterm/", a_term, 7),
    ("/admin/cities/call/", a_call, 5),
    ("/admin/cities/callphase/", a_call, 6),
    ("/admin/cities/page/", lambda number: Page.objects.create(slug=f"page-{number}", title_en="Page"), 5),
]


@pytest.mark.parametrize(("address", "add", "queries"), LISTS, ids=[address for address, *rest in LISTS])
def test_list_asks_the_same_number_of_queries_at_1_and_at_30_rows(
    desk, address, add, queries, django_assert_num_queries
):
    add(0)
    desk.get(address)
    with django_assert_num_queries(queries):
        desk.get(address)

    for number in range(1, 30):
        add(number)
    with django_assert_num_queries(queries):
        response = desk.get(address)

    assert response.context["cl"].result_count == 30


def found(response):
    return [str(record) for record in response.context["cl"].result_list]


@pytest.mark.parametrize("words", ["Gand", "GAND", "根特", "Ghent", "Ghént", "ghent"])
def test_city_list_finds_a_city_by_any_of_its_names(desk, words):
    ghent = a_city("ghent", name_en="Ghent", name_zh_hans="根特")
    Alias.objects.create(city=ghent, name="Gand", language="fr")
    a_city("granada", name_en="Granada", name_zh_hans="格拉纳达")

    response = desk.get("/admin/cities/city/", {"q": words}, headers={"accept-language": "en"})

    assert found(response) == ["Ghent"]


def test_choices_of_a_city_are_found_by_alias_in_traditional_script(desk):
    norwich = a_city("norwich", name_en="Norwich", name_zh_hans="诺里奇")
    Alias.objects.create(city=norwich, name="諾利奇", language="zh-Hant")

    response = desk.get(
        "/admin/autocomplete/",
        {"app_label": "cities", "model_name": "designation", "field_name": "city", "term": "諾利奇"},
        headers={"accept-language": "en"},
    )

    assert response.json()["results"] == [{"id": str(norwich.pk), "text": "Norwich"}]


def test_city_list_is_ordered_by_pinyin_in_chinese_and_by_alphabet_in_english(desk):
    a_city("macao", name_en="Macao", name_zh_hans="澳门")
    a_city("chengdu", name_en="Chengdu", name_zh_hans="成都")

    english = desk.get("/admin/cities/city/", headers={"accept-language": "en"})
    chinese = desk.get("/admin/cities/city/", headers={"accept-language": "zh-CN"})

    assert [city.slug for city in english.context["cl"].result_list] == ["chengdu", "macao"]
    assert [city.slug for city in chinese.context["cl"].result_list] == ["macao", "chengdu"]


def test_list_says_dates_in_words_as_exactly_as_they_are_known(desk):
    a_designation(since="2014-12")

    english = desk.get("/admin/cities/designation/", headers={"accept-language": "en"})
    chinese = desk.get("/admin/cities/designation/", headers={"accept-language": "zh-CN"})

    assert '<td class="field-since">December 2014</td>' in english.content.decode()
    assert '<td class="field-since">2014年12月</td>' in chinese.content.decode()


def test_contacts_are_closed_to_staff_without_their_own_right(client, publisher):
    Contact.objects.create(city=a_city("ghent"), role="mayor", person="Jane Secret")
    client.force_login(publisher)

    response = client.get("/admin/cities/contact/")

    assert response.status_code == 403
    assert "Jane Secret" not in response.content.decode()


def test_city_list_cannot_be_asked_about_contacts_through_the_address(desk):
    Contact.objects.create(city=a_city("ghent"), role="mayor", email="jane@example.org")

    response = desk.get("/admin/cities/city/?contacts__email__startswith=jane")

    assert response.status_code == 400
