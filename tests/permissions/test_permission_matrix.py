"""Every address of the site, asked by everybody. A new address without a row in the table fails the test."""

from itertools import product

import pytest
from django.contrib import admin

from .addresses import names_a_row, routes, split
from .scene import PRIVATE, PUBLIC, stock
from .table import COLUMNS, TABLE, read

EXPECTED = read(TABLE)
METHODS = ["GET", "HEAD", "POST"]
MODELS = sorted({split(route)[0] for route in routes()})
ROUTES = {model: [route for route in routes() if split(route)[0] == model] for model in MODELS}
OF_CITIES = {
    *(model._meta.model_name for model in admin.site._registry if getattr(model, "city_path", None)),
    "batch",
    "export",
}
# Rows that no kind of record names in its address.
TRANSLATION = "admin/translations/<int:pk>/"
# Whatever comes with the question, nothing changes.
REFUSALS = {"in", "no", "none", "405"}
# Whether a visit is to be noted is asked by the UPDATE itself.
VISITS = {"en/preview/<str:token>/", "en/preview/<str:token>/figures/<int:number>/"}

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite_once]

# What was answered is remembered: the tests of one kind of record run in one process.
each_model = pytest.mark.parametrize(
    "model", [pytest.param(model, marks=pytest.mark.xdist_group(f"permissions-{model}")) for model in MODELS]
)


def people(method, whose="own"):
    """Everybody; but with HEAD, and about rows that are not there, one of each kind that the code tells apart."""
    if whose == "absent":
        return ["anonymous", "staff", "own", "zh", "publisher"]
    return ["anonymous", "own", "publisher"] if method == "HEAD" else COLUMNS


def expected(route, method):
    """{person: answer in the words of the table}"""
    place = split(route)
    return EXPECTED.get((*place, method)) or EXPECTED[*place, "GET"]


def expected_when_absent(route, method):
    """{person: the answers there may be}"""
    answers = expected(route, method)
    return {person: when_absent(route, person, answers[person]) for person in people(method, "absent")}


def when_absent(route, person, answer):
    model, _page = split(route)
    may_look = EXPECTED.get((model, "list", "GET"), {}).get(person) == "ok"
    if answer == "no" and may_look:
        return {"no", "none"}
    # Nobody is told whether somebody else has such a file.
    nothing = "no" if "import/<str:upload>" in route else "none"
    return {answer if answer in REFUSALS else nothing}


def test_every_address_has_its_row_and_every_row_its_address():
    asked = {(*split(route), method) for route in routes() for method in ("GET", "POST")}

    assert {place for place in EXPECTED if place[2] != "HEAD"} == asked


@each_model
def test_p10_p13_everybody_is_answered_as_the_table_says(scene, model):
    differing = {}
    for route, method in product(ROUTES[model], METHODS):
        table = expected(route, method)
        found = {person: scene.answer(person, method, route).in_short for person in people(method)}
        if wrong := {person: (answer, table[person]) for person, answer in found.items() if answer != table[person]}:
            differing[route, method] = wrong

    assert differing == {}


@each_model
def test_p10_p13_no_refusal_and_no_look_writes(scene, model):
    written = {}
    for route, method in product(ROUTES[model], METHODS):
        is_look = method != "POST" and route not in VISITS
        for person in people(method):
            answer = scene.answer(person, method, route)
            if answer.writes and (is_look or answer.in_short in REFUSALS):
                written[person, method, route] = answer.writes

    assert written == {}


@each_model
def test_p1_an_absent_row_is_found_by_nobody(scene, model):
    differing = {}
    for route, method in product(filter(names_a_row, ROUTES[model]), ["GET", "POST"]):
        for person, may_be in expected_when_absent(route, method).items():
            answer = scene.answer(person, method, route, "absent")
            if answer.in_short not in may_be or answer.writes:
                differing[person, method, route] = answer.in_short, may_be, answer.writes

    assert differing == {}


@each_model
def test_p1_p4_a_foreign_row_is_answered_like_an_absent_one(scene, model):
    for route in ROUTES[model]:
        if not ((names_a_row(route) and model in OF_CITIES) or route == TRANSLATION):
            continue
        addresses = [scene.address(route, whose, "own") for whose in ("foreign", "absent")]
        for method in METHODS:
            foreign, absent = (scene.book.answer("own", method, address) for address in addresses)

            assert (foreign.writes, absent.writes) == ([], [])
            assert foreign.but_for(*addresses) == absent.but_for(*addresses), (route, method)


@each_model
def test_h8_looking_at_everything_changes_nothing(scene, model):
    for route in ROUTES[model]:
        for whose in ("own", "foreign", "absent") if names_a_row(route) else ("own",):
            # What was answered to an earlier test was undone with it.
            scene.book.ask_undrawn("superuser", "GET", scene.address(route, whose, "superuser"))

    now = stock()
    assert {table: rows for table, rows in now.items() if rows != scene.stock[table]} == {}


@each_model
def test_p3_no_answer_to_a_focal_point_holds_words_of_a_foreign_city(scene, model):
    told = {}
    for method, address in readings(scene, model):
        secrets = [PUBLIC, PRIVATE] if address.startswith("/admin/") else [PRIVATE]
        words = scene.book.answer("own", method, address).words
        if found := [word for word in secrets if word in words]:
            told[method, address] = found

    assert told == {}


def readings(scene, model):
    """(method, address) of the rows of both cities, and of all that may be asked of a list."""
    for route in ROUTES[model]:
        _model, page = split(route)
        own, foreign = scene.address(route, "own", "own"), scene.address(route, "foreign", "own")
        yield from (("GET", own), ("POST", own))
        # Whoever has the address of a preview may read: it is the foreign city's own secret.
        if names_a_row(route) and not route.startswith("en/preview"):
            yield from (("GET", foreign), ("POST", foreign))
        if page.endswith("compare/"):
            yield "GET", own.partition("?")[0] + "?" + foreign.partition("?")[2]
        if page == "list":
            yield from (("GET", f"{own}?{asked}") for asked in ("_facets=True", f"q={PRIVATE[1:]}", f"q={PUBLIC[1:]}"))
        if page == "admin/translations/":
            states = ("missing", "out-of-date", "draft", "reviewed", "not-needed")
            yield from (("GET", f"{own}?state={state}") for state in states)


def looked_up():
    """(application, model, field) of every field whose choices are looked up while typing."""
    for each in admin.site._registry.values():
        for holder in (each, *each.inlines):
            for name in holder.autocomplete_fields:
                yield holder.model._meta.app_label, holder.model._meta.model_name, name


@pytest.mark.xdist_group("permissions-")
def test_p3_choices_looked_up_hold_no_words_of_a_foreign_city(scene):
    told = []
    for app_label, model, field in sorted(set(looked_up())):
        for term in ("", PRIVATE[1:], PUBLIC[1:], "ghent"):
            asked = f"?app_label={app_label}&model_name={model}&field_name={field}&term={term}"
            answer = scene.book.answer("own", "GET", f"/admin/autocomplete/{asked}")
            told += [(asked, word) for word in (PRIVATE, PUBLIC) if word in answer.words]

    assert told == []
