from io import StringIO

import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.db import transaction
from django.utils import translation

from tests import shipping
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


def pytest_collection_modifyitems(items):
    for item in items:
        if item.get_closest_marker("django_db") or "django_db_setup" in item.fixturenames:
            item.add_marker("database")
        if "shipped" in item.fixturenames:
            # One worker of pytest-xdist takes them all, and prepares once.
            item.add_marker(pytest.mark.xdist_group("shipped"))


@pytest.fixture(scope="session")
def shipped_rows(django_db_setup, django_db_blocker):
    """By model, the rows of the shipped register and reports, published, as `make run` begins with."""
    with django_db_blocker.unblock(), transaction.atomic():
        from_migrations = set(filter(shipping.rows_of, shipping.models()))
        call_command("prepare", stdout=StringIO())
        rows = {model: shipping.rows_of(model) for model in shipping.models() if model not in from_migrations}
        transaction.set_rollback(True)
    return rows


@pytest.fixture(scope="module")
def shipped(shipped_rows, django_db_blocker):
    """These rows in the database; gone again after the module."""
    with django_db_blocker.unblock(), transaction.atomic():
        shipping.write(shipped_rows)
        yield
        transaction.set_rollback(True)
