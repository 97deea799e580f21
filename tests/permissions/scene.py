"""The stage of the matrix: rows of two cities, and everybody signed in."""

from types import SimpleNamespace

import reversion
from django.contrib import admin
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone
from reversion.models import Version

from reports import previews, roles
from tests import shipping
from tests.cast import a_person
from tests.factories import a_city, a_user
from uccn.history.changes import Way, change, gone
from uccn.languages.models import Translation
from uccn.languages.translations import take_stock
from uccn.sheets.admin import ImportsSheets
from uccn.sheets.models import Upload, UploadState
from uccn.sheets.uploads import session_of

from .addresses import filled, split
from .asking import Book
from .rows import rows_of_city, shared_rows

# What readers of a foreign city have seen, and what they have not.
PUBLIC, PRIVATE = "Zaffre", "Cerulean"

ABSENT = 987654321
# What pages must be told beside their address.
ASKED = {
    "<int:pk>/history/compare/": "?new={number}",
    "add/": "?report={report}",
    "admin/autocomplete/": "?app_label=reports&model_name=report&field_name=city&term=",
}
# What the template of a sheet is called, by kind of record.
RESOURCES = {
    model._meta.model_name: each.resource_class.name
    for model, each in admin.site._registry.items()
    if isinstance(each, ImportsSheets)
}


def set_scene():
    root = a_user("root", is_staff=True, is_superuser=True)
    own_person = a_person("own", roles.FOCAL_POINT)
    shared = shared_rows(by=root)
    own = rows_of_city("jingdezhen", "Porcelain", "Kaolin", by=root, importer=own_person)
    foreign = rows_of_city("ghent", PUBLIC, PRIVATE, by=root, importer=root)
    own_person.cities_written_for.set([own["city"]])
    people = {
        "anonymous": None,
        "disabled": a_person("disabled", roles.PUBLISHER),
        "staff": a_user("staff", is_staff=True),
        "own": own_person,
        "other": a_person("other", roles.FOCAL_POINT, writes_for=[a_city("chengdu")]),
        "zh": a_person("zh", roles.TRANSLATOR_INTO_CHINESE),
        "en": a_person("en", roles.TRANSLATOR_INTO_ENGLISH),
        "editor": a_person("editor", roles.EDITOR),
        "publisher": a_person("publisher", roles.PUBLISHER),
        "superuser": root,
    }
    shared["user"] = people["staff"]
    for rows in (own, foreign):
        with change(by=root, way=Way.DELETED):
            gone(rows["gone"])
            rows["gone"].delete()
    clients = {name: signed_in(person) for name, person in people.items()}
    for name, person in people.items():
        if person:
            uploads_of(name, person, clients[name], own=own["batch"], foreign=foreign["batch"])
    people["disabled"].is_active = False
    people["disabled"].save()
    take_stock(by=root)
    cookies = {name: cookie_of(client) for name, client in clients.items()}
    return Scene(shared, own, foreign, cookies)


def signed_in(person):
    client = Client(headers={"accept-language": "en"})
    if person:
        client.force_login(person)
    return client


def cookie_of(client):
    return "; ".join(f"{each.key}={each.value}" for each in client.cookies.values())


def uploads_of(name, person, client, **batches):
    """Of the person and in their session: an imported file of each kind, and each of the imports taken back."""
    common = {
        "by": person,
        "session": session_of(SimpleNamespace(session=client.session)),
        "file_name": "Kaolin.xlsx",
        "at": timezone.now(),
        "state": UploadState.IMPORTED,
    }
    for model, resource in RESOURCES.items():
        Upload.objects.create(id=f"{name}-{model}", resource=resource, **common)
    for whose, batch in batches.items():
        Upload.objects.create(id=f"{name}-batch-{whose}", resource=batch.resource, undoes=batch, **common)


class Scene:
    """Rows of two cities, their addresses, and what everybody was answered there."""

    def __init__(self, shared, own, foreign, cookies):
        self.rows = {"own": {**shared, **own}, "foreign": {**shared, **foreign}}
        self.numbers = {whose: numbers_beside(rows) for whose, rows in self.rows.items()}
        self.addresses = {}
        self.book = Book(cookies)
        self.stock = stock()

    def answer(self, person, method, route, whose="own"):
        return self.book.answer(person, method, self.address(route, whose, person))

    def address(self, route, whose, person):
        """The address for a row of the person's own city, a foreign one or one that is not there."""
        # Only files of imports differ from person to person.
        asked = route, whose, person if "<str:upload>" in route else ""
        if asked not in self.addresses:
            self.addresses[asked] = self.found_address(route, whose, person)
        return self.addresses[asked]

    def found_address(self, route, whose, person):
        model, page = split(route)
        values = absent() if whose == "absent" else self.values(route, whose, person)
        # Only what stands within a report is added from its page.
        asked = "" if (model, page) == ("report", "add/") else ASKED.get(page, "")
        return filled(route, values) + asked.format(**values)

    def values(self, route, whose, person):
        model, page = split(route)
        rows, numbers = self.rows[whose], self.numbers[whose]
        row, report, city = rows.get(model), rows["report"], rows["city"]
        return {
            "report": report.pk,
            "pk": row.pk if row else numbers["translation"],
            "object_id": row and row.pk,
            "id": row and row.pk,
            "number": numbers.get(model, ABSENT) if "history" in page or "recover" in page else 1,
            "prefix": "en",
            "link": rows["link_of_preview"].pk,
            "comment": rows["comment"].pk,
            "upload": upload_of(person, model, whose),
            "slug": city.slug if "cities" in route else report.slug,
            "code": "design",
            "resource": RESOURCES.get(model, "nothing"),
            "token": previews.token_of(rows["link_of_preview"]),
            "figure": 1,
            "width": 480,
            "suffix": "webp",
            "rest": "",
            "app_label": "reports",
            "url": "nothing",
        }


def upload_of(person, model, whose):
    if model == "batch":
        return f"{person}-batch-{whose}"
    return f"{person if whose == 'own' else 'other'}-{model}"


def numbers_beside(rows):
    """{kind of record: number of its last revision}, and that of the translation of the report's title."""
    report = rows["report"]
    title = {"content_type": ContentType.objects.get_for_model(report), "object_id": report.pk, "field": "title"}
    return {"translation": Translation.objects.get(**title).pk} | {
        model: version.revision_id
        for model, row in rows.items()
        if reversion.is_registered(type(row)) and (version := Version.objects.get_for_object(row).first())
    }


def absent():
    numbers = dict.fromkeys("pk object_id id report number link comment figure width".split(), ABSENT)
    texts = dict.fromkeys("upload resource slug code token rest app_label url".split(), "nothing")
    return {**numbers, **texts, "prefix": "en", "suffix": "webp"}


def stock():
    """Every row of every table but the sessions."""
    models = [model for model in shipping.models() if model is not Session]
    return {model._meta.label: sorted(map(str, shipping.rows_of(model))) for model in models}
