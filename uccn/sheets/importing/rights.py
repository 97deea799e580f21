"""Who may look at what an import did, and who may take it back: what was theirs then may not be theirs now."""

from collections import defaultdict

from django.apps import apps

from uccn.access.columns import may_write, may_write_facts
from uccn.access.rows import changeable, is_limited, visible


def may_see(batch, user):
    """Whether no record of the batch is hidden from the person."""
    return not is_limited(user) or all(
        visible(records, user).count() == records.count() for records in records_of(batch)
    )


def may_undo(batch, user):
    """Whether every record the batch wrote, and every column of it, is the person's to write now."""
    written, makes_or_deletes, brings_back = columns_of(batch)
    if makes_or_deletes and not may_write_facts(user):
        return False
    fields = (apps.get_model(model)._meta.get_field(name) for model, names in written.items() for name in names)
    if not all(may_write(field, user) for field in fields):
        return False
    if not is_limited(user):
        return True
    # Nobody knows whether what a deleted record stood in is a draft still.
    return not brings_back and all(
        changeable(records, user).count() == records.count() for records in records_of(batch)
    )


def columns_of(batch):
    """({model: columns that changed}, whether records were made or deleted, whether some were deleted)"""
    written, makes_or_deletes, deletes = defaultdict(set), False, False
    for model, before, after in batch.rows.values_list("model", "before", "after").iterator():
        if before is None or after is None:
            makes_or_deletes, deletes = True, deletes or after is None
        else:
            written[model] |= {name for name in before if before[name] != after.get(name)}
    return written, makes_or_deletes, deletes


def records_of(batch):
    """The records that are still there, a query for each of their models."""
    for label in batch.rows.order_by().values_list("model", flat=True).distinct():
        numbers = batch.rows.filter(model=label).values("object_id")
        yield apps.get_model(label)._base_manager.filter(pk__in=numbers)
