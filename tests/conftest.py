from io import StringIO

import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.db import transaction
from django.utils import translation

from tests.cast import (  # noqa: F401
    bystander,
    editor,
    focal_point,
    publisher,
    stranger,
    superuser,
    translator_into_chinese,
    translator_into_english,
    writer,
)


@pytest.fixture(autouse=True)
def english():
    """A request leaves its language active in the thread; each test begins in English."""
    with translation.override("en"):
        yield


@pytest.fixture(autouse=True)
def nothing_remembered():
    cache.clear()


@pytest.fixture(scope="module")
def shipped(django_db_setup, django_db_blocker):
    """The shipped register and reports, published, as `make run` begins with; gone again after the module."""
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("prepare", stdout=StringIO())
        yield
        transaction.set_rollback(True)
