"""Accounts on the desk: nobody raises their own rights."""

import pytest
from django.contrib.auth.models import Group, Permission

from tests.forms import fields_of
from uccn.accounts.models import User


@pytest.fixture
def clerk(bystander):
    """May manage accounts, but is no superuser."""
    bystander.user_permissions.set(Permission.objects.filter(content_type__app_label="accounts"))
    return bystander


def test_clerk_changes_a_name_but_no_right(client, clerk, writer):
    client.force_login(clerk)
    address = f"/admin/accounts/user/{writer.pk}/change/"
    data = fields_of(client.get(address), "user_form")

    client.post(address, {**data, "last_name": "Wang", "is_superuser": "on", "groups": [], "user_permissions": ["1"]})

    before = set(writer.user_permissions.all())
    writer.refresh_from_db()
    assert (writer.last_name, writer.is_superuser, set(writer.user_permissions.all())) == ("Wang", False, before)


def test_clerk_cannot_make_themselves_a_superuser(client, clerk):
    client.force_login(clerk)
    address = f"/admin/accounts/user/{clerk.pk}/change/"
    data = fields_of(client.get(address), "user_form")

    client.post(address, {**data, "is_superuser": "on"})

    clerk.refresh_from_db()
    assert clerk.is_superuser is False


@pytest.mark.parametrize("page", ["change", "password", "delete"])
def test_clerk_cannot_touch_the_account_of_a_superuser(client, clerk, superuser, page):
    client.force_login(clerk)
    before = superuser.password

    data = {"password1": "Mine-now-4711!", "password2": "Mine-now-4711!", "usable_password": "true", "post": "yes"}
    response = client.post(f"/admin/accounts/user/{superuser.pk}/{page}/", data)

    superuser.refresh_from_db()
    assert response.status_code == 403
    assert superuser.password == before


@pytest.mark.parametrize(("kind", "model"), [("accounts/user", User), ("auth/group", Group)])
def test_p1_histories_tell_nobody_else_who_is_there(client, bystander, kind, model):
    client.force_login(bystander)
    numbers = (model.objects.first().pk, 987654321)

    there, absent = (client.get(f"/admin/{kind}/{number}/history/") for number in numbers)

    assert (there.status_code, absent.status_code) == (403, 403)
    assert there.content == absent.content


@pytest.mark.parametrize("address", ["accounts/user/{}/change/", "auth/group/{}/change/"])
def test_rights_are_named_in_chinese(client, superuser, address):
    client.force_login(superuser)
    client.cookies["django_language"] = "zh-hans"
    numbers = {"accounts": superuser.pk, "auth": Group.objects.first().pk}

    page = client.get("/admin/" + address.format(numbers[address.partition("/")[0]])).content.decode()

    assert "城市 · 修改" in page
    assert "Can " not in page


def test_list_of_roles_calls_them_as_the_reader_does(client, superuser):
    client.force_login(superuser)
    client.cookies["django_language"] = "zh-hans"

    page = client.get("/admin/auth/group/").content.decode()

    assert "发布人</a>" in page
    assert ">Publisher<" not in page
