"""Which column of a file is which column of the resource."""

from dataclasses import dataclass, field

from django.utils.translation import get_language

from uccn.sheets.cells import column_name
from uccn.sheets.columns.headings import normal, without_problems

from .refusals import Refused


@dataclass(frozen=True)
class Mapping:
    """header: the headings of the file. keys: for each of its columns the key of ours, or None.

    doubtful: by index, the keys among which somebody must choose. unknown: indexes of headings that say nothing to us.
    """

    header: tuple
    keys: tuple
    doubtful: dict = field(default_factory=dict)

    @property
    def unknown(self):
        return [
            index
            for index, (heading, key) in enumerate(zip(without_problems(self.header), self.keys, strict=False))
            if heading and key is None and index not in self.doubtful
        ]

    @property
    def unknown_headings(self):
        return [self.header[index] for index in self.unknown]


def mapping_of(resource, table, chosen=None):
    """The mapping of a table's headings; raises Refused where no reading of it would be safe.

    chosen: what somebody has said before about columns of such files, by index: a key, or "" to leave it out.
    """
    header = table.header
    if not any(header):
        raise Refused("no_headings", expected=resource.expected, seen=beginning(table))
    refuse_same_headings(header)
    chosen = {int(index): key for index, key in (chosen or {}).items()}
    keys, doubtful = [], {}
    for index, heading in enumerate(header):
        found = sorted(resource.headings.find(heading)) if heading else []
        if index in chosen:
            keys.append(chosen[index] or None)
        elif len(found) > 1:
            doubtful[index] = found
            keys.append(None)
        else:
            keys.append(found[0] if found else None)
    mapping = Mapping(tuple(header), tuple(keys), doubtful)
    refuse_same_columns(resource, mapping)
    refuse_without_key(resource, mapping)
    return mapping


def beginning(table):
    texts = [str(cell) for row in table.seen[:3] for cell in row.cells if cell is not None]
    return " · ".join(texts)[:200]


def refuse_same_headings(header):
    places = {}
    for index, heading in enumerate(header):
        if heading:
            places.setdefault(normal(heading), []).append(index)
    for indexes in places.values():
        if len(indexes) > 1:
            columns = ", ".join(column_name(index) for index in indexes)
            raise Refused("same_heading", heading=header[indexes[0]], columns=columns)


def refuse_same_columns(resource, mapping):
    first = {}
    for index, key in enumerate(mapping.keys):
        # "城市" and "City" may stand apart: each fills what its cells hold.
        if key is None or resource.fields[key].fills:
            continue
        if key in first:
            raise Refused(
                "same_column",
                one=mapping.header[first[key]],
                other=mapping.header[index],
                column=resource.fields[key].title(get_language()),
            )
        first[key] = index


def refuse_without_key(resource, mapping):
    possible = {key for key in mapping.keys if key} | {key for keys in mapping.doubtful.values() for key in keys}
    filled = possible | {key for each in possible for key in resource.fields[each].fills}
    if not any(filled.issuperset(group) for group in resource.identified_by):
        headings = " · ".join(filter(None, mapping.header))
        raise Refused("no_key", expected=resource.expected, headings=headings[:300])
