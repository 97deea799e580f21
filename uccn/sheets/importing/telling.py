"""Planned rows in plain words: for JSON, for terminals and for the pages of the desk."""

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from uccn.languages.lists import listed, strung

from .planning import CHANGED, DOUBTFUL, NEW, WRONG
from .rows import sentence


def reason_of(resource, row):
    """Why the outcome is what it is, in the language then active."""
    if row.outcome == WRONG:
        return strung(sentence(resource, row.line, problem) for problem in row.problems)
    if row.outcome == DOUBTFUL:
        labels = listed(candidate.label for candidate in row.match.candidates)
        return _("%(doubt)s: %(candidates)s") % {"doubt": row.match.doubt, "candidates": labels}
    if row.outcome != NEW and row.match and row.match.why:
        return str(row.match.why)
    return ""


def identity_of(row):
    """What another thing a row would make of a record there is, in the language then active; mostly nothing."""
    if not row.changes_identity:
        return ""
    titles = listed(column.title(get_language()) for column in row.moved)
    moved = _("another one than the register has: %(columns)s") % {"columns": titles} if titles else ""
    added = _("adds a designation beside what there is") if row.adds_identity else ""
    return strung(filter(None, (moved, added)))


def as_json(resource, row, noun):
    changes = {}
    if row.outcome in (NEW, CHANGED):
        changes = {
            change.column.key: [change.column.plain(change.old), change.column.plain(change.new)]
            for change in row.changes
        }
    return {
        "line": row.line,
        "outcome": row.outcome,
        noun: resource.key_of(row),
        "name": row.name,
        "changes": changes,
        "changes_identity": row.changes_identity,
        "reason": reason_of(resource, row),
    }
