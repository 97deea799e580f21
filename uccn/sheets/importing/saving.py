"""Writes what planned rows do, for all rows of a chunk with few queries, and records it in the same transaction."""

from collections import defaultdict

import msgspec
from django.db import models

from uccn.inserting import insert, insert_records
from uccn.languages.fields import DerivedField
from uccn.sheets.models import BatchRow

from .chronicle import Chronicle
from .planning import CHANGED, NEW
from .states import PLAIN, state_of, value_of

BATCH_SIZE = 500
ENTRY = ["batch", "line", "model", "object_id", "label", "before", "after", "said"]


class Saver:
    """Writes the chunks of one batch."""

    def __init__(self, resource, batch):
        self.resource = resource
        self.batch = batch
        self.chronicle = Chronicle(batch, is_once=not resource.parts)

    def save(self, rows):
        by_model = defaultdict(list)
        for row in rows:
            if row.outcome in (NEW, CHANGED):
                for edit in row.edits:
                    if edit.does_something:
                        by_model[edit.model].append((row, edit))
        for model in self.resource.models:
            edits = [edit for _row, edit in by_model[model]]
            for records in wholes_first(model, [edit.record for edit in edits if edit.is_new]):
                create(model, records)
            update(model, [edit for edit in edits if not edit.is_new])
            link(edits)
        self.record(pair for model in self.resource.models for pair in by_model[model])

    def record(self, pairs):
        pairs = list(pairs)
        made, changed = made_and_changed(edit for _row, edit in pairs)
        said = self.chronicle.wrote(changed, made=made)
        insert(BatchRow, ENTRY, (entry(self.batch, row.line, edit, said) for row, edit in pairs))


def made_and_changed(edits):
    """The new records, and each of the others once with the earlier values of its own columns."""
    made, changed = {}, {}
    for edit in edits:
        record = edit.record
        if edit.is_new:
            made[id(record)] = record
            for field in edit.model._meta.many_to_many:
                remember_links(record, field.name, ())
        elif id(record) not in made:
            _record, before = changed.setdefault(id(record), (record, {}))
            for name, old in edit.earlier_values:
                before.setdefault(edit.model._meta.get_field(name).attname, as_number(old))
        for name in edit.links:
            remember_links(record, name, edit.changes[name][1])
    return made.values(), changed.values()


def remember_links(record, name, linked):
    """What a query would find: asking for each row would be many."""
    vars(record).setdefault("_prefetched_objects_cache", {})[name] = linked


def wholes_first(model, records):
    """The records in two groups: those that link to new ones of their own kind are written after these."""
    links = [field for field in model._meta.concrete_fields if field.related_model is model]
    groups = [], []
    for record in records:
        linked = (link.get_cached_value(record, None) for link in links)
        groups[any(each and each.pk is None for each in linked)].append(record)
    return filter(None, groups)


def create(model, records):
    texts = [field.attname for field in model._meta.concrete_fields if hasattr(field, "translated_field")]
    for record in records:
        for name in texts:
            if getattr(record, name) is None:
                setattr(record, name, "")
    insert_records(model, records)


def update(model, edits):
    """One statement for many records; what a record does not change is written as it was read under the lock."""
    names = {name for edit in edits for name in edit.changes if not edit.columns[name].is_many}
    if not names:
        return
    upsert(model, list({edit.record.pk: edit.record for edit in edits}.values()), names)


def upsert(model, records, names):
    derived = {field.name for field in model._meta.concrete_fields if isinstance(field, DerivedField)}
    model._default_manager.bulk_create(
        records, BATCH_SIZE, update_conflicts=True, unique_fields=["pk"], update_fields=sorted(names | derived)
    )


def link(edits):
    """Links to many records: what is to go with one query, what is to come with another."""
    gone, added = defaultdict(list), defaultdict(list)
    for edit in edits:
        for name in edit.links:
            field = edit.model._meta.get_field(name)
            olds, news = ({each.pk for each in linked} for linked in edit.changes[name])
            gone[field] += [(edit.record.pk, pk) for pk in olds - news]
            added[field] += [(edit.record.pk, pk) for pk in sorted(news - olds)]
    for field, pairs in gone.items():
        write_links(field, pairs, [])
    for field, pairs in added.items():
        write_links(field, [], pairs)


def write_links(field, gone, added):
    through = field.remote_field.through
    source, target = f"{field.m2m_field_name()}_id", f"{field.m2m_reverse_field_name()}_id"
    for start in range(0, len(gone), BATCH_SIZE):
        pairs = gone[start : start + BATCH_SIZE]
        wanted = models.Q(*(models.Q(**{source: one, target: other}) for one, other in pairs), _connector=models.Q.OR)
        through._default_manager.filter(wanted).delete()
    insert(through, [field.m2m_field_name(), field.m2m_reverse_field_name()], added)


def entry(batch, line, edit, said):
    """The values of ENTRY."""
    record = edit.record
    before, after = {}, state_of(record) if edit.is_new else {}
    for name in edit.links:
        before[name], after[name] = (sorted(each.pk for each in linked) for linked in edit.changes[name])
    if edit.is_new:
        before = None
    else:
        for name, old in edit.earlier_values:
            before[name], after[name] = as_kept(old), value_of(record._meta.get_field(name), record)
    key = edit.model._meta.label_lower, record.pk
    kept = map(as_json, (before, after, said.get(key)))
    return batch.pk, line, *key, str(record)[:200], *kept


def as_json(value):
    return None if value is None else msgspec.json.encode(value).decode()


def as_kept(value):
    value = as_number(value)
    return value if type(value) in PLAIN else str(value)


def as_number(value):
    return value.pk if isinstance(value, models.Model) else value
