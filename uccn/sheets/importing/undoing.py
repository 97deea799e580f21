"""Taking back what a batch did, record by record: what has been edited since is kept, and said by whom."""

import hashlib
import json
from dataclasses import dataclass, field
from itertools import groupby, islice

from django.apps import apps
from django.contrib.admin.models import LogEntry
from django.contrib.admin.utils import NestedObjects
from django.contrib.contenttypes.models import ContentType
from django.db import DEFAULT_DB_ALIAS, transaction
from django.db.models.deletion import ProtectedError, RestrictedError
from django.utils import timezone
from django.utils.translation import gettext as _

from uccn.sheets.models import Batch, BatchRow, Way

from .planning import CHUNK
from .refusals import Refused
from .saving import BATCH_SIZE, add_to_history, upsert, write_links
from .states import put_state, state_of

REVERSED, KEPT, FAILED = "reversed", "kept", "failed"


@dataclass
class Undoing:
    """What undoing a batch does, or would do: lines with their records, by outcome."""

    batch: object
    reversed: int = 0
    kept: list = field(default_factory=list)
    failed: list = field(default_factory=list)
    made: object = None
    digest: object = field(default_factory=hashlib.sha256)

    def add(self, entry, outcome, reason=""):
        self.digest.update(json.dumps([entry.pk, outcome, reason]).encode())
        if outcome == REVERSED:
            self.reversed += 1
        else:
            told = {"line": entry.line, "name": entry.label, "reason": str(reason)}
            (self.kept if outcome == KEPT else self.failed).append(told)


class DryRun(Exception):
    """Everything is to be as it was: it was only tried."""


def undone(batch, *, by=None, at=None, dry_run=False, expected=None):
    """Undo a batch, or say what that would do.

    expected: the digest of what was previewed; anything else is refused.
    """
    undoing = Undoing(batch)
    try:
        with transaction.atomic():
            Batch.objects.select_for_update().get(pk=batch.pk)
            if batch.is_undone:
                raise Refused("undone")
            undoing.made = Batch.objects.create(
                resource=batch.resource,
                way=Way.UNDO,
                file_name=batch.file_name,
                sha256=batch.sha256,
                by=by,
                at=at or timezone.now(),
                undoes=batch,
            )
            take_back(undoing)
            if expected is not None and undoing.digest.hexdigest() != expected:
                raise Refused("moved", lines=_("see the new preview"))
            undoing.made.changed = undoing.reversed
            undoing.made.left_out = len(undoing.kept) + len(undoing.failed)
            undoing.made.save()
            if dry_run or not undoing.reversed:
                raise DryRun
    except DryRun:
        undoing.made = None
    return undoing


def take_back(undoing):
    """The last record written is the first to go back: what others point to goes after them."""
    entries = undoing.batch.rows.order_by("-pk").iterator(chunk_size=CHUNK)
    for model, group in groupby(entries, key=lambda entry: entry.model):
        while chunk := list(islice(group, CHUNK)):
            TakenBack(undoing, apps.get_model(model), chunk).run()


class TakenBack:
    """Some entries of a batch about records of one model."""

    def __init__(self, undoing, model, entries):
        self.undoing = undoing
        self.model = model
        self.entries = entries
        self.made = []
        links = [field.name for field in model._meta.many_to_many]
        rows = model._default_manager.filter(pk__in=[entry.object_id for entry in entries]).select_for_update(
            of=("self",)
        )
        self.records = {record.pk: record for record in rows.prefetch_related(*links)}

    def run(self):
        self.put_back()
        self.take_away()
        self.bring_back()
        BatchRow.objects.bulk_create(self.made, BATCH_SIZE)
        add_to_history(self.undoing.made, self.made)

    def put_back(self):
        records, names = [], set()
        for entry in self.entries:
            if entry.before is None or entry.after is None:
                continue
            record = self.records.get(entry.object_id)
            if record is None:
                self.undoing.add(entry, FAILED, _("this record is gone"))
            elif self.now(record, entry.after) != entry.after:
                self.keep(entry)
            else:
                put_state(record, entry.before)
                names |= {name for name in entry.before if not self.model._meta.get_field(name).many_to_many}
                records.append(record)
                self.put_links(record, entry)
                self.reverse(entry)
        if names:
            upsert(self.model, records, names)

    def put_links(self, record, entry):
        for link in self.model._meta.many_to_many:
            if link.name in entry.before:
                before, after = set(entry.before[link.name]), set(entry.after[link.name])
                write_links(
                    link,
                    [(record.pk, pk) for pk in after - before],
                    [(record.pk, pk) for pk in sorted(before - after)],
                )

    def take_away(self):
        going = []
        for entry in self.entries:
            if entry.before is not None:
                continue
            record = self.records.get(entry.object_id)
            if record is None:
                self.undoing.add(entry, FAILED, _("this record is gone"))
            elif self.now(record, entry.after) != entry.after:
                self.keep(entry)
            else:
                going.append((entry, record))
        if not going:
            return
        held = held_by([record for _entry, record in going])
        free = [(entry, record) for entry, record in going if record.pk not in held]
        for entry, record in going:
            if record.pk in held:
                self.undoing.add(
                    entry, FAILED, _("other records belong to it now: %(records)s") % {"records": held[record.pk]}
                )
        for link in self.model._meta.many_to_many:
            through = link.remote_field.through
            through._default_manager.filter(
                **{f"{link.m2m_field_name()}__in": [record.pk for _, record in free]}
            ).delete()
        rows = self.model._default_manager.filter(pk__in=[record.pk for _entry, record in free])
        rows._raw_delete(rows.db)
        for entry, _record in free:
            self.reverse(entry)

    def bring_back(self):
        coming = []
        for entry in self.entries:
            if entry.after is not None:
                continue
            if entry.object_id in self.records:
                self.undoing.add(entry, FAILED, _("another record has this number now"))
                continue
            record = self.model(pk=entry.object_id)
            put_state(record, entry.before)
            coming.append((entry, record))
        self.model._default_manager.bulk_create([record for _entry, record in coming], BATCH_SIZE)
        for entry, record in coming:
            for link in self.model._meta.many_to_many:
                write_links(link, [], [(record.pk, pk) for pk in entry.before.get(link.name, ())])
            self.reverse(entry)

    def now(self, record, wanted):
        """What the record holds of the fields an entry has."""
        found = state_of(record, wanted)
        for link in self.model._meta.many_to_many:
            if link.name in wanted:
                found[link.name] = sorted(each.pk for each in getattr(record, link.name).all())
        return found

    def keep(self, entry):
        self.undoing.add(entry, KEPT, edited_by(self.undoing.batch, self.model, entry.object_id))

    def reverse(self, entry):
        self.undoing.add(entry, REVERSED)
        self.made.append(
            BatchRow(
                batch=self.undoing.made,
                line=entry.line,
                model=entry.model,
                object_id=entry.object_id,
                label=entry.label,
                before=entry.after,
                after=entry.before,
            )
        )


def edited_by(batch, model, pk):
    """Who has edited a record since, as far as is known."""
    found = LogEntry.objects.filter(
        content_type=ContentType.objects.get_for_model(model), object_id=str(pk), action_time__gt=batch.at
    )
    last = found.select_related("user").order_by("-action_time").first()
    later = BatchRow.objects.filter(model=model._meta.label_lower, object_id=pk, batch_id__gt=batch.pk)
    import_later = later.select_related("batch__by").order_by("-pk").first()
    if last:
        return _("edited since by %(person)s") % {"person": last.user}
    if import_later:
        return _("changed since by import %(number)s") % {"number": import_later.batch_id}
    return _("edited since")


def held_by(records):
    """By key, the names of what would go or stand in the way if the record went."""
    if not others_of(records):
        return {}
    return {record.pk: found for record in records if (found := others_of([record]))}


def others_of(records):
    collector = NestedObjects(using=DEFAULT_DB_ALIAS)
    try:
        collector.collect(records)
    except (ProtectedError, RestrictedError) as error:
        return ", ".join(
            str(each) for each in list(getattr(error, "protected_objects", None) or error.restricted_objects)[:3]
        )
    model = type(records[0])
    own = {field.remote_field.through for field in model._meta.many_to_many}
    found = [each for kind, group in collector.data.items() if kind is not model and kind not in own for each in group]
    found += list(collector.protected)
    return ", ".join(str(each) for each in found[:3])
