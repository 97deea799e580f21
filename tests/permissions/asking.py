"""Questions put to the site, each of them once: what came back is remembered for every test that judges it."""

import re
import zipfile
from copy import copy
from dataclasses import dataclass
from io import BytesIO
from unittest import mock

from django.contrib import admin
from django.contrib.messages import get_messages
from django.core.handlers.base import BaseHandler
from django.core.signals import request_finished
from django.db import close_old_connections, connection, transaction
from django.template import Template
from django.test import RequestFactory

# What any request may write: the session of the one who asks.
FREE = re.compile(r'(?:INSERT INTO|UPDATE|DELETE FROM) "django_session"')
WRITE = re.compile(r"INSERT|UPDATE|DELETE|REPLACE|TRUNCATE", re.I)
FOR_THIS_ONCE = {"Content-Length", "Expires"}
# Whose pages are drawn: only their words are looked at, and drawing is half of the work.
READER = "own"


@dataclass
class Answer:
    """What came back, and what the database was told to change."""

    code: int
    headers: dict
    body: str
    messages: list
    writes: list

    @property
    def in_short(self):
        """In the words of the table."""
        place = self.headers.get("Location", "")
        if self.code in (301, 302):
            return "in" if place.startswith("/admin/login/") else "none" if place == "/admin/" else "go"
        return {200: "ok", 403: "no", 404: "none"}.get(self.code, str(self.code))

    @property
    def words(self):
        """All that somebody could read in it."""
        return " ".join([self.body, *self.messages, *self.headers.values()])

    def but_for(self, *addresses):
        """All of it but for the numbers of these addresses and for what differs each time."""
        once = r'csrfmiddlewaretoken" value="[^"]*"|nonce="[^"]*"|nonce-[^\' ]+'
        numbers = r"\b(?:" + "|".join(re.findall(r"\d+", " ".join(addresses))) + r")\b"
        headers = [f"{name}: {value}" for name, value in sorted(self.headers.items()) if name not in FOR_THIS_ONCE]
        parts = [self.body, *self.messages, *headers]
        return self.code, [re.sub(numbers, "N", re.sub(once, "", part)) for part in parts]


def text_of(content):
    """That of a page, or of all that is in a workbook."""
    if not zipfile.is_zipfile(BytesIO(content)):
        return content.decode(errors="replace")
    with zipfile.ZipFile(BytesIO(content)) as workbook:
        return " ".join(workbook.read(name).decode(errors="replace") for name in workbook.namelist())


def nothing(template, context):
    return ""


def no_frame(site, request):
    return {}


class Book:
    """What everybody was answered. A look is left to do what it does; whatever else was done is undone."""

    def __init__(self, cookies):
        self.cookies = cookies
        self.answers = {}
        self.users = {}
        self.site = BaseHandler()
        self.site.load_middleware()
        self.requests = RequestFactory(headers={"accept-language": "en"})

    def answer(self, person, method, address):
        question = person, method, address
        if question not in self.answers:
            ask = self.ask if person == READER and method != "HEAD" else self.ask_undrawn
            self.answers[question] = ask(*question)
        return self.answers[question]

    def ask_undrawn(self, person, method, address):
        """For the page without its words, and without the list of the desk's pages around them."""
        words = mock.patch.object(Template, "_render", nothing)
        frame = mock.patch.object(admin.AdminSite, "each_context", no_frame)
        with words, frame:
            return self.ask(person, method, address)

    def ask(self, person, method, address):
        request = self.requests.generic(method, address, headers={"cookie": self.cookies[person]})
        request._dont_enforce_csrf_checks = True
        # Whom the site finds in a session at the first question is whom it would find at every other.
        if person in self.users:
            request._cached_user = copy(self.users[person])
        writes = []

        def noting(execute, sql, params, many, context):
            if WRITE.match(sql.lstrip()) and not FREE.match(sql):
                writes.append(sql)
            return execute(sql, params, many, context)

        with transaction.atomic(), connection.execute_wrapper(noting):
            response = self.site.get_response(request)
            body = text_of(response.getvalue())
            # The end of a question is not the end of the connection.
            request_finished.disconnect(close_old_connections)
            response.close()
            request_finished.connect(close_old_connections)
            transaction.set_rollback(method == "POST")
        if person not in self.users and hasattr(request, "_cached_user"):
            self.users[person] = request._cached_user
            # Together with their permissions.
            self.users[person].get_all_permissions()
        messages = [str(message) for message in get_messages(request)]
        return Answer(response.status_code, dict(response.headers), body, messages, writes)
