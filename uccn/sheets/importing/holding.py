"""What would stand in the way if records went, asked for many of them at once."""

from collections import defaultdict

# How many names are said of what holds a record.
NAMED = 3


def held_by(model, records, going):
    """By number, the names of others that point to these records, which would all go.

    going: by model, the numbers of records that go as well.
    """
    found, among = defaultdict(list), defaultdict(list)
    numbers = {record.pk for record in records}
    for link in links_to(model):
        rows = link.related_model._base_manager.filter(**{f"{link.field.name}__in": numbers}).order_by("pk")
        for row in rows:
            held = getattr(row, link.field.attname)
            if link.related_model is model and row.pk in numbers:
                among[row.pk].append((held, row))
            elif row.pk not in going[link.related_model]:
                hold(found, held, row)
    # What is held stays, and holds what it points to.
    staying = list(found)
    while staying:
        for held, row in among.pop(staying.pop(), ()):
            staying.append(held)
            hold(found, held, row)
    return {pk: ", ".join(names) for pk, names in found.items()}


def hold(found, held, row):
    if len(found[held]) < NAMED:
        found[held].append(name_of(row))


def links_to(model):
    """The links of others to it. Its own lists of links go with it."""
    own = {field.remote_field.through for field in model._meta.many_to_many}
    for link in model._meta.get_fields(include_hidden=True):
        if (link.one_to_many or link.one_to_one) and link.auto_created and link.related_model not in own:
            yield link


def name_of(row):
    owner = row._meta.auto_created
    return str(getattr(row, owner._meta.model_name) if owner else row)
