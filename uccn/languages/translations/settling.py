"""What people say of translations: that one is right, that none is needed, what it shall be."""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from uccn.access.columns import may_write
from uccn.access.rows import is_limited, may_change, visible
from uccn.languages.codes import column, other
from uccn.languages.models import Settled
from uccn.languages.names import name_of

from .keeping import KEY, keep, rows_of, write_rows
from .ledger import judged
from .pairs import pairs_of

# What a person may say; NOTHING takes back that none is needed.
VERDICTS = [Settled.REVIEWED, Settled.NOT_NEEDED, Settled.NOTHING]


class Refused(Exception):
    """What cannot be said of the translation now; the message tells the person why. Nothing has changed."""


@dataclass(frozen=True)
class Saying:
    """`seen` is the digest of the source the person had before their eyes."""

    record: object
    field: str
    verdict: str
    seen: str


def settle(record, field, verdict, *, seen, by, at=None):
    settle_many([Saying(record, field, verdict, seen)], by=by, at=at)


@transaction.atomic
def settle_many(sayings, *, by, at=None):
    """All or none. The texts are taken as the records hold them."""
    judged_rows = []
    asked = [(each, pair) for each in sayings for pair in pairs_of(each.record) if pair.field == each.field]
    rows = rows_of(pair.key for _saying, pair in asked)
    for saying, pair in asked:
        row = judged(pair, rows.get(pair.key))
        if row is None or saying.verdict not in VERDICTS:
            raise Refused(_("There is nothing to translate here."))
        expect_may_write(saying.record, saying.field, row.language, by)
        expect_fits(saying, pair, row)
        row.settled = saying.verdict
        is_settled = saying.verdict != Settled.NOTHING
        row.source_digest = row.current_digest if is_settled else ""
        row.source_text = pair.texts[other(row.language)] if is_settled else ""
        row.by_id, row.at = by.pk, at or timezone.now()
        judged_rows.append(row)
    write_rows(judged_rows, unique=KEY)


def expect_may_write(record, field, language, person):
    text = type(record)._meta.get_field(column(field, language))
    if not may_write(text, person) or not may_change(record, person) or not is_visible(record, person):
        raise PermissionDenied(_("You may not write this text."))


def is_visible(record, person):
    return not is_limited(person) or visible(type(record)._base_manager.filter(pk=record.pk), person).exists()


def expect_fits(saying, pair, row):
    if saying.seen != row.current_digest:
        raise Refused(_("The source has changed since you looked at it. Look at the text again."))
    is_written = bool(pair.texts[row.language].strip())
    if saying.verdict == Settled.REVIEWED and not is_written:
        raise Refused(_("Nothing is written in %(language)s yet.") % {"language": name_of(row.language)})
    if saying.verdict != Settled.REVIEWED and is_written:
        raise Refused(_("There is a translation into %(language)s.") % {"language": name_of(row.language)})


@transaction.atomic
def store(record, field, text, *, against, by, at=None):
    """Write the translation that was made against the source of this digest, as a draft.

    Returns the record with it, and what was said of the translation before.
    Raises Refused if the source says something else now, PermissionDenied if the person may not write it and
    ValidationError if the field cannot hold the text; then nothing has changed.
    """
    model = type(record)
    # Somebody may be writing the source at this moment.
    record = model._base_manager.select_for_update().get(pk=record.pk)
    (pair,) = (each for each in pairs_of(record) if each.field == field)
    row = judged(pair, rows_of([pair.key]).get(pair.key))
    if row is None or row.current_digest != against:
        raise Refused(_("The source has changed since the translation was made."))
    expect_may_write(record, field, row.language, by)
    name = column(field, row.language)
    before = {name: getattr(record, name) or ""}
    setattr(record, name, model._meta.get_field(name).clean(text, record))
    # Derived columns follow the text they come from.
    derived = [each.name for each in model._meta.concrete_fields if name in getattr(each, "of", ())]
    record.save(update_fields=[name, *derived])
    return record, keep(record, before, by=by, at=at)
