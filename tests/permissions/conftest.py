import pytest
from django.db import transaction
from django.test import override_settings
from django.utils import translation

from .scene import set_scene


@pytest.fixture(scope="module")
def scene(django_db_setup, django_db_blocker, tmp_path_factory):
    """Rows of two cities and everybody signed in; gone again after the module."""
    folder = tmp_path_factory.mktemp("scene")
    settings = override_settings(MEDIA_ROOT=folder / "media", SHEETS_ROOT=folder / "sheets")
    with django_db_blocker.unblock(), settings, translation.override("en"), transaction.atomic():
        yield set_scene()
        transaction.set_rollback(True)
