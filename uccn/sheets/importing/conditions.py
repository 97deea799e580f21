"""Whether a record in memory fulfils a condition of a constraint, without asking the database for each."""

from functools import cache

from django.db.models import F, Q


class Unknown(Exception):
    """The condition says something that only the database can tell."""


COMPARISONS = {
    "exact": lambda one, other: one == other,
    "gte": lambda one, other: one >= other,
    "lte": lambda one, other: one <= other,
    "gt": lambda one, other: one > other,
    "lt": lambda one, other: one < other,
    "range": lambda one, other: other[0] <= one <= other[1],
    "in": lambda one, other: one in other,
}


def fulfils(record, condition):
    """True, False, or None where a value is missing: the database takes that for fulfilled. May raise Unknown."""
    decisive = condition.connector == Q.OR
    answers = []
    for child in condition.children:
        answers.append(fulfils(record, child) if isinstance(child, Q) else compared(record, *child))
        # What follows may be something that only the database can tell, at the cost of a query.
        if answers[-1] is decisive:
            break
    undecided = None if None in answers else not decisive
    answer = decisive if decisive in answers else undecided
    return not answer if condition.negated and answer is not None else answer


@cache
def field_and_lookup(model, path):
    name, _, lookup = path.partition("__")
    return model._meta.get_field(name), lookup


def compared(record, path, expected):
    field, lookup = field_and_lookup(type(record), path)
    value = getattr(record, field.attname)
    if lookup == "isnull":
        # What it links to may be new, and get its number when it is written.
        linked = field.get_cached_value(record, None) if value is None and field.is_relation else value
        return (linked is None) == expected
    if value is None:
        return None
    if isinstance(expected, F) and type(expected) is F:
        expected = getattr(record, record._meta.get_field(expected.name).attname)
    if hasattr(expected, "resolve_expression") or (lookup or "exact") not in COMPARISONS:
        raise Unknown
    if expected is None:
        return None
    if type(value) is not type(expected) and not isinstance(expected, tuple | int | str):
        raise Unknown
    return COMPARISONS[lookup or "exact"](value, expected)
