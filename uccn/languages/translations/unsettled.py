"""What is unsettled among the translations of one record, for whoever is about to show them to readers."""

from dataclasses import dataclass

from django.db.models import Count
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import ngettext

from uccn.languages.models import UNSETTLED, State, Translation

from .work import languages_of, whole_key


@dataclass(frozen=True)
class Line:
    """So many texts in one state. `address` leads to them in the work list, empty for who may not write them."""

    words: str
    address: str


def unsettled(record, person):
    """{language: [Line]}, the gravest first, in one query; languages in which all is settled are left out."""
    rows = Translation.objects.of_whole(record).unsettled().order_by()
    counted = rows.values_list("language", "state").annotate(texts=Count("pk"))
    found = {}
    for language, state, texts in sorted(counted, key=lambda each: UNSETTLED.index(each[1])):
        address = ""
        if language in languages_of(person):
            query = {"whole": whole_key(record), "language": language, "state": state}
            address = f"{reverse('admin:translations')}?{urlencode(query)}"
        found.setdefault(language, []).append(Line(in_words(state, texts), address))
    return found


def in_words(state, texts):
    sentences = {
        State.OUT_OF_DATE: ngettext("%d translation is out of date.", "%d translations are out of date.", texts),
        State.DRAFT: ngettext("%d translation is not reviewed.", "%d translations are not reviewed.", texts),
        State.MISSING: ngettext("%d text is not translated.", "%d texts are not translated.", texts),
    }
    return sentences[state] % texts
