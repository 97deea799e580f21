import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from uccn import env

ROOT = Path(__file__).parent.parent.parent


def refusal(call, *args):
    with pytest.raises(ImproperlyConfigured) as refused:
        call(*args)
    return str(refused.value)


def test_flag_reads_on_and_off(monkeypatch):
    monkeypatch.setenv("DEBUG", "Yes")
    assert env.flag("DEBUG") is True

    monkeypatch.setenv("DEBUG", "0")
    assert env.flag("DEBUG") is False

    monkeypatch.delenv("DEBUG")
    assert env.flag("DEBUG") is False


def test_flag_refuses_anything_else(monkeypatch):
    monkeypatch.setenv("DEBUG", "maybe")

    assert refusal(env.flag, "DEBUG") == (
        "DEBUG='maybe' in the environment cannot be used: write 1 for on or 0 for off."
    )


@pytest.mark.parametrize("value", ["*", "https://uccn.example.cn", "uccn.example.cn:80", "a b"])
def test_hosts_are_names_only(monkeypatch, value):
    monkeypatch.setenv("ALLOWED_HOSTS", value)

    assert refusal(env.hosts, "ALLOWED_HOSTS", []).startswith(f"ALLOWED_HOSTS={value!r} in the environment cannot")


def test_hosts_are_parted_by_commas(monkeypatch):
    monkeypatch.setenv("ALLOWED_HOSTS", "uccn.example.cn, [::1] ,")

    assert env.hosts("ALLOWED_HOSTS", []) == ["uccn.example.cn", "[::1]"]


@pytest.mark.parametrize("value", ["uccn.example.cn", "ftp://uccn.example.cn", "https://uccn.example.cn/zh"])
def test_site_address_is_scheme_and_host(monkeypatch, value):
    monkeypatch.setenv("SITE_URL", value)

    assert refusal(env.url, "SITE_URL", "").endswith("write scheme and host only, like https://uccn.example.cn")


def test_database_password_is_never_repeated(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "mysql://root:geheim@db/uccn")

    message = refusal(env.database, "DATABASE_URL", Path("/tmp/db"))

    assert "geheim" not in message
    assert message.startswith("DATABASE_URL='mysql:...' in the environment cannot be used")


@pytest.mark.parametrize("value", ["postgresql://host:port/uccn", "postgresql://host"])
def test_database_address_must_be_whole(monkeypatch, value):
    monkeypatch.setenv("DATABASE_URL", value)

    assert refusal(env.database, "DATABASE_URL", Path("/tmp/db")).startswith("DATABASE_URL='postgresql:...'")


def test_folder_is_named_from_the_root(monkeypatch, tmp_path):
    monkeypatch.setenv("MEDIA_ROOT", "media")
    assert refusal(env.folder, "MEDIA_ROOT", tmp_path).endswith("write the whole path of the folder, from / on.")

    (tmp_path / "file").touch()
    monkeypatch.setenv("MEDIA_ROOT", str(tmp_path / "file"))
    assert refusal(env.folder, "MEDIA_ROOT", tmp_path).endswith("there is a file of that name; name a folder.")


def test_secret_comes_from_the_environment_before_the_file(monkeypatch, tmp_path):
    (tmp_path / "key").write_text("file " * 12)
    monkeypatch.delenv("SECRET_KEY")
    assert env.secret("SECRET_KEY", tmp_path / "key") == ("file " * 12).strip()

    monkeypatch.setenv("SECRET_KEY", "environment " * 5)
    assert env.secret("SECRET_KEY", tmp_path / "key") == ("environment " * 5).strip()


@pytest.mark.parametrize("value", ["", "short", "a" * 80])
def test_secret_is_long_and_not_one_letter(monkeypatch, tmp_path, value):
    monkeypatch.setenv("SECRET_KEY", value)

    assert refusal(env.secret, "SECRET_KEY", tmp_path / "absent").startswith("SECRET_KEY is ")


def test_start_with_a_bad_variable_ends_in_one_sentence():
    environment = {**os.environ, "DEBUG": "perhaps", "SECRET_KEY": "x7" * 30}

    answer = subprocess.run(
        [sys.executable, "manage.py", "check"], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )

    assert answer.returncode == 1
    assert answer.stdout == ""
    assert answer.stderr == ("DEBUG='perhaps' in the environment cannot be used: write 1 for on or 0 for off.\n")
