"""Strict readers of the environment: a bad value stops the start with a sentence that names it and the mend."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from pathlib import Path
from urllib.parse import urlsplit

import dj_database_url
from django.core.exceptions import ImproperlyConfigured

HOST = re.compile(r"^\.?[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?$|^\[[0-9a-fA-F:]+\]$")
SHORTEST_SECRET = 50


def refuse(name: str, value: str, mend: str) -> ImproperlyConfigured:
    return ImproperlyConfigured(f"{name}={value!r} in the environment cannot be used: {mend}")


def text(name: str, default: str = "") -> str:
    return os.environ.get(name, default).strip()


def flag(name: str) -> bool:
    value = text(name, "0").lower()
    if value in ("1", "true", "yes", "on"):
        return True
    if value in ("0", "false", "no", "off", ""):
        return False
    raise refuse(name, value, "write 1 for on or 0 for off.")


def hosts(name: str, default: Iterable[str]) -> list[str]:
    names = [host.strip() for host in text(name).split(",") if host.strip()] or list(default)
    for host in names:
        if not HOST.match(host):
            raise refuse(name, host, "list host names without scheme, port or *, parted by commas: uccn.example.cn")
    return names


def url(name: str, default: str) -> str:
    value = text(name, default).rstrip("/")
    parts = urlsplit(value)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.path or parts.query:
        raise refuse(name, value, "write scheme and host only, like https://uccn.example.cn")
    return value


def folder(name: str, default: Path) -> Path:
    value = text(name)
    path = Path(value) if value else default
    if not path.is_absolute():
        raise refuse(name, value, "write the whole path of the folder, from / on.")
    if path.exists() and not path.is_dir():
        raise refuse(name, value, "there is a file of that name; name a folder.")
    return path


def database(name: str, default: Path) -> dict[str, object]:
    value = text(name) or f"sqlite:///{default}"
    scheme = value.split(":", 1)[0]
    if scheme not in ("sqlite", "postgres", "postgresql"):
        # The value may hold a password, so it is not repeated.
        raise refuse(name, f"{scheme}:...", "use sqlite:////path/to/file or postgresql://user:password@host:5432/name")
    try:
        settings = dict(dj_database_url.parse(value))
    except ValueError as error:
        raise refuse(name, f"{scheme}:...", "it is not a database address; check host and port.") from error
    if not settings["NAME"]:
        raise refuse(name, f"{scheme}:...", "the name of the database is missing at its end.")
    return settings


def secret(name: str, file: Path) -> str:
    """The secret from the environment, else from the file that `make run` writes for a local copy."""
    value = text(name)
    if not value and file.exists():
        value = file.read_text(encoding="ascii").strip()
    if not value:
        raise ImproperlyConfigured(
            f"{name} is not set. Set it to at least {SHORTEST_SECRET} random characters; "
            "for a local copy run `make run` once, which writes one to var/secret_key."
        )
    if len(value) < SHORTEST_SECRET or len(set(value)) < 5:
        raise ImproperlyConfigured(
            f"{name} is too easily guessed. Set it to at least {SHORTEST_SECRET} random characters, for example with: "
            "python3 -c 'import secrets; print(secrets.token_urlsafe(50))'"
        )
    return value
