"""What a batch changed, in words."""

from collections import defaultdict

from django.apps import apps
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _

from uccn.languages.lists import strung
from uccn.sheets.models import BatchRow
from uccn.sheets.showing import around_the_change
from uccn.texts.fields import RichTextField
from uccn.texts.html import plain

# A page shows so many characters of a value, from a little before what changes in it.
SHOWN = 200


def reversed_rows(batch, numbers):
    """The entries of the batch with these numbers as undoing them would be told."""
    found = batch.rows.in_bulk(list(numbers))
    rows = [found[number] for number in numbers]
    for row in rows:
        row.before, row.after = row.after, row.before
    return with_differences(rows)


def left_rows(undoing):
    """The entries of the batch that another one undoes, but for those that this has taken back."""
    of_the_record = Q(model=OuterRef("model"), object_id=OuterRef("object_id"))
    of_the_line = Q(line=OuterRef("line")) | Q(line__isnull=True)
    taken_back = undoing.rows.filter(of_the_record, of_the_line)
    return undoing.undoes.rows.exclude(Exists(taken_back)).only("line", "model", "object_id", "label").order_by("pk")


def with_names(rows):
    """Gives each row the kind of its record, and its name of now in the reader's language."""
    names = names_by_model(own_numbers(rows))
    for row in rows:
        give_name(row, names)
    return rows


def with_differences(rows):
    """Gives each row, as `with_names` does, and the names of its fields with their old and new value, linked records
    by their names."""
    names = names_by_model([*own_numbers(rows), *linked_numbers(rows)])
    for row in rows:
        give_name(row, names)
        before, after = row.before or {}, row.after or {}
        changed = [name for name in {**before, **after} if (before.get(name) or None) != (after.get(name) or None)]
        model = apps.get_model(row.model)
        fields = [model._meta.get_field(name) for name in changed]
        row.differences = [
            (each.verbose_name, *shortened(*(in_words(each, side.get(each.name), names) for side in (before, after))))
            for each in fields
        ]
    return rows


def shortened(old, new):
    return around_the_change(old, new) if max(len(old), len(new)) > SHOWN else (old, new)


def in_words(field, value, names):
    if value in (None, "", []):
        return ""
    if field.is_relation:
        return strung(names[field.related_model].get(pk, str(pk)) for pk in numbers(value))
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    text = str(dict(field.flatchoices).get(value, value))
    return plain(text) if isinstance(field, RichTextField) else text


def numbers(value):
    return value if isinstance(value, list) else [value]


def give_name(row, names):
    model = apps.get_model(row.model)
    row.kind = model._meta.verbose_name
    row.name = names[model].get(row.object_id, row.label)


def own_numbers(rows):
    return [(apps.get_model(row.model), [row.object_id]) for row in rows]


def linked_numbers(rows):
    for row in rows:
        for name, value in [*(row.before or {}).items(), *(row.after or {}).items()]:
            field = apps.get_model(row.model)._meta.get_field(name)
            if field.is_relation and value is not None:
                yield field.related_model, numbers(value)


def names_by_model(pairs):
    """By model and number, for all rows of a page with one query for each model."""
    wanted = defaultdict(set)
    for model, pks in pairs:
        wanted[model].update(pks)
    return {model: names_of(model, pks) for model, pks in wanted.items()}


def names_of(model, pks):
    links = [field.name for field in model._meta.fields if field.is_relation]
    rows = model._base_manager.filter(pk__in=pks).select_related(*links)
    found = {row.pk: str(row) for row in rows}
    if gone := pks - found.keys():
        # What is deleted is called what it was called when an import wrote it.
        entries = BatchRow.objects.filter(model=model._meta.label_lower, object_id__in=gone).order_by("pk")
        found |= dict(entries.values_list("object_id", "label"))
    return found
