"""The planned rows of an upload as its preview shows them: kept in files, a page of them read at a time."""

import json
from hashlib import blake2b

import msgspec
from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from .columns import One
from .importing.planning import CHANGED, DIGEST, DOUBTFUL, LEFT_OUT, NEW, WRONG
from .importing.rows import sentence, words
from .importing.telling import reason_of
from .uploads import folder_of

SHOWN = (WRONG, DOUBTFUL, NEW, CHANGED, LEFT_OUT)
# A page has no more rows than these, and begins no other once it has so many characters.
ROWS_PER_PAGE, CHARACTERS_PER_PAGE = 50, 24_000
# A value of more characters than the first is a long one; of what changes in it no more than the second are shown.
SHORT, LONG = 300, 1_200
# How many of those around the change.
AROUND = 60
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
    # The same without its line: what stands beside the row needs none.
    in_place: list[str] = []
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
        # By outcome, the rows of its last page and their characters.
        self.filled = dict.fromkeys(SHOWN, (ROWS_PER_PAGE, 0))
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
        file, shown = self.files[row.outcome], self.shown(row)
        rows, characters = self.filled[row.outcome]
        if rows == ROWS_PER_PAGE or characters > CHARACTERS_PER_PAGE:
            self.pages[row.outcome].append((file.tell(), 0))
            rows = characters = 0
        self.pages[row.outcome][-1] = (self.pages[row.outcome][-1][0], rows + 1)
        self.filled[row.outcome] = rows + 1, characters + sum(len(each.old) + len(each.new) for each in shown.changes)
        file.write(encoder.encode(shown) + b"\n")

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
            in_place=[words(self.resource, problem) for problem in row.problems],
            changes_identity=row.changes_identity,
            candidates=[ShownCandidate(each.pk, each.label, str(each.why)) for each in candidates],
            doubt=str(row.match.doubt) if row.match else "",
            changes=list(map(self.shown_change, row.changes)) if row.outcome in (NEW, CHANGED) else [],
        )

    def shown_change(self, change):
        column = change.column
        old, new = self.said(column.kind, change.old), self.said(column.kind, change.new)
        is_long = column.kind.is_long or len(old) > SHORT or len(new) > SHORT
        if len(old) > LONG or len(new) > LONG:
            old, new = around_the_change(old, new)
        return ShownChange(column.column_name, old, new, is_long, column.is_identity and change.old is not None)

    def said(self, kind, value):
        if value is None or value == "" or value == ():
            return ""
        if not isinstance(kind, One):
            return kind.show(value)
        # Few records are named by many rows.
        if (kind, value) not in self.words:
            self.words[kind, value] = kind.show(value)
        return self.words[kind, value]


def around_the_change(old, new):
    """Both texts from a little before the first difference to a little after the last, or as far as is shown."""
    begin = max(alike(old, new) - AROUND, 0)
    end = max(alike(old[begin:][::-1], new[begin:][::-1]) - AROUND, 0)
    return tuple(piece_of(text, begin, len(text) - end) for text in (old, new))


def alike(one, other):
    """With how many of the same characters both begin."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((place for place, (first, second) in pairs if first != second), min(len(one), len(other)))


def piece_of(text, begin, end):
    end = min(end, begin + LONG)
    return f"{'…' if begin else ''}{text[begin:end]}{'…' if end < len(text) else ''}"


def page_of(upload, outcome, number):
    """The rows of a page, counted from 1, and how many pages there are."""
    pages = json.loads((folder_of(upload) / "pages").read_text()).get(outcome, [])
    if not 1 <= number <= len(pages):
        return [], len(pages)
    with (folder_of(upload) / outcome).open("rb") as file:
        start, rows = pages[number - 1]
        file.seek(start)
        return [decoder.decode(file.readline()) for _ in range(rows)], len(pages)


def digests_of(upload):
    """Of the rows of the preview, in their order."""
    content = (folder_of(upload) / "digests").read_bytes()
    if blake2b(content, digest_size=DIGEST).hexdigest() != upload.counts["digest"]:
        raise PermissionDenied(_("The preview is not the one that was made."))
    return (content[start : start + DIGEST] for start in range(0, len(content), DIGEST))


def problems_of(upload):
    """By line, what is wrong or doubtful about it."""
    found = {}
    for outcome in (WRONG, DOUBTFUL):
        with (folder_of(upload) / outcome).open("rb") as file:
            for line in file:
                row = decoder.decode(line)
                found[row.line] = " ".join(row.in_place) or row.reason
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
    """The first of what stays as it is when an import is undone, and the numbers of the entries that are reversed."""
    told = {"kept": undoing.kept[:NAMED], "failed": undoing.failed[:NAMED]}
    told |= {what: sorted(numbers) for what, numbers in undoing.entries.items()}
    (folder_of(upload) / "undoing").write_text(json.dumps(told))


def read_undoing(upload):
    return json.loads((folder_of(upload) / "undoing").read_text())
