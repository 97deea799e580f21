"""Exports that are imported again, and the texts that trouble them."""

import io
import json
import random
from itertools import product

from django.core.management import CommandError, call_command
from django.utils.translation import override

KINDS = ["xlsx", "csv", "ods"]
WORDINGS = ["zh", "en", "both"]
# What Excel, LibreOffice or the reader might take for something else than a text.
AWKWARD = [
    "=1+1",
    "==1+1",
    "+86 21 6598 1234",
    "-1",
    "@x",
    "＝1+1",
    "＠x",
    "'=1+1",
    "'s-Hertogenbosch",
    "\t=tab",
    "\rcarriage",
    "\nline",
    "  blanks around  ",
    "two  blanks",
    "\u3000全角空格",
    "𠮷野家 𬱟 㛃",
    "👨\u200d👩\u200d👧",
    "e\u0301 NFD",
    "Ｆｕｌｌ　ｗｉｄｔｈ",
    "清空",
    "(clear)",
    "（清空）",
    "#REF!",
    "#N/A",
    "####",
    "TRUE",
    "00123",
    "1e3",
    "2017-11",
    "a;b、c|d",
    'say "x", y',
    "<b>bold</b> & more",
    "_x0041_",
    "合计",
    "注：说明",
]
ALPHABET = "=+-@'\"＝ \t\r\n_x05<r/>&;,、\\\u200b\u3000清空#é景𠮷👍\u0301Ａ０"


def texts(seed):
    """Awkward texts first, then random ones, for ever the same."""
    yield from AWKWARD
    chance = random.Random(seed)
    while True:
        yield "".join(chance.choices(ALPHABET, k=chance.randint(1, 14)))


def exported(tmp_path, command, kind="xlsx", language="both", *options):
    path = tmp_path / f"{command}-{language}.{kind}"
    call_command(f"export_{command}", str(path), "--language", language, *options, stdout=io.StringIO())
    return path


def imported(path, command, *options):
    """What the import says of the file, without writing anything."""
    out = io.StringIO()
    try:
        call_command(f"import_{command}", str(path), "--json", "--dry-run", *options, stdout=out)
    except CommandError as error:
        raise AssertionError(f"{path.name}: {error}") from error
    return json.loads(out.getvalue())


def expect_no_change(tmp_path, command, *, rows):
    """In every format, under headings of every wording, whatever the language of the one who brings it back."""
    for number, (kind, language) in enumerate(product(KINDS, WORDINGS)):
        path = exported(tmp_path, command, kind, language)
        with override(("zh-hans", "en")[number % 2]):
            found = imported(path, command)
        moved = [(row["line"], row["reason"], row["changes"]) for row in found["rows"] if row["outcome"] != "same"]
        assert moved == [], (kind, language, moved)
        assert found["same"] == rows
