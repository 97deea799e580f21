"""The planned rows of an upload as its preview shows them: kept in files, a page of them read at a time."""

import json

from .importing.planning import CHANGED, DOUBTFUL, LEFT_OUT, NEW, WRONG
from .importing.rows import sentence
from .importing.telling import reason_of
from .uploads import folder_of

SHOWN = (WRONG, DOUBTFUL, NEW, CHANGED, LEFT_OUT)
ROWS_PER_PAGE = 50
# How many characters of a value a preview shows.
MOST_SHOWN = 300
# How many wrong rows, or records that an undo leaves, a page names.
NAMED = 100


class Written:
    """Writes the rows of one plan, by outcome, and where each page of them begins."""

    def __init__(self, upload, resource):
        self.folder = folder_of(upload)
        self.resource = resource
        self.files = {outcome: (self.folder / outcome).open("wb") for outcome in SHOWN}
        self.pages = {outcome: [] for outcome in SHOWN}
        self.counts = dict.fromkeys(SHOWN, 0)
        self.digests = {}

    def add(self, row):
        self.digests[row.line] = row.digest
        if row.outcome not in SHOWN:
            return
        file = self.files[row.outcome]
        if self.counts[row.outcome] % ROWS_PER_PAGE == 0:
            self.pages[row.outcome].append(file.tell())
        self.counts[row.outcome] += 1
        file.write(json.dumps(shown(self.resource, row), ensure_ascii=False, default=str).encode() + b"\n")

    def close(self):
        for file in self.files.values():
            file.close()
        (self.folder / "pages").write_text(json.dumps(self.pages))
        (self.folder / "digests").write_text(json.dumps(self.digests))


def shown(resource, row):
    return {
        "line": row.line,
        "name": row.name,
        "reason": reason_of(resource, row) if row.outcome != WRONG else "",
        "problems": [sentence(resource, row.line, problem) for problem in row.problems],
        "changes_identity": row.changes_identity,
        "candidates": [
            {"pk": candidate.pk, "label": candidate.label, "why": str(candidate.why)}
            for candidate in (row.match.candidates if row.match else ())
        ],
        "doubt": str(row.match.doubt) if row.match else "",
        "changes": [as_shown(change) for change in row.changes] if row.outcome in (NEW, CHANGED) else [],
    }


def as_shown(change):
    kind = change.column.kind
    old, new = kind.show(change.old), kind.show(change.new)
    return {
        "column": change.column.key,
        "old": old[: MOST_SHOWN * 8],
        "new": new[: MOST_SHOWN * 8],
        "is_long": kind.is_long or max(len(old), len(new)) > MOST_SHOWN,
        "is_identity": change.column.is_identity and change.old is not None,
        "is_cleared": not new and bool(old),
    }


def page_of(upload, outcome, number):
    """The rows of a page, counted from 1, and how many pages there are."""
    pages = json.loads((folder_of(upload) / "pages").read_text()).get(outcome, [])
    if not 1 <= number <= len(pages):
        return [], len(pages)
    with (folder_of(upload) / outcome).open("rb") as file:
        file.seek(pages[number - 1])
        lines = [file.readline() for _ in range(ROWS_PER_PAGE)]
    return [json.loads(line) for line in lines if line], len(pages)


def digests_of(upload):
    return {int(line): digest for line, digest in json.loads((folder_of(upload) / "digests").read_text()).items()}


def problems_of(upload):
    """By line, what is wrong or doubtful about it."""
    found = {}
    for outcome in (WRONG, DOUBTFUL):
        with (folder_of(upload) / outcome).open("rb") as file:
            for line in file:
                row = json.loads(line)
                found[row["line"]] = " ".join(row["problems"]) or row["reason"]
    return found


def first_sentences(upload, most):
    """What is wrong, line by line, from the top of the file."""
    sentences = []
    with (folder_of(upload) / WRONG).open("rb") as file:
        for line in file:
            sentences += json.loads(line)["problems"]
            if len(sentences) >= most:
                break
    return sentences[:most]


def write_undoing(upload, undoing):
    """The first of what stays as it is when an import is undone."""
    told = {"kept": undoing.kept[:NAMED], "failed": undoing.failed[:NAMED]}
    (folder_of(upload) / "undoing").write_text(json.dumps(told))


def read_undoing(upload):
    return json.loads((folder_of(upload) / "undoing").read_text())
