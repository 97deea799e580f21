"""Columns that name other records: by code, in Chinese, in English, or by any other name they are known by."""

import re
from functools import cached_property

from django.utils.text import capfirst

from uccn.access.rows import visible
from uccn.languages.lists import listed, strung
from uccn.sheets import values
from uccn.sheets.values import BadValue

from .kinds import Kind
from .names import folded, sides_of
from .spelling import Spellings

SEVERAL = re.compile(r"\s*[;；、\n|]\s*")
SEVERAL_OR_COMMA = re.compile(r"\s*[;；、\n|,，]\s*")


class Names:
    """The records of a model by their folded names, read once for a whole sheet.

    code: the field that names a record without doubt. names: fields, or paths such as "aliases__name".
    """

    def __init__(self, model, *, code, names=()):
        self.model = model
        self.code = code
        self.names = tuple(names)
        self.user = None

    @cached_property
    def queryset(self):
        rows = self.model._default_manager.all()
        return visible(rows, self.user) if self.user else rows

    @cached_property
    def records(self):
        return {record.pk: record for record in self.queryset}

    @cached_property
    def by_code(self):
        return {folded(str(getattr(record, self.code))): pk for pk, record in self.records.items()}

    @cached_property
    def by_name(self):
        found = {}
        for path in self.names:
            for pk, name in self.queryset.filter(**{f"{path}__isnull": False}).values_list("pk", path):
                if name:
                    found.setdefault(folded(str(name)), set()).add(pk)
        return found

    @cached_property
    def answers(self):
        """Of cells read before: most columns of this kind repeat few values."""
        return {}

    def find(self, text):
        """The record that a cell names; raises BadValue where none is, or several are."""
        if text not in self.answers:
            self.answers[text] = self.sought(text)
        return self.answers[text]

    def sought(self, text):
        found = []
        for side in sides_of(text):
            if side in self.by_code:
                found.append({self.by_code[side]})
            elif side in self.by_name:
                found.append(self.by_name[side])
        if not found:
            things = str(self.model._meta.verbose_name_plural)
            raise BadValue("not_found", text=text, things=things)
        common = set.intersection(*found)
        if not common:
            raise BadValue("sides_differ", text=text)
        if len(common) > 1:
            names = listed(sorted(str(getattr(self.records[pk], self.code)) for pk in common))
            raise BadValue("several_found", text=text, names=names)
        return self.records[common.pop()]


class One(Kind):
    """One record of another model."""

    empty = None
    # What no name in an export may hold.
    divider = None

    def __init__(self, model, *, code, names=()):
        super().__init__()
        self.names = Names(model, code=code, names=names)

    def clean(self, value, row=None, **kwargs):
        return self.names.find(values.clean_line(value).text)

    @property
    def linked(self):
        return self.names.records

    def path(self, attribute):
        return f"{attribute}_id"

    def speller(self, languages):
        return Spellings(
            languages,
            show=self.show_one,
            code=self.code_of,
            read=lambda text: self.names.find(values.clean_line(text).text),
            # What the person may not see has no name here.
            value_of=self.names.records.get,
            divider=self.divider,
        ).__getitem__

    def render(self, value, obj=None, **kwargs):
        return self.show(value)

    def show_one(self, record):
        return capfirst(str(record))

    def code_of(self, record):
        return str(getattr(record, self.names.code))

    def show(self, value):
        return "" if value is None else self.show_one(value)

    def plain(self, value):
        return None if value is None else self.code_of(value)

    def packed(self, value):
        return value.pk

    def unpacked(self, packed):
        return self.names.records[packed]

    def stored(self, record, attribute):
        # What is named here is in memory; asking the record would be a query for each row.
        pk = getattr(record, f"{attribute}_id")
        if pk is None:
            return None
        return self.names.records[pk] if pk in self.names.records else getattr(record, attribute)

    def differs(self, stored, value):
        return stored is not value and stored != value

    def take_user(self, user):
        self.names.user = user


class Many(One):
    """Several records of another model, divided by semicolons, or by commas where no name has one."""

    empty = ()
    is_many = True
    divider = SEVERAL

    def stored(self, record, attribute):
        linked = vars(record).get("_prefetched_objects_cache", {}).get(attribute)
        return tuple(getattr(record, attribute).all() if linked is None else linked)

    def clean(self, value, row=None, **kwargs):
        text = values.clean(value).text
        return tuple(dict.fromkeys(self.names.find(part) for part in self.parts(text) if part))

    def packed(self, value):
        return [each.pk for each in value]

    def unpacked(self, packed):
        return tuple(self.names.records[pk] for pk in packed)

    def parts(self, text):
        parts = SEVERAL.split(text)
        if len(parts) > 1:
            return parts
        try:
            self.names.find(text)
        except BadValue:
            return SEVERAL_OR_COMMA.split(text)
        return parts

    def render(self, value, obj=None, **kwargs):
        return "; ".join(self.show_one(each) for each in value)

    def show(self, value):
        return strung(self.show_one(each) for each in value or ())

    def plain(self, value):
        return [self.code_of(each) for each in value]

    def differs(self, stored, value):
        return stored != value and {each.pk for each in stored} != {each.pk for each in value}
