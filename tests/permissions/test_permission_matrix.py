"""Every address of the site, asked by everybody. A new address without a row in the table fails the test."""

import re

import pytest
from django.apps import apps
from django.contrib import admin
from django.contrib.sessions.models import Session

from .addresses import REDIRECT, routes, split
from .scene import PRIVATE, PUBLIC
from .table import COLUMNS, TABLE, read

EXPECTED = read(TABLE)
PLACES = sorted({split(route) for route in routes()})
MODELS = sorted({model for model, _page in PLACES})
ROUTES = {model: [route for route in routes() if split(route)[0] == model] for model in MODELS}
OF_CITIES = [
    *(model._meta.model_name for model in admin.site._registry if getattr(model, "city_path", None)),
    "batch",
    "export",
]
# Whatever comes with the question, nothing changes.
REFUSALS = {"in", "no", "none", "405", "409", "410"}
# What a look may write: the rehearsal of an undo, which is rolled back, and that a preview link was used.
WRITES_WHEN_READ = {"<int:pk>/undo/", "en/preview/<str:token>/", "en/preview/<str:token>/figures/<int:number>/"}

pytestmark = pytest.mark.django_db


def in_short(answer):
    """What came back, in the words of the table."""
    code, place = answer.status_code, answer.headers.get("Location", "")
    if code in (301, 302):
        return "in" if place.startswith("/admin/login/") else "none" if place == "/admin/" else "go"
    return {200: "ok", 403: "no", 404: "none"}.get(code, str(code))


def names_a_row(route):
    return "<" in route and "<str:upload>" not in route and "<str:resource>" not in route


def comparable(asked, *addresses):
    """The whole answer but for the numbers of all these addresses and what differs each time."""
    once = r'(?:csrfmiddlewaretoken" value=|nonce=)"[^"]*"|nonce-[^\' ]+|csrftoken=\w+|expires=[^;]+'
    numbers = r"\b(?:" + "|".join(re.findall(r"\d+", " ".join(addresses))) + r")\b"
    parts = [asked.body, *(f"{name}: {value}" for name, value in sorted(asked.response.headers.items()))]
    parts = [part for part in parts if not part.startswith("Content-Length:")]
    return asked.response.status_code, [re.sub(numbers, "N", re.sub(once, "", part)) for part in parts]


def test_every_address_has_its_row_and_every_row_its_address():
    asked = {(model, page, method) for model, page in PLACES for method in ("GET", "POST")}

    assert set(EXPECTED) == asked


@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize("model", MODELS)
def test_p10_p13_everybody_is_answered_as_the_table_says_and_no_refusal_writes(scene, model, method):
    found, written = {}, []
    for route in ROUTES[model]:
        place = (*split(route), method)
        found[place] = {}
        for person in COLUMNS:
            asked = scene.ask(person, method, scene.address(route, "own", person))
            found[place][person] = in_short(asked.response)
            is_refused = found[place][person] in REFUSALS
            if asked.writes and (is_refused or (method == "GET" and place[1] not in WRITES_WHEN_READ)):
                written.append((person, place, asked.writes))

    assert found == {place: EXPECTED[place] for place in found}
    assert written == []


@pytest.mark.parametrize("model", MODELS)
def test_p1_head_is_answered_like_get_and_without_a_body(scene, model):
    answers = {}
    for route in ROUTES[model]:
        for person in ("anonymous", "own", "publisher"):
            asked = scene.ask(person, "HEAD", scene.address(route, "own", person))
            answers[split(route)[1], person] = in_short(asked.response), asked.body

    assert answers == {(page, person): (EXPECTED[model, page, "GET"][person], "") for page, person in answers}


@pytest.mark.parametrize("method", ["GET", "HEAD", "POST"])
@pytest.mark.parametrize("model", OF_CITIES)
def test_p1_p4_a_foreign_row_is_answered_like_an_absent_one(scene, model, method):
    for route in filter(names_a_row, ROUTES[model]):
        foreign, absent = scene.address(route, "foreign"), scene.address(route, "absent")

        answers = [scene.ask("own", method, address) for address in (foreign, absent)]

        assert [each.writes for each in answers] == [[], []]
        assert comparable(answers[0], foreign, absent) == comparable(answers[1], foreign, absent), route


@pytest.mark.parametrize("model", MODELS[1:])
def test_p1_an_absent_row_is_found_by_nobody(scene, model):
    pages = [route for route in ROUTES[model] if names_a_row(route) and split(route)[1] != REDIRECT]

    answers = {
        in_short(scene.ask(person, method, scene.address(route, "absent")).response)
        for route in pages
        for person in ("own", "publisher")
        for method in ("GET", "POST")
    }

    assert answers <= {"no", "none", "405"}


def test_p4_a_foreign_translation_is_settled_like_an_absent_one(scene):
    foreign, absent = (scene.address("admin/translations/<int:pk>/", whose) for whose in ("foreign", "absent"))

    answers = [scene.ask("own", "POST", address) for address in (foreign, absent)]

    assert comparable(answers[0], foreign, absent) == comparable(answers[1], foreign, absent)
    assert in_short(answers[0].response) == "none"


def test_h8_looking_at_everything_changes_nothing(scene):
    # That a preview link was used is noted once a minute.
    for whose in ("own", "foreign"):
        scene.ask("superuser", "GET", scene.address("en/preview/<str:token>/", whose), keep=True)
    before = dump()

    for route in routes():
        for whose in ("own", "foreign", "absent"):
            scene.ask("superuser", "GET", scene.address(route, whose), keep=True)

    after = dump()
    assert {table: rows for table, rows in after.items() if rows != before[table]} == {}


def dump():
    """Every row of every table but the sessions."""
    models = [model for model in apps.get_models(include_auto_created=True) if model is not Session]
    return {model._meta.label: sorted(map(str, model._base_manager.values_list())) for model in models}


@pytest.mark.parametrize("model", MODELS)
def test_p3_no_answer_to_a_focal_point_holds_words_of_a_foreign_city(scene, model):
    told = {}
    for route in ROUTES[model]:
        secrets = [PUBLIC, PRIVATE] if route.startswith("admin/") else [PRIVATE]
        for address in readings(scene, route):
            for method in ("GET", "POST"):
                body = scene.ask("own", method, address).body
                if found := [word for word in secrets if word in body]:
                    told[method, address] = found

    assert told == {}


def readings(scene, route):
    """The addresses of the route, and all that may be asked of a list."""
    _model, page = split(route)
    own, foreign = scene.address(route, "own", "own"), scene.address(route, "foreign", "own")
    if route.startswith("en/preview"):
        # Whoever has the address may read: it is the foreign city's own secret.
        return [own]
    if page.endswith("compare/"):
        return [own, foreign, own.partition("?")[0] + "?" + foreign.partition("?")[2]]
    if page == "list":
        return [own, f"{own}?_facets=True", f"{own}?q={PRIVATE[1:]}", f"{own}?q={PUBLIC[1:]}"]
    if page == "admin/translations/":
        states = ("missing", "out-of-date", "draft", "reviewed", "not-needed")
        return [own, *(f"{own}?state={state}" for state in states)]
    return sorted({own, foreign})


def looked_up():
    """(application, model, field) of every field whose choices are looked up while typing."""
    for each in admin.site._registry.values():
        for holder in (each, *each.inlines):
            for name in holder.autocomplete_fields:
                yield holder.model._meta.app_label, holder.model._meta.model_name, name


@pytest.mark.parametrize("field", sorted(set(looked_up())), ids=".".join)
def test_p3_choices_looked_up_hold_no_words_of_a_foreign_city(scene, field):
    asked = dict(zip(("app_label", "model_name", "field_name"), field, strict=True))

    for term in ("", PRIVATE[1:], PUBLIC[1:], "ghent"):
        body = scene.ask("own", "GET", "/admin/autocomplete/", {**asked, "term": term}).body

        assert PRIVATE not in body
        assert PUBLIC not in body
