"""Browsers are told, with every answer, to run and load nothing but what the site serves."""

import re

import pytest

POLICY = {
    "default-src 'self'",
    "script-src 'self'",
    "style-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
}


def policy_of(response):
    return set(response.headers["Content-Security-Policy"].split("; "))


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/en/", 200),
        ("/", 302),
        ("/zh/nowhere/", 404),
        ("/admin/", 302),
        ("/admin/login/", 200),
        ("/static/no.css", 404),
    ],
)
def test_every_answer_carries_the_policy(client, path, status):
    response = client.get(path)

    assert response.status_code == status
    assert policy_of(response) == POLICY


@pytest.mark.django_db
def test_a_refused_host_carries_the_policy(client):
    response = client.get("/en/", headers={"host": "elsewhere.example"})

    assert response.status_code == 400
    assert policy_of(response) == POLICY


def test_an_error_of_ours_carries_the_policy(client):
    client.raise_request_exception = False
    # Without a database of its own the test may not ask for anything: the view fails.
    response = client.get("/en/")

    assert response.status_code == 500
    assert policy_of(response) == POLICY


def test_a_form_with_rich_text_names_the_nonce_of_its_import_map(client, superuser):
    client.force_login(superuser)

    response = client.get("/admin/cities/page/add/")
    again = client.get("/admin/cities/page/add/")

    nonce = re.search(r'<script type="importmap" nonce="([^"]+)"', response.content.decode())[1]
    assert f"script-src 'self' 'nonce-{nonce}'" in policy_of(response)
    assert nonce not in again.content.decode()
