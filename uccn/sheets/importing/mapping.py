"""Which column of a file is which column of the resource."""

from collections import Counter
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


def mapping_of(resource, header, chosen=None):
    """The mapping of headings; raises Refused where no reading of them would be safe.

    chosen: what somebody has said about columns of such files, by index: a key, or "" to leave it out.
    """
    chosen = {int(index): key for index, key in (chosen or {}).items()}
    refuse_unknown_columns(resource, chosen)
    found = {
        index: sorted(resource.headings.find(heading))
        for index, heading in enumerate(header)
        if heading and index not in chosen
    }
    doubtful = doubtful_of(resource, found, chosen)
    keys = {index: each[0] for index, each in found.items() if each and index not in doubtful} | chosen
    mapping = Mapping(tuple(header), tuple(keys.get(index) or None for index in range(len(header))), doubtful)
    refuse_same_columns(resource, mapping)
    refuse_without_key(resource, mapping)
    return mapping


def doubtful_of(resource, found, chosen):
    """What of the headings found fits several columns, or one that another heading fits as well."""
    single = Counter([*chosen.values(), *(keys[0] for keys in found.values() if len(keys) == 1)])
    return {
        index: keys
        for index, keys in found.items()
        if len(keys) > 1 or (keys and single[keys[0]] > 1 and not resource.fields[keys[0]].fills)
    }


def chosen_by_heading(header, said):
    """By index, what somebody says of columns by their headings."""
    places = {normal(heading): index for index, heading in enumerate(header) if heading}
    for heading in said:
        if normal(heading) not in places:
            raise Refused("unknown_heading", heading=heading, headings=headings_of(header))
    return {places[normal(heading)]: key for heading, key in said.items()}


def refuse_headings(resource, table):
    if not any(table.header):
        raise Refused("no_headings", expected=resource.expected, seen=beginning(table))
    refuse_same_headings(table.header)


def headings_of(header):
    return " · ".join(filter(None, header))[:300]


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


def refuse_unknown_columns(resource, chosen):
    for key in chosen.values():
        if key and key not in resource.fields:
            raise Refused("unknown_column", column=key, known=", ".join(column.key for column in resource.columns))


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
        raise Refused("no_key", expected=resource.expected, headings=headings_of(mapping.header))
