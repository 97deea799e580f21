"""The process that reads workbooks."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tests.uccn.sheets.files import a_book, cells_of, saved, table_of
from uccn.sheets.reading import workbooks

ROOT = Path(__file__).parents[3]


def answer_of_child(code):
    command = [sys.executable, "-I", "-c", f"import sys; sys.path.insert(0, {str(ROOT)!r}); {code}"]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()


def test_child_does_not_load_django():
    loaded = answer_of_child("from uccn.sheets.parsing import child; print('django' in sys.modules)")

    assert loaded == "False"


def test_i3_child_keeps_its_limits():
    code = (
        "import resource; from uccn.sheets.parsing import child; from uccn.sheets.parsing.limits import Limits; "
        "child.restrain(Limits(cpu_seconds=7, memory_bytes=2**29)); "
        "print(resource.getrlimit(resource.RLIMIT_CPU)[0], resource.getrlimit(resource.RLIMIT_AS)[0] in (2**29, -1))"
    )

    assert answer_of_child(code) == "7 True"


def test_child_is_told_no_secrets(monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "canary")
    passed = []
    run = subprocess.run
    monkeypatch.setattr(workbooks.subprocess, "run", lambda *a, **k: passed.append(k["env"]) or run(*a, **k))

    table_of(saved(a_book([["城市"], ["深圳"]])))

    assert "SECRET_KEY" not in passed[0]


def test_workbooks_can_be_read_in_several_threads_at_once():
    contents = [saved(a_book([["城市"], *([f"城{number}-{row}"] for row in range(1200))])) for number in range(6)]

    with ThreadPoolExecutor(6) as threads:
        tables = list(threads.map(cells_of, contents))

    assert [table[-1] for table in tables] == [(f"城{number}-1199",) for number in range(6)]


def test_one_table_can_be_gone_through_by_two_at_once():
    rows = table_of(saved(a_book([["城市"], *([f"城{row}"] for row in range(1200))]))).rows

    pairs = list(zip(rows, rows, strict=True))

    assert len(pairs) == 1200
    assert all(one == other for one, other in pairs)
