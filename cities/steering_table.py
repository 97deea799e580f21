"""The Steering Group as the brochure prints it: a row for each field, a column for each period."""

from dataclasses import dataclass

from uccn.languages.reading import read


@dataclass(frozen=True)
class SteeringRow:
    field: object
    cells: list


@dataclass(frozen=True)
class SteeringTable:
    """`periods` are (since, until) in order; each row has one list of terms for each of them."""

    periods: list
    rows: list
    sources: list


def steering_table(terms, language):
    terms = list(terms)
    periods = sorted({(term.since, term.until) for term in terms}, key=lambda period: (period[0], period[1] or 9999))
    fields = {term.field_id: term.field for term in terms}
    rows = []
    for creative_field in sorted(fields.values(), key=lambda f: f.position):
        cells = [
            sorted(
                (t for t in terms if t.field_id == creative_field.pk and (t.since, t.until) == period),
                key=lambda t: t.role,
            )
            for period in periods
        ]
        rows.append(SteeringRow(creative_field, list(zip(periods, cells, strict=True))))
    sources = dict.fromkeys(read(term, "source", language) for term in terms)
    return SteeringTable(periods, rows, [source for source in sources if source])
