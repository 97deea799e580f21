import pytest

LIMIT = 110 * 1024 * 1024


class Unread:
    """A body that nobody may read."""

    def read(self, *size):
        raise AssertionError("The body was read.")

    readline = read


def answer(client, length, path="/admin/reports/source/add/"):
    return client.generic(
        "POST", path, content_type="multipart/form-data; boundary=x", CONTENT_LENGTH=length, **{"wsgi.input": Unread()}
    )


@pytest.mark.parametrize("length", [str(LIMIT + 1), str(300 * 1024 * 1024), "9" * 5000])
def test_u4_what_is_too_large_is_refused_unread_with_the_limit_in_words(client, length):
    response = answer(client, length)

    assert response.status_code == 413
    assert "A file may have 100 MB at most" in " ".join(response.content.decode().split())


def test_u4_what_is_as_large_as_the_limit_comes_to_the_page_it_is_for(client):
    response = answer(client, str(LIMIT))

    assert (response.status_code, response.url) == (302, "/admin/login/?next=/admin/reports/source/add/")
