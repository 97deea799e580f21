"""The stage of the matrix: rows of two cities, and everybody signed in."""

import re
from dataclasses import dataclass, field
from types import SimpleNamespace

import reversion
from django.contrib import admin
from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction
from django.test import Client
from django.utils import timezone
from reversion.models import Version

from reports import previews, roles
from tests.cast import a_person
from tests.factories import a_city, a_user
from uccn.history.changes import Way, change, gone
from uccn.languages.models import Translation
from uccn.languages.translations import take_stock
from uccn.sheets.admin import ImportsSheets
from uccn.sheets.models import Upload, UploadState
from uccn.sheets.uploads import session_of

from .addresses import filled, split
from .rows import rows_of_city, shared_rows
from .table import COLUMNS

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
# What any request may write: the session of the one who asks.
FREE = re.compile(r'(?:INSERT INTO|UPDATE|DELETE FROM) "(?:django_session)"')
WRITE = re.compile(r"INSERT|UPDATE|DELETE|REPLACE|TRUNCATE", re.I)


@dataclass
class Asked:
    """What came back, and what the database was told to change."""

    response: object
    writes: list = field(default_factory=list)

    @property
    def body(self):
        return self.response.getvalue().decode(errors="replace")


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
    uploads = {name: uploads_of(people[name], clients[name]) for name in COLUMNS if people[name]}
    people["disabled"].is_active = False
    people["disabled"].save()
    take_stock(by=root)
    return Scene(shared, own, foreign, clients, uploads)


def signed_in(person):
    client = Client(headers={"accept-language": "en"})
    if person:
        client.force_login(person)
    return client


def uploads_of(person, client):
    """{model: one imported file of its kind}, of the person and in their session."""
    session = session_of(SimpleNamespace(session=client.session))
    importers = [each for each in admin.site._registry.values() if isinstance(each, ImportsSheets)]
    return {
        each.opts.model_name: Upload.objects.create(
            id=f"upload-{person.username}-{each.opts.model_name}",
            resource=each.resource_class.name,
            by=person,
            session=session,
            file_name="Kaolin.xlsx",
            at=timezone.now(),
            state=UploadState.IMPORTED,
        ).pk
        for each in importers
    }


class Scene:
    def __init__(self, shared, own, foreign, clients, uploads):
        self.rows = {"own": {**shared, **own}, "foreign": {**shared, **foreign}}
        self.clients = clients
        self.uploads = uploads

    def row(self, model, whose):
        return self.rows[whose][model]

    def is_of_city(self, model):
        return self.rows["own"].get(model) is not self.rows["foreign"].get(model)

    def address(self, route, whose, person="superuser"):
        """The address for the person's own row, a foreign one or one that is not there."""
        model, page = split(route)
        values = self.absent() if whose == "absent" else self.values(route, whose, person)
        # Only what stands within a report is added from its page.
        asked = "" if (model, page) == ("report", "add/") else ASKED.get(page, "")
        return filled(route, values) + asked.format(**values)

    def values(self, route, whose, person):
        model, page = split(route)
        rows = self.rows[whose]
        row = rows.get(model)
        report, city = rows["report"], rows["city"]
        return {
            "report": report.pk,
            "pk": row.pk if row else self.translation(report).pk,
            "object_id": row and row.pk,
            "id": row and row.pk,
            "number": self.revision(row) if "history" in page or "recover" in page else 1,
            "prefix": "en",
            "link": rows["link_of_preview"].pk,
            "comment": rows["comment"].pk,
            "upload": self.uploads.get(person, {}).get(model, "nothing"),
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

    @staticmethod
    def translation(report):
        """That of its title, which is the same row for everybody who may write it."""
        return Translation.objects.get(
            content_type=ContentType.objects.get_for_model(report), object_id=report.pk, field="title"
        )

    @staticmethod
    def revision(row):
        """The last revision of the row, if its kind has a history."""
        kept = row is not None and reversion.is_registered(type(row))
        version = Version.objects.get_for_object(row).first() if kept else None
        return version.revision_id if version else ABSENT

    @staticmethod
    def absent():
        numbers = dict.fromkeys("pk object_id id report number link comment figure width".split(), ABSENT)
        texts = dict.fromkeys("upload resource slug code token rest app_label url".split(), "nothing")
        return {**numbers, **texts, "prefix": "en", "suffix": "webp"}

    def ask(self, person, method, address, data=None, *, keep=False):
        """What the site answers; whatever it did is undone, unless it is to be kept."""
        writes = []

        def noting(execute, sql, params, many, context):
            if WRITE.match(sql.lstrip()) and not FREE.match(sql):
                writes.append(sql)
            return execute(sql, params, many, context)

        client = Client(headers={"accept-language": "en"})
        client.cookies.update(self.clients[person].cookies)
        with transaction.atomic(), connection.execute_wrapper(noting):
            response = getattr(client, method.lower())(address, data)
            transaction.set_rollback(not keep)
        return Asked(response, writes)
