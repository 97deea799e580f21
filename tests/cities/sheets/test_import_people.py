"""Contacts and terms in the Steering Group, from the desk (THREATS P6)."""

import pytest

from cities.models import Contact, SteeringTerm
from uccn.history.states import revisions_of

from .sheets import a_sheet, confirmed, run, uploaded, words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shenzhen")]

CONTACTS = "/admin/cities/contact/import/"
CONTACT_HEADINGS = ["城市", "角色", "姓名", "电话", "电子邮箱"]
TERMS = "/admin/cities/steeringterm/import/"
TERM_HEADINGS = ["创意领域", "职务", "城市", "起始年份", "终止年份"]


def a_contact_row(role, phone="+86 755 1234"):
    return ["深圳", role, "王芳", phone, "wang@example.org"]


@pytest.fixture
def role():
    return str(Contact._meta.get_field("role").choices[0][0])


def test_contacts_are_added_changed_and_found_again(client, superuser, role):
    client.force_login(superuser)

    for phone in ("+86 755 1234", "+86 755 9999"):
        page = uploaded(client, a_sheet(a_contact_row(role, phone), headings=CONTACT_HEADINGS), address=CONTACTS)
        confirmed(client, page)

    contact = Contact.objects.get()
    assert (contact.city.slug, contact.person, contact.phone) == ("shenzhen", "王芳", "+86 755 9999")
    assert [each.comment for each in revisions_of(contact)] == ["import", "import"]


def test_a_wrong_address_of_a_contact_refuses_the_file(client, superuser, role):
    client.force_login(superuser)
    row = ["深圳", role, "王芳", None, "no address"]

    page = uploaded(client, a_sheet(row, headings=CONTACT_HEADINGS), address=CONTACTS)

    assert "E-mail: “no address” is not an e-mail address" in words(client.get(page))
    assert not Contact.objects.exists()


@pytest.mark.parametrize("person", ["focal_point", "bystander", "translator_into_english"])
def test_who_may_not_change_contacts_brings_none_and_sees_no_import_of_them(client, request, person, superuser, role):
    client.force_login(superuser)
    confirmed(client, uploaded(client, a_sheet(a_contact_row(role), headings=CONTACT_HEADINGS), address=CONTACTS))
    client.force_login(request.getfixturevalue(person))

    assert client.get(CONTACTS).status_code == 403
    assert client.get("/admin/sheets/batch/").status_code in (200, 403)
    assert "cities.xlsx" not in words(client.get("/admin/sheets/batch/"))


def test_terms_in_the_steering_group(client, superuser, tmp_path):
    client.force_login(superuser)
    row = ["设计", "组长", "深圳", "2019年", "2021"]

    page = uploaded(client, a_sheet(row, headings=TERM_HEADINGS), address=TERMS)
    confirmed(client, page)
    again, _ = run(tmp_path, a_sheet(row, headings=TERM_HEADINGS), command="import_steering")

    term = SteeringTerm.objects.get()
    assert (term.city.slug, term.field.code, term.since, term.until) == ("shenzhen", "design", 2019, 2021)
    assert again["same"] == 1


def test_a_term_that_ends_before_it_begins_is_refused(client, superuser):
    client.force_login(superuser)

    page = uploaded(client, a_sheet(["设计", "组长", "深圳", 2021, 2019], headings=TERM_HEADINGS), address=TERMS)

    assert "line 2" in words(client.get(page))
    assert not SteeringTerm.objects.exists()
