from itertools import islice

from django.utils.text import capfirst
from django.utils.translation import override

from uccn.languages.codes import other
from uccn.languages.models import State
from uccn.languages.translations.work import rows_for, with_records
from uccn.sheets.columns.spelling import guarded
from uccn.sheets.writing import Column, Sheet

from .columns import COLUMNS, TextKey, kind_of

PAGE = 500
WIDTHS = {"source": 60, "old_source": 60, "current": 60, "new": 60, "key": 12, "record": 30}


def rows_to_send(person, language, states):
    """The translations into the language that stand so and that the person may write."""
    return rows_for(person).filter(language=language, state__in=states)


def sheet_to_send(name, rows, language, *, words_in):
    """The sheet of these rows, read page by page. words_in: the language of the person who takes it."""
    columns = [Column(each.title(words_in), width=WIDTHS.get(each.key)) for each in COLUMNS]
    return Sheet(name, columns, lines(rows, language, words_in))


def lines(rows, language, words_in):
    pks = iter(list(rows.values_list("pk", flat=True)))
    while page := list(islice(pks, PAGE)):
        found = {row.pk: row for row in rows.model.objects.filter(pk__in=page)}
        with override(words_in):
            ready = [line(work, language) for work in with_records(found[pk] for pk in page if pk in found)]
        yield from ready


def line(work, language):
    model = type(work.record)
    speak = {each: kind_of(model, work.row.field, each).speller([each]) for each in (language, other(language))}
    source = speak[other(language)]
    return [
        str(TextKey(model, work.record.pk, work.row.field, work.source_digest)),
        guarded(" · ".join(dict.fromkeys(filter(None, [str(work.whole or ""), str(work.record)])))),
        capfirst(str(work.label)),
        str(State(work.state).label),
        source(work.source),
        # What the source was says something only where it is another one now.
        source(work.old_source) if work.old_source and work.old_source != work.source else None,
        speak[language](work.target),
        None,
    ]
