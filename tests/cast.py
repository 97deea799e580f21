"""The people of the tests. Each test names the one who may, and the one who must not."""

import pytest
from django.contrib.auth.models import Group, Permission

from reports import roles

from .factories import a_user


def allowed(*codenames):
    return Permission.objects.filter(codename__in=codenames, content_type__app_label__in=["cities", "reports"])


def a_person(username, role, *, writes_for=()):
    """Somebody of the desk in one of its roles, for some cities if it is a focal point."""
    person = a_user(username, is_staff=True)
    person.groups.add(Group.objects.get(name=role))
    person.cities_written_for.set(writes_for)
    return person


@pytest.fixture
def superuser(db):
    return a_user("superuser", is_staff=True, is_superuser=True)


@pytest.fixture
def publisher(db):
    """May write, review and publish reports."""
    return a_person("publisher", roles.PUBLISHER)


@pytest.fixture
def editor(db):
    """May write and review reports, but not publish them."""
    return a_person("editor", roles.EDITOR)


@pytest.fixture
def writer(db):
    """Writes like a focal point, but for every city: a hand in the office that neither reviews nor publishes."""
    person = a_person("writer", roles.FOCAL_POINT)
    person.user_permissions.set(allowed("work_for_every_city"))
    return person


@pytest.fixture
def focal_point(db):
    """Writes drafts of reports for the cities a test says."""
    return a_person("focal-point", roles.FOCAL_POINT)


@pytest.fixture
def stranger(db):
    """A focal point of another city."""
    return a_person("stranger", roles.FOCAL_POINT)


@pytest.fixture
def translator_into_chinese(db):
    return a_person("translator-zh", roles.TRANSLATOR_INTO_CHINESE)


@pytest.fixture
def translator_into_english(db):
    return a_person("translator-en", roles.TRANSLATOR_INTO_ENGLISH)


@pytest.fixture
def bystander(db):
    """Signs in as staff and may do nothing."""
    return a_user("bystander", is_staff=True)
