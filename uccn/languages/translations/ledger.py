"""What a changed pair of texts makes of the row that keeps its state."""

from django.contrib.contenttypes.models import ContentType

from uccn.languages.codes import other
from uccn.languages.models import Settled, State, Translation
from uccn.texts.size import size
from uccn.texts.source_digest import source_digest

from .pairs import whole_of

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


def judged(pair, row, *, fresh=Settled.DRAFT, is_turned=False):
    """The row the pair should have, unsaved, None where there is no text; `row` is the one it has, if any.

    `fresh` is what translations count as that no row knows of. `is_turned`: the record says anew which language is
    the source.
    """
    source = pair.source(other(row.language) if row and not is_turned else None)
    if source is None:
        return None
    settled, digest, text = verdict(pair, source, row, fresh)
    return Translation(
        content_type_id=pair.key[0],
        object_id=pair.pk,
        field=pair.field,
        language=other(source),
        source_digest=digest,
        source_text=text,
        current_digest=pair.digests[source],
        words=size(pair.texts[source]),
        settled=settled,
        whole_type=ContentType.objects.get_for_model(whole_of(pair.model)),
        whole_id=pair.place.whole,
        city=pair.place.city,
        by_id=row.by_id if row else None,
        at=row.at if row else None,
    )


def verdict(pair, source, row, fresh):
    """(what is said of the translation, the digest and the text of the source it was said against)."""
    target = other(source)
    now = pair.digests[source], pair.texts[source]
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


def is_same(one, other):
    return all(getattr(one, name) == getattr(other, name) for name in WRITTEN)
