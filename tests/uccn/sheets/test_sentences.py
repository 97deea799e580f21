"""Every sentence can be said, whatever fills it."""

import ast
import re
from pathlib import Path

import pytest

import uccn.sheets
from uccn.sheets.importing.refusals import SENTENCES as IMPORTS
from uccn.sheets.reading.sentences import NOTES, REFUSALS, sentence
from uccn.sheets.values.refused import SENTENCES as VALUES
from uccn.sheets.writing.layout import SENTENCES as WRITING

PACKAGE = Path(uccn.sheets.__file__).parent
RAISED = {
    "Unreadable": REFUSALS,
    "Refused": REFUSALS,
    "Import": IMPORTS,
    "Note": NOTES,
    "BadValue": VALUES,
    "Unwritable": WRITING,
}
# The process that parses has a class of this name too.
PARSING = PACKAGE / "parsing"


def said():
    """Each place in the code that names a sentence by its code and fills it."""
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in RAISED:
                code = next(iter(node.args), None)
                if isinstance(code, ast.Constant):
                    name = node.func.id
                    is_of_import = name == "Refused" and not path.is_relative_to(PARSING)
                    yield "Import" if is_of_import else name, code.value, {keyword.arg for keyword in node.keywords}


def needed(text):
    return set(re.findall(r"%\((\w+)\)s", str(text)))


def test_every_code_that_is_raised_has_a_sentence_and_what_fills_it():
    found = list(said())

    assert len(found) > 50
    for name, code, facts in found:
        assert code in RAISED[name], (name, code)
        if name != "Note" and None not in facts:
            assert needed(RAISED[name][code]) <= facts, (name, code)


@pytest.mark.parametrize("sentences", [REFUSALS, NOTES], ids=["refusals", "notes"])
def test_sentences_are_filled_by_their_facts(sentences):
    for code, text in sentences.items():
        facts = dict.fromkeys(needed(text), 7) | ({"separator": ";"} if code == "separator" else {})

        assert "%(" not in sentence(sentences, code, facts)
