"""The people of the tests. Each test names the one who may, and the one who must not."""

import pytest
from django.contrib.auth.models import Permission

from .factories import a_user


def allowed(*codenames):
    return Permission.objects.filter(codename__in=codenames, content_type__app_label__in=["cities", "reports"])


@pytest.fixture
def superuser(db):
    return a_user("superuser", is_staff=True, is_superuser=True)


@pytest.fixture
def publisher(db):
    """May review and publish reports."""
    person = a_user("publisher", is_staff=True)
    person.user_permissions.set(allowed("view_report", "change_report", "review_report", "publish_report"))
    return person


@pytest.fixture
def writer(db):
    """May write reports and submit them, but neither review nor publish."""
    person = a_user("writer", is_staff=True)
    person.user_permissions.set(allowed("view_report", "change_report"))
    return person


@pytest.fixture
def bystander(db):
    """Signs in as staff and may do nothing."""
    return a_user("bystander", is_staff=True)
