"""What is unsettled among the translations of one record, for whoever is about to show them to readers."""

from collections import Counter
from dataclasses import dataclass

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import ngettext

from uccn.languages.models import UNSETTLED, State

from .work import languages_of, whole_key


@dataclass(frozen=True)
class Line:
    """So many texts in one state. `address` leads to them in the work list, empty for who may not write them."""

    words: str
    address: str


def unsettled(record, person, translations):
    """{language: [Line]}, the gravest first; languages in which all is settled are left out.

    translations: those of the record that are unsettled.
    """
    counted = Counter((each.language, each.state) for each in translations)
    found = {}
    for (language, state), texts in sorted(counted.items(), key=lambda each: UNSETTLED.index(each[0][1])):
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
