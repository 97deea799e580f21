"""Taking back what a batch did, record by record: what has been edited since is kept, and said by whom."""

import hashlib
import json
from array import array
from collections import defaultdict
from dataclasses import dataclass, field
from itertools import groupby, islice

import msgspec
from django.apps import apps
from django.db import transaction
from django.db.models import Count
from django.utils import timezone
from django.utils.translation import gettext as _

from uccn.inserting import insert
from uccn.languages import translations
from uccn.languages.translations import Said
from uccn.sheets.models import Batch, BatchRow, Way

from .chronicle import Chronicle
from .holding import held_by
from .planning import CHUNK
from .refusals import Refused
from .rights import may_undo
from .saving import BATCH_SIZE, ENTRY, as_json, upsert, write_links
from .since import edited_since
from .states import put_state, state_of

REVERSED, KEPT, FAILED = "reversed", "kept", "failed"
# What becomes of a record that is reversed: its fields are put back, it goes away, or it is there again.
BACK, AWAY, AGAIN = REVERSALS = ("back", "away", "again")


@dataclass
class Undoing:
    """What undoing a batch does, or would do: lines with their records, by outcome."""

    batch: object
    reversed: int = 0
    kept: list = field(default_factory=list)
    failed: list = field(default_factory=list)
    # By what becomes of their records, the numbers of the entries that are reversed.
    entries: dict = field(default_factory=lambda: {what: array("q") for what in REVERSALS})
    made: object = None
    # By model, the numbers of the records that go.
    going: dict = field(default_factory=lambda: defaultdict(set))
    # By model and number, what is put back so far of records that the batch has several entries of.
    states: dict = field(default_factory=dict)

    def __post_init__(self):
        several = self.batch.rows.order_by().values_list("model", "object_id").annotate(entries=Count("pk"))
        for model, number, _entries in several.filter(entries__gt=1):
            self.states[model, number] = {}

    digest: object = field(default_factory=hashlib.sha256)

    def add(self, entry, outcome, reason=""):
        self.digest.update(json.dumps([entry.pk, outcome, reason]).encode())
        if outcome == REVERSED:
            self.reversed += 1
        else:
            told = {"line": entry.line, "name": entry.label, "reason": str(reason)}
            (self.kept if outcome == KEPT else self.failed).append(told)


def undone(batch, *, by=None, at=None, dry_run=False, expected=None, tell=None, finish=None):
    """Undo a batch, or say what that would do, which writes nothing.

    by: whose it is to write now what the batch wrote; None for the command line.
    expected: the digest of what was previewed; anything else is refused.
    tell: called with the number of records of each chunk when they are done.
    finish: called with what was done in the same transaction.
    """
    undoing = Undoing(batch)
    refuse_undone(batch)
    if dry_run:
        for taken in chunks_of(undoing):
            taken.judge()
            tell and tell(len(taken.entries))
        return undoing
    try:
        with transaction.atomic():
            refuse_undone(Batch.objects.select_for_update().get(pk=batch.pk))
            if by is not None and not may_undo(batch, by):
                raise Refused("not_yours")
            undoing.made = begun(batch, by=by, at=at or timezone.now())
            take_back(undoing, Chronicle(undoing.made), tell)
            if expected is not None and undoing.digest.hexdigest() != expected:
                raise Refused("undo_moved")
            undoing.made.changed = len(undoing.entries[BACK])
            undoing.made.removed = len(undoing.entries[AWAY])
            undoing.made.new = len(undoing.entries[AGAIN])
            undoing.made.left_out = len(undoing.kept) + len(undoing.failed)
            undoing.made.save()
            if not undoing.reversed:
                raise NothingToTakeBack
            if finish:
                finish(undoing)
    except NothingToTakeBack:
        undoing.made = None
    return undoing


class NothingToTakeBack(Exception):
    """Everything has been edited since: no batch is kept of that."""


def refuse_undone(batch):
    if batch.is_undone:
        raise Refused("undone")


def begun(batch, *, by, at):
    return Batch.objects.create(
        resource=batch.resource,
        way=Way.UNDO,
        file_name=batch.file_name,
        sha256=batch.sha256,
        by=by,
        at=at,
        undoes=batch,
    )


def chunks_of(undoing, **options):
    """The last record written is the first to go back: what others point to goes after them."""
    entries = undoing.batch.rows.order_by("-pk").iterator(chunk_size=CHUNK)
    for model, group in groupby(entries, key=lambda entry: entry.model):
        while chunk := list(islice(group, CHUNK)):
            yield TakenBack(undoing, apps.get_model(model), chunk, **options)


def take_back(undoing, chronicle, tell):
    for taken in chunks_of(undoing, is_locking=True):
        taken.judge()
        taken.write(chronicle)
        tell and tell(len(taken.entries))
    chronicle.close()


class TakenBack:
    """Some entries of a batch about records of one model: what becomes of each, and then doing it."""

    def __init__(self, undoing, model, entries, *, is_locking=False):
        self.undoing = undoing
        self.model = model
        self.entries = entries
        # Entries with their records: fields to put back, records to delete, records to bring back.
        self.back, self.away, self.again = [], [], []
        rows = model._default_manager.filter(pk__in=[entry.object_id for entry in entries])
        if is_locking:
            rows = rows.select_for_update(of=("self",))
        links = [field.name for field in model._meta.many_to_many]
        self.records = {record.pk: record for record in rows.prefetch_related(*links)}
        for number, record in self.records.items():
            put_state(record, undoing.states.get((model._meta.label_lower, number), {}))

    def judge(self):
        outcomes = {entry: self.outcome(entry) for entry in self.entries}
        leaving = [self.records[each.object_id] for each in outcomes if outcomes[each] == (REVERSED, AWAY)]
        held = held_by(self.model, leaving, self.undoing.going) if leaving else {}
        kept = [entry for entry, (outcome, _what) in outcomes.items() if outcome == KEPT]
        reasons = edited_since(self.undoing.batch, self.model, kept) if kept else {}
        for entry, (outcome, what) in outcomes.items():
            record = self.records.get(entry.object_id)
            if outcome == KEPT:
                self.undoing.add(entry, KEPT, reasons.get(entry.object_id, _("edited since")))
            elif outcome == FAILED:
                self.undoing.add(entry, FAILED, what)
            elif what == AWAY and record.pk in held:
                words = _("other records belong to it now: %(records)s") % {"records": held[record.pk]}
                self.undoing.add(entry, FAILED, words)
            else:
                self.undoing.add(entry, REVERSED)
                self.undoing.entries[what].append(entry.pk)
                getattr(self, what).append((entry, record))
                if what == AWAY:
                    self.undoing.going[self.model].add(record.pk)

    def outcome(self, entry):
        record = self.records.get(entry.object_id)
        if entry.after is None:
            return (FAILED, _("another record has this number now")) if record else (REVERSED, AGAIN)
        if record is None:
            return FAILED, _("this record is gone")
        if self.now(record, entry.after) != entry.after:
            return KEPT, ""
        if entry.before is None:
            return REVERSED, AWAY
        # Another line of the same file may have had a hand in it, before this one.
        put_state(record, entry.before)
        if (state := self.undoing.states.get((entry.model, record.pk))) is not None:
            state |= entry.before
        return REVERSED, BACK

    def now(self, record, wanted):
        """What the record holds of the fields an entry has."""
        found = state_of(record, wanted)
        for link in self.model._meta.many_to_many:
            if link.name in wanted:
                found[link.name] = sorted(each.pk for each in getattr(record, link.name).all())
        return found

    def write(self, chronicle):
        rows = []
        for what, act in ((BACK, self.put_back), (AWAY, self.take_away), (AGAIN, self.bring_back)):
            if getattr(self, what):
                said = act(chronicle)
                rows += self.entries_of(getattr(self, what), said)
        insert(BatchRow, ENTRY, rows)

    def put_back(self, chronicle):
        names = {name for entry, _record in self.back for name in entry.before}
        names -= {link.name for link in self.model._meta.many_to_many}
        if names:
            upsert(self.model, list({record.pk: record for _entry, record in self.back}.values()), names)
        for entry, record in self.back:
            self.put_links(entry, record)
            # What was read of its links before they were written.
            vars(record).pop("_prefetched_objects_cache", None)
        return chronicle.wrote(self.changes(), again=said_in(self.back))

    def changes(self):
        """Each record once, with what its columns said before any entry of it was put back."""
        found = {}
        for entry, record in self.back:
            _record, before = found.setdefault(record.pk, (record, {}))
            for column, value in self.by_column(entry.after).items():
                before.setdefault(column, value)
        return found.values()

    def by_column(self, state):
        return {self.model._meta.get_field(name).attname: value for name, value in state.items()}

    def put_links(self, entry, record):
        for link in self.model._meta.many_to_many:
            if link.name in entry.before:
                before, after = set(entry.before[link.name]), set(entry.after[link.name])
                gone, added = after - before, sorted(before - after)
                write_links(link, [(record.pk, pk) for pk in gone], [(record.pk, pk) for pk in added])

    def take_away(self, chronicle):
        records = [record for _entry, record in self.away]
        said = translations.sayings_of(records)
        chronicle.takes_away(records)
        numbers = [record.pk for record in records]
        for link in self.model._meta.many_to_many:
            through = link.remote_field.through
            through._default_manager.filter(**{f"{link.m2m_field_name()}__in": numbers}).delete()
        rows = self.model._default_manager.filter(pk__in=numbers)
        rows._raw_delete(rows.db)
        return said

    def bring_back(self, chronicle):
        self.again = [(entry, self.model(pk=entry.object_id)) for entry, _none in self.again]
        for entry, record in self.again:
            put_state(record, entry.before)
        self.model._default_manager.bulk_create([record for _entry, record in self.again], BATCH_SIZE)
        for link in self.model._meta.many_to_many:
            pairs = [(record.pk, pk) for entry, record in self.again for pk in entry.before.get(link.name, ())]
            write_links(link, [], pairs)
        return chronicle.wrote(((record, None) for _entry, record in self.again), again=said_in(self.again))

    def entries_of(self, pairs, said):
        for entry, record in pairs:
            key = entry.model, record.pk
            kept = map(as_json, (entry.after, entry.before, said.get(key)))
            yield self.undoing.made.pk, entry.line, *key, entry.label, *kept


def said_in(pairs):
    """What the entries hold of translations, the earliest first."""
    for entry, _record in reversed(pairs):
        yield from msgspec.convert(entry.said or [], list[Said])
