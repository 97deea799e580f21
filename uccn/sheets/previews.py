"""The planned rows of an upload as its preview shows them: kept in files, a page of them read at a time."""

import json
from hashlib import blake2b

import msgspec

from .columns import One
from .importing.planning import CHANGED, DIGEST, DOUBTFUL, LEFT_OUT, NEW, WRONG
from .importing.rows import sentence
from .importing.telling import reason_of
from .uploads import folder_of

SHOWN = (WRONG, DOUBTFUL, NEW, CHANGED, LEFT_OUT)
ROWS_PER_PAGE = 50
# How many characters of a value a preview shows.
MOST_SHOWN = 300
# How many wrong rows, or records that an undo leaves, a page names.
NAMED = 100


class ShownChange(msgspec.Struct, omit_defaults=True):
    """What becomes of one column. The last two are found out for the page that shows it."""

    column: str
    old: str = ""
    new: str = ""
    is_long: bool = False
    is_identity: bool = False
    title: str = ""
    pieces: list | None = None

    @property
    def is_cleared(self):
        return not self.new and bool(self.old)


class ShownCandidate(msgspec.Struct):
    pk: int
    label: str
    why: str


class ShownRow(msgspec.Struct, omit_defaults=True):
    """answer: what somebody has said about it, found out for the page that shows it."""

    line: int
    name: str
    reason: str = ""
    problems: list[str] = []
    changes_identity: bool = False
    candidates: list[ShownCandidate] = []
    doubt: str = ""
    changes: list[ShownChange] = []
    answer: str = ""


encoder = msgspec.json.Encoder()
decoder = msgspec.json.Decoder(ShownRow)


class Written:
    """Writes the rows of one plan, by outcome, and where each page of them begins; and the digests of all."""

    def __init__(self, upload, resource):
        self.folder = folder_of(upload)
        self.resource = resource
        self.files = {outcome: (self.folder / outcome).open("wb") for outcome in SHOWN}
        self.pages = {outcome: [] for outcome in SHOWN}
        self.counts = dict.fromkeys(SHOWN, 0)
        self.digests = (self.folder / "digests").open("wb")
        self.whole = blake2b(digest_size=DIGEST)
        self.words = {}

    @property
    def digest(self):
        """Of the whole preview."""
        return self.whole.hexdigest()

    def add(self, row):
        digest = row.digest
        self.digests.write(digest)
        self.whole.update(digest)
        if row.outcome not in SHOWN:
            return
        file = self.files[row.outcome]
        if self.counts[row.outcome] % ROWS_PER_PAGE == 0:
            self.pages[row.outcome].append(file.tell())
        self.counts[row.outcome] += 1
        file.write(encoder.encode(self.shown(row)) + b"\n")

    def close(self):
        for file in (*self.files.values(), self.digests):
            file.close()
        (self.folder / "pages").write_text(json.dumps(self.pages))

    def shown(self, row):
        candidates = row.match.candidates if row.match else ()
        return ShownRow(
            line=row.line,
            name=row.name,
            reason=reason_of(self.resource, row) if row.outcome != WRONG else "",
            problems=[sentence(self.resource, row.line, problem) for problem in row.problems],
            changes_identity=row.changes_identity,
            candidates=[ShownCandidate(each.pk, each.label, str(each.why)) for each in candidates],
            doubt=str(row.match.doubt) if row.match else "",
            changes=list(map(self.shown_change, row.changes)) if row.outcome in (NEW, CHANGED) else [],
        )

    def shown_change(self, change):
        column = change.column
        old, new = self.said(column.kind, change.old), self.said(column.kind, change.new)
        return ShownChange(
            column.column_name,
            old[: MOST_SHOWN * 8],
            new[: MOST_SHOWN * 8],
            column.kind.is_long or len(old) > MOST_SHOWN or len(new) > MOST_SHOWN,
            column.is_identity and change.old is not None,
        )

    def said(self, kind, value):
        if value is None or value == "" or value == ():
            return ""
        if not isinstance(kind, One):
            return kind.show(value)
        # Few records are named by many rows.
        if (kind, value) not in self.words:
            self.words[kind, value] = kind.show(value)
        return self.words[kind, value]


def page_of(upload, outcome, number):
    """The rows of a page, counted from 1, and how many pages there are."""
    pages = json.loads((folder_of(upload) / "pages").read_text()).get(outcome, [])
    if not 1 <= number <= len(pages):
        return [], len(pages)
    with (folder_of(upload) / outcome).open("rb") as file:
        file.seek(pages[number - 1])
        lines = [file.readline() for _ in range(ROWS_PER_PAGE)]
    return [decoder.decode(line) for line in lines if line], len(pages)


def digests_of(upload):
    """Of the rows of the preview, in their order."""
    with (folder_of(upload) / "digests").open("rb") as file:
        while digest := file.read(DIGEST):
            yield digest


def problems_of(upload):
    """By line, what is wrong or doubtful about it."""
    found = {}
    for outcome in (WRONG, DOUBTFUL):
        with (folder_of(upload) / outcome).open("rb") as file:
            for line in file:
                row = decoder.decode(line)
                found[row.line] = " ".join(row.problems) or row.reason
    return found


def first_sentences(upload, most):
    """What is wrong, line by line, from the top of the file."""
    sentences = []
    with (folder_of(upload) / WRONG).open("rb") as file:
        for line in file:
            sentences += decoder.decode(line).problems
            if len(sentences) >= most:
                break
    return sentences[:most]


def write_undoing(upload, undoing):
    """The first of what stays as it is when an import is undone."""
    told = {"kept": undoing.kept[:NAMED], "failed": undoing.failed[:NAMED]}
    (folder_of(upload) / "undoing").write_text(json.dumps(told))


def read_undoing(upload):
    return json.loads((folder_of(upload) / "undoing").read_text())
