"""The planned rows of an upload, kept in files for its preview. `showing` puts a page of them into words."""

import json
from hashlib import blake2b
from itertools import islice

import msgspec
from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from uccn.languages.lists import strung

from .importing.planning import CHANGED, DIGEST, DOUBTFUL, LEFT_OUT, NEW, WRONG, digest_of
from .importing.rows import sentence, words
from .importing.telling import identity_of, reason_of
from .uploads import folder_of

SHOWN = (WRONG, DOUBTFUL, NEW, CHANGED, LEFT_OUT)
# A page has no more rows than these, and begins no other once it has so many characters.
ROWS_PER_PAGE, CHARACTERS_PER_PAGE = 50, 24_000
# Of a longer text it shows no more than these.
LONG = 1_200
# Bytes that say how many bytes a row takes.
LENGTH = 4
# How many wrong rows, or records that an undo leaves, a page names.
NAMED = 100


class Candidate(msgspec.Struct):
    pk: int
    label: str
    why: str


class KeptRow(msgspec.Struct, omit_defaults=True):
    """packed: what it does, see PlannedRow. in_place: its problems without its line, for what stands beside the row."""

    packed: msgspec.Raw
    line: int
    name: str
    reason: str = ""
    problems: list[str] = []
    in_place: list[str] = []
    identity: str = ""
    candidates: list[Candidate] = []
    doubt: str = ""


encoder = msgspec.msgpack.Encoder()
decoder = msgspec.msgpack.Decoder(KeptRow)


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

    @property
    def digest(self):
        """Of the whole preview."""
        return self.whole.hexdigest()

    def add(self, row):
        packed = row.packed
        digest = digest_of(packed)
        self.digests.write(digest)
        self.whole.update(digest)
        if row.outcome in SHOWN:
            self.write(row.outcome, encoder.encode(self.kept(row, packed)), characters_of(row))

    def write(self, outcome, content, characters):
        file, pages = self.files[outcome], self.pages[outcome]
        rows, before = self.filled[outcome]
        if rows == ROWS_PER_PAGE or before > CHARACTERS_PER_PAGE:
            pages.append((file.tell(), 0))
            rows = before = 0
        pages[-1] = (pages[-1][0], rows + 1)
        self.filled[outcome] = rows + 1, before + characters
        file.write(len(content).to_bytes(LENGTH, "big") + content)

    def close(self):
        for file in (*self.files.values(), self.digests):
            file.close()
        (self.folder / "pages").write_text(json.dumps(self.pages))

    def kept(self, row, packed):
        told = KeptRow(msgspec.Raw(packed), row.line, row.name, identity=identity_of(row))
        if row.outcome == WRONG:
            told.problems = [sentence(self.resource, row.line, problem) for problem in row.problems]
            told.in_place = [words(self.resource, problem) for problem in row.problems]
        else:
            told.reason = reason_of(self.resource, row)
        if row.match:
            told.candidates = [Candidate(each.pk, each.label, str(each.why)) for each in row.match.candidates]
            told.doubt = str(row.match.doubt)
        return told


def characters_of(row):
    """About as many as a page shows of it."""
    texts = (text for edit in row.edits for change in edit.changes.values() for text in change if type(text) is str)
    return sum(min(len(text), LONG) for text in texts)


def page_of(upload, outcome, number):
    """The rows of a page, counted from 1, and how many pages there are."""
    pages = json.loads((folder_of(upload) / "pages").read_text()).get(outcome, [])
    if not 1 <= number <= len(pages):
        return [], len(pages)
    with (folder_of(upload) / outcome).open("rb") as file:
        start, rows = pages[number - 1]
        file.seek(start)
        return list(islice(rows_in(file), rows)), len(pages)


def rows_in(file):
    while length := file.read(LENGTH):
        yield decoder.decode(file.read(int.from_bytes(length, "big")))


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
            for row in rows_in(file):
                found[row.line] = strung(row.in_place) or row.reason
    return found


def first_sentences(upload, most):
    """What is wrong, line by line, from the top of the file."""
    sentences = []
    with (folder_of(upload) / WRONG).open("rb") as file:
        for row in rows_in(file):
            sentences += row.problems
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
