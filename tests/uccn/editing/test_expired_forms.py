"""C9: a session or its secret expired while somebody was writing, and the text is still there."""

import html5lib
import pytest
from django.contrib.sessions.models import Session
from django.test import Client

from cities.models import City
from tests.factories import a_city
from tests.forms import fields_of
from uccn.texts.html import sanitise

PASSWORD = "correct horse battery"
TYPED = "第一行\r\n  <b>\"quoted\"</b> & 'more'  \r\n第三行 €"


@pytest.fixture
def city(db):
    return a_city(summary_en="Old")


@pytest.fixture
def strict(superuser):
    client = Client(enforce_csrf_checks=True, headers={"accept-language": "en"})
    sign_in(client, superuser.username)
    return client


def sign_in(client, username, **extra):
    client.get("/admin/login/")
    data = {"username": username, "password": PASSWORD, "csrfmiddlewaretoken": client.cookies["csrftoken"].value}
    return client.post("/admin/login/?next=/admin/", {**data, **extra})


def written(client, city):
    form = fields_of(client.get(f"/admin/cities/city/{city.pk}/change/"), "city_form")
    return {**form, "summary_en": TYPED}


def kept_in(response):
    root = html5lib.parse(response.content.decode(), namespaceHTMLElements=False)
    return next(each.get("value") for each in root.iter("input") if each.get("name") == "kept")


def back_in_the_form(client, city, response):
    data = fields_of(response, "kept_form")
    return client.post(f"/admin/cities/city/{city.pk}/change/", {**data, "_restore": "1"})


def test_c9_text_typed_before_the_session_expired_is_in_the_form_after_signing_in(strict, superuser, city):
    data = written(strict, city)
    Session.objects.all().delete()

    expired = strict.post(f"/admin/cities/city/{city.pk}/change/", data)
    wrong = sign_in(strict, "superuser", password="wrong", kept=kept_in(expired))
    again = sign_in(strict, "superuser", kept=kept_in(wrong))
    form = back_in_the_form(strict, city, again)

    shown = fields_of(form, "city_form")
    assert "your text comes with you" in expired.content.decode()
    assert {name: value for name, value in shown.items() if name not in ("opened", "csrfmiddlewaretoken")} == {
        name: value.replace("\r\n", "\n") if name == "summary_en" else value
        for name, value in data.items()
        if name not in ("opened", "csrfmiddlewaretoken")
    }
    assert City.objects.get().summary_en == "Old"

    saved = strict.post(f"/admin/cities/city/{city.pk}/change/", {**shown, "summary_en": TYPED})
    assert saved.status_code == 302
    assert City.objects.get().summary_en == sanitise(TYPED)


def test_c9_text_is_offered_to_the_person_who_wrote_it_only(strict, superuser, writer, city):
    data = written(strict, city)
    Session.objects.all().delete()
    expired = strict.post(f"/admin/cities/city/{city.pk}/change/", data)

    answer = sign_in(strict, "writer", kept=kept_in(expired))

    assert answer.status_code == 302
    assert "第三行" not in answer.content.decode()


def test_c9_text_survives_a_form_whose_secret_expired(strict, city):
    data = written(strict, city)
    strict.cookies["csrftoken"] = "x" * 32

    refused = strict.post(f"/admin/cities/city/{city.pk}/change/", data)
    form = back_in_the_form(strict, city, refused)

    assert refused.status_code == 403
    assert fields_of(form, "city_form")["summary_en"] == TYPED.replace("\r\n", "\n")
    assert City.objects.get().summary_en == "Old"


def test_c9_words_of_another_site_are_not_shown(strict, city):
    strict.cookies["csrftoken"] = "x" * 32

    refused = strict.post(f"/admin/cities/city/{city.pk}/change/", {"opened": "forged", "summary_en": "Click here"})

    assert refused.status_code == 403
    assert "Click here" not in refused.content.decode()


def test_c9_text_meets_what_was_saved_meanwhile(strict, city):
    data = written(strict, city)
    Session.objects.all().delete()
    expired = strict.post(f"/admin/cities/city/{city.pk}/change/", data)
    City.objects.update(summary_en="Somebody else's")

    form = back_in_the_form(strict, city, sign_in(strict, "superuser", kept=kept_in(expired)))

    assert "Changed meanwhile by somebody else" in form.content.decode()
    assert fields_of(form, "city_form")["summary_en"] == TYPED.replace("\r\n", "\n")
