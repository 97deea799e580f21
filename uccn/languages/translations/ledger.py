"""What a changed pair of texts makes of the row that keeps its state."""

import datetime
from dataclasses import dataclass
from operator import attrgetter

from uccn.languages.codes import other
from uccn.languages.models import Settled, State
from uccn.texts.source_digest import source_digest

WRITTEN = [
    "language",
    "source_digest",
    "source_text",
    "current_digest",
    "words",
    "settled",
    "whole_type_id",
    "whole_id",
    "city",
]


@dataclass(slots=True)
class Entry:
    """What a row shall say. Rows come by the thousand, and a record costs a hundred times as much to make."""

    content_type_id: int
    object_id: int
    field: str
    language: str
    source_digest: str
    source_text: str
    current_digest: str
    words: int
    settled: str
    whole_type_id: int
    whole_id: int
    city: int | None
    by_id: int | None
    at: datetime.datetime | None


def judged(pair, row, *, fresh=Settled.DRAFT, is_turned=False):
    """The entry the pair should have, None where there is no text; `row` says what is known of it, if anything.

    `fresh` is what translations count as that no row knows of. `is_turned`: the record says anew which language is
    the source.
    """
    source = pair.source(other(row.language) if row and not is_turned else None)
    if source is None:
        return None
    settled, digest, text = verdict(pair, source, row, fresh)
    return Entry(
        content_type_id=pair.content_type,
        object_id=pair.pk,
        field=pair.field,
        language=other(source),
        source_digest=digest,
        source_text=text,
        current_digest=pair.digest(source),
        words=pair.size(source),
        settled=settled,
        whole_type_id=pair.place.whole_type,
        whole_id=pair.place.whole,
        city=pair.place.city,
        by_id=row.by_id if row else None,
        at=row.at if row else None,
    )


def verdict(pair, source, row, fresh):
    """(what is said of the translation, the digest and the text of the source it was said against)."""
    target = other(source)
    now = pair.digest(source), pair.texts[source]
    is_known = row is not None and row.language == target
    if not pair.texts[target].strip():
        is_settled = is_known and row.settled == Settled.NOT_NEEDED
        return (row.settled, row.source_digest, row.source_text) if is_settled else (Settled.NOTHING, "", "")
    if pair.says_other_than_before(target):
        # Written with the source before the eyes, also if both were changed at once.
        return (Settled.DRAFT, *now)
    if is_known and row.settled in (Settled.DRAFT, Settled.REVIEWED):
        return row.settled, row.source_digest, row.source_text
    if row is not None and not is_known:
        # The other way round now: what was in step still is, and the rest is for somebody to look at.
        return (row.settled if row.state in (State.DRAFT, State.REVIEWED) else Settled.DRAFT, *now)
    if pair.before and pair.before[source]:
        return fresh, source_digest(pair.before[source]), pair.before[source]
    return (fresh, *now)


written_of = attrgetter(*WRITTEN, "by_id", "at")


def is_same(one, other):
    return written_of(one) == written_of(other)
