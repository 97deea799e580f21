import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from uccn.uploads import name_as_text, removed_on_failure, store


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


class Fault(Exception):
    pass


def store_and_fail(name):
    store(default_storage, name, ContentFile(b"a"))
    raise Fault


def test_file_is_gone_where_the_row_that_would_name_it_failed():
    with pytest.raises(Fault), removed_on_failure():
        store_and_fail("kept/a")

    assert not default_storage.exists("kept/a")


def test_file_stays_where_nothing_failed_and_outside_of_any_form():
    with removed_on_failure():
        store(default_storage, "kept/a", ContentFile(b"a"))
    with pytest.raises(Fault):
        store_and_fail("kept/b")

    assert sorted(default_storage.listdir("kept")[1]) == ["a", "b"]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("报告 2018.pdf", "报告 2018.pdf"),
        ("../../etc/passwd", "passwd"),
        ("C:\\报告.pdf", "报告.pdf"),
        ("a\u202efdp.exe", "afdp.exe"),
        ("a\r\nX: y", "aX: y"),
        ("a\x00b", "ab"),
        ("报" * 300, "报" * 255),
        ("..\\", "file"),
        ("", "file"),
    ],
)
def test_u5_name_is_what_people_can_read_of_it(name, text):
    assert name_as_text(name) == text
