import hashlib
from dataclasses import dataclass, field

import msgspec
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Model
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from uccn.languages import translations
from uccn.languages.codes import column
from uccn.languages.translations.work import languages_of, rows_for, with_records
from uccn.sheets.cells import is_blank
from uccn.sheets.importing.chronicle import Chronicle
from uccn.sheets.models import Batch, BatchRow
from uccn.sheets.reading import read
from uccn.sheets.values import BadValue, is_clear_marker
from uccn.sheets.values.texts import clean_line

from .columns import HEADINGS, kind_of, read_key
from .sheet import TranslatorsSheet


class NotTheSheet(ValueError):
    """A file in which nobody could have written translations; as text, what is missing."""


@dataclass
class Received:
    """What a sheet did: texts stored as drafts, rows that say nothing new, and by line what was refused.

    batch: the import of those stored, None where there are none.
    """

    stored: list = field(default_factory=list)
    unchanged: int = 0
    refused: list = field(default_factory=list)
    batch: Batch | None = None


@dataclass(frozen=True)
class Stored:
    """One text of one record, as it was and as the database holds it now. name: of its column.

    said: of the translation before.
    """

    line: int
    record: Model
    name: str
    before: str
    after: str
    said: list


class RowRefused(Exception):
    """Why this one row is not taken, in words."""


@transaction.atomic
def receive(content, file_name, *, by, at=None):
    """Take in the new translations of a file as one import.

    A row that cannot be taken is told by its line; the others are stored. Raises Unreadable or NotTheSheet, with a
    sentence; then nothing has changed.
    """
    at = at or timezone.now()
    table = read(content, file_name, known=HEADINGS.knows)
    key_at, new_at = places(table.header)
    received = Received()
    seen = {}
    for row in table.rows:
        try:
            stored = take(row, row.cells[key_at], row.cells[new_at], seen, by=by, at=at)
        except (RowRefused, translations.Refused, PermissionDenied, BadValue) as error:
            received.refused.append((row.line, str(error)))
        except ValidationError as error:
            received.refused.append((row.line, " ".join(error.messages)))
        else:
            received.stored += [stored] if stored else []
            received.unchanged += stored is None
    if received.stored:
        received.batch = recorded(received, content, file_name, by=by, at=at)
    return received


def recorded(received, content, file_name, *, by, at):
    """The import in the list of imports and in the histories of its records."""
    batch = Batch(
        resource=TranslatorsSheet.name,
        file_name=file_name[-255:],
        sha256=hashlib.sha256(content).hexdigest(),
        by=by,
        at=at,
        changed=len(received.stored),
        same=received.unchanged,
        left_out=len(received.refused),
    )
    batch.save()
    chronicle = Chronicle(batch)
    for each in received.stored:
        chronicle.touches(type(each.record), [each.record])
    chronicle.close()
    batch.save()
    BatchRow.objects.bulk_create(entry(batch, each) for each in received.stored)
    return batch


def entry(batch, stored):
    return BatchRow(
        batch=batch,
        line=stored.line,
        model=stored.record._meta.label_lower,
        object_id=stored.record.pk,
        label=str(stored.record)[:200],
        before={stored.name: stored.before},
        after={stored.name: stored.after},
        said=msgspec.to_builtins(stored.said) or None,
    )


def places(header):
    found = {}
    for index, heading in enumerate(header):
        for key in HEADINGS.find(heading) if heading else ():
            found.setdefault(key, []).append(index)
    if any(len(found.get(key, [])) != 1 for key in ("key", "new")):
        raise NotTheSheet(
            _("This is not a translators’ sheet: it needs the columns “Key” and “New translation” of the one you took.")
        )
    return found["key"][0], found["new"][0]


def take(row, key_cell, cell, seen, *, by, at):
    """What the row has changed, None where it brings no other text than there is."""
    if is_blank(cell):
        return None
    key = read_key(clean_line(key_cell).text)
    if key is None:
        raise RowRefused(_("its key is not one of the sheet you took"))
    work = work_of(key, by)
    if work is None:
        raise RowRefused(_("there is no such text that you may translate"))
    place = (key.model, key.pk, key.field)
    if seen.setdefault(place, row.line) != row.line:
        raise RowRefused(_("the same text as in line %(line)s of this file") % {"line": seen[place]})
    if is_clear_marker(cell):
        raise RowRefused(_("a translation is not emptied by a sheet"))
    kind = kind_of(key.model, key.field, work.row.language)
    text = kind.clean(cell)
    if not text or not kind.differs(work.target, text):
        return None
    with transaction.atomic():
        record, said = translations.store(work.record, key.field, text, against=key.seen, by=by, at=at)
    name = column(key.field, work.row.language)
    return Stored(row.line, record, name, work.target, getattr(record, name), said)


def work_of(key, by):
    rows = rows_for(by).filter(
        content_type=ContentType.objects.get_for_model(key.model),
        object_id=key.pk,
        field=key.field,
        language__in=languages_of(by),
    )
    return next(iter(with_records(rows)), None)


def sentences(received):
    return [
        _("Line %(line)s: %(reason)s") % {"line": line, "reason": capfirst(reason)} for line, reason in received.refused
    ]
