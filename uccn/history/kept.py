"""Which records have a history, and which row belongs to which."""

from collections import defaultdict

import reversion

# The field of a row that names the record it belongs to: {Answer: "report"}; the other way round: {Report: [Answer]}.
WHOLES = {}
PARTS = defaultdict(list)
# The names of the fields a version holds.
FIELDS = {}


def keep(model, *, whole=None):
    """Keep versions of the rows of a model; `whole` names the field with the record they are a part of."""
    opts = model._meta
    # The column of a translated text without a language repeats one of the two.
    FIELDS[model] = [
        field.name
        for field in (*opts.fields, *opts.many_to_many)
        if not field.generated and not hasattr(model, f"{field.name}_en")
    ]
    reversion.register(model, fields=FIELDS[model])
    if whole:
        WHOLES[model] = whole
        PARTS[opts.get_field(whole).related_model].append(model)


def with_parts(record):
    """The record and all that belongs to it now, wholes before their parts."""
    yield record
    for part in PARTS[type(record)]:
        for row in part._base_manager.filter(**{WHOLES[part]: record}):
            yield from with_parts(row)


def whole_column(model):
    """The column of a row that holds the number of its whole; None for a record of its own."""
    return model._meta.get_field(WHOLES[model]) if model in WHOLES else None
