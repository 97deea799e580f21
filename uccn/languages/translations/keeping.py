"""Keeping the state of translations in step with the texts: after every change, whatever its way."""

import dataclasses
from collections import defaultdict
from itertools import chain, islice
from operator import attrgetter

from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction
from django.db.models import Q
from django.utils import timezone

from uccn.inserting import insert
from uccn.languages.models import Settled, Translation

from .ledger import WRITTEN, is_same, judged
from .pairs import pairs_of, paths_of, placing_columns, stored_pairs, translated_models
from .said import recalled, said_of

BATCH = 400
# Pairs of texts in memory.
AT_ONCE = 2_000


def keep(record, before, *, by, at=None):
    """Take note that the record is saved; `before` has its earlier texts by column, None if the record is new.

    `before` may leave out columns that did not change. Nothing is read or written where no text changed.
    Returns what was said of the translations that changed.
    """
    return [said for some in keep_many([(record, before)], by=by, at=at).values() for said in some]


def keep_many(changes, *, by, at=None, again=()):
    """`keep` for many (record, before) at once, in a handful of queries.

    Returns by (model, number) of each record what was said of the translations that its change changed.
    again: such sayings, the earliest first, which hold again where the texts are what they were.
    """
    changes = list(changes)
    pairs = [pair for record, before in changes for pair in pairs_of(record, before)]
    relocated = [each for record, before in changes if before for each in moved(record, before)]
    unsaid = defaultdict(list)
    if not pairs and not relocated:
        return unsaid
    with transaction.atomic(savepoint=False):
        how = {"by": by, "at": at, "again": recalled(again)}
        for said in write(pairs, **how):
            unsaid[said.model, said.object_id].append(said)
        for record, rows, is_turned in relocated:
            unsaid[record._meta.label_lower, record.pk] += write(stored_pairs(rows), is_turned=is_turned, **how)
    return unsaid


def keep_new(records, *, by, at=None):
    """`keep` for records that have just been made, under numbers that no record had before."""
    entries = []
    for pair in chain.from_iterable(map(pairs_of, records)):
        entry = judged(pair, None)
        if entry is not None:
            said_now(entry, None, by, at)
            entries.append(entry)
    write_rows(entries)


def moved(record, before):
    """(the record, rows whose place its change changed, whether it turned their languages)."""
    if placing_columns().isdisjoint(before):
        return
    for model in translated_models():
        language, _whole, city = paths_of(model)
        turned, relocated = (changes(record, before, model, path) for path in (language, city))
        if found := turned or relocated:
            yield record, model._base_manager.filter(**found), bool(turned)


def changes(record, before, model, path):
    """The filter for rows that find their language or city in what changed of this record, else None."""
    *steps, last = (path or "pk").split("__")
    if last not in before and last.removesuffix("_id") not in before:
        return None
    was, at = before.get(last, before.get(last.removesuffix("_id"))), model
    for step in steps:
        at = at._meta.get_field(step).related_model
    if at is not type(record) or was == getattr(record, last):
        return None
    return {"__".join(steps) or "pk": record.pk}


def write(pairs, **how):
    """Judge the pairs anew and write the rows that differ from those that are there. What those said that went."""
    pairs = iter(pairs)
    unsaid = []
    while some := list(islice(pairs, AT_ONCE)):
        unsaid += write_some(some, **how)
    return unsaid


def write_some(pairs, *, by=None, at=None, fresh=Settled.DRAFT, is_turned=False, again=None):
    rows = rows_of(pair.key for pair in pairs if not pair.is_new)
    written, gone, unsaid = [], [], []
    for pair in pairs:
        row, said = rows.get(pair.key), again and again.get(pair.key)
        if row:
            pair.recall(row)
        if said and said.fits(pair, row):
            known, fitting = said, judged(dataclasses.replace(pair, before=None), said)
        else:
            known, fitting = row, judged(pair, row, fresh=fresh, is_turned=is_turned)
        if row and is_unsaid(pair, row, fitting):
            unsaid.append(said_of(row, (pair.before or pair.texts)[row.language]))
        if fitting is None:
            gone += [row.pk] if row else []
        elif row is None or not is_same(fitting, row):
            said_now(fitting, known, by, at)
            written.append(fitting)
    if gone:
        Translation.objects.filter(pk__in=gone).delete()
    write_rows(written, unique=KEY)
    return unsaid


def said_now(fitting, known, by, at):
    """Note who says it and when, if it is not what was known."""
    if is_said_anew(fitting, known):
        fitting.by_id, fitting.at = by.pk if by else None, at or timezone.now()


def is_said_anew(fitting, known):
    if known is None:
        return fitting.settled != Settled.NOTHING
    return (fitting.settled, fitting.source_digest) != (known.settled, known.source_digest)


def is_unsaid(pair, row, fitting):
    """Whether what the row says is about another text now, or is not what is said now."""
    if fitting is None or pair.says_other_than_before(row.language):
        return True
    return fitting.language != row.language or is_said_anew(fitting, row)


KEY = ["content_type", "object_id", "field"]
VALUES = [name.removesuffix("_id") if name == "whole_type_id" else name for name in [*WRITTEN, "by", "at"]]


def write_rows(entries, *, unique=()):
    """unique: the fields of KEY, unless there can be no rows yet that have the same."""
    fields = [Translation._meta.get_field(name) for name in [*KEY, *VALUES]]
    attributes = attrgetter(*(field.attname for field in fields[:-1]))
    times = {at: connection.ops.adapt_datetimefield_value(at) for at in {each.at for each in entries}}
    values = ((*attributes(each), times[each.at]) for each in entries)
    insert(Translation, [*KEY, *VALUES], values, unique=unique)


def rows_of(keys):
    """The rows there are for (content type, object, field), by these."""
    wanted = set(keys)
    objects = defaultdict(set)
    for content_type, pk, _field in wanted:
        objects[content_type].add(pk)
    found = {}
    for some in batches(objects):
        for row in Translation.objects.filter(some):
            found[row.content_type_id, row.object_id, row.field] = row
    return {key: row for key, row in found.items() if key in wanted}


def batches(objects):
    """Filters for the objects by their content type, each short enough for any database."""
    condition, length = Q(), 0
    for content_type, pks in objects.items():
        for start in range(0, len(pks), BATCH):
            some = sorted(pks)[start : start + BATCH]
            condition |= Q(content_type=content_type, object_id__in=some)
            length += len(some)
            if length >= BATCH:
                yield condition
                condition, length = Q(), 0
    if condition:
        yield condition


@transaction.atomic
def take_stock(*, by=None, at=None, fresh=Settled.DRAFT):
    """Judge every text there is: after fixtures, or whatever else wrote past `keep`."""
    for model in translated_models():
        write(stored_pairs(model._base_manager.all()), by=by, at=at, fresh=fresh)
    forget_gone()


def forget_gone():
    """Drop the rows of records that are deleted."""
    for model in translated_models():
        rows = Translation.objects.filter(content_type=ContentType.objects.get_for_model(model))
        rows.exclude(object_id__in=model._base_manager.order_by().values("pk")).delete()
