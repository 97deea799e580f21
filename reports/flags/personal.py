"""Telephone numbers, e-mail addresses and identity numbers: what the public gets only if a publisher says so."""

import re
import unicodedata
from functools import lru_cache
from hashlib import blake2b

from django.utils.translation import gettext as _

from reports.models import Dismissal
from reports.models.dismissal import FlagKind
from uccn.languages.codes import LANGUAGES
from uccn.texts.html import plain
from uccn.texts.personal import personal_traces

from .flag import flag_on

TARGETS = re.compile(r'href="([^"]*)"')


def personal_traces_in(texts):
    """A flag for each number or address of the report, where it stands first."""
    found = {}
    for writing in texts:
        for language in LANGUAGES:
            for trace in traces(writing.markup(language)):
                flag = flag_on(writing, FlagKind.PERSONAL, in_words(trace), digest_of(trace), language=language)
                found.setdefault(flag.digest, flag)
    return list(found.values())


@lru_cache(maxsize=4096)
def traces(markup):
    # Addresses hide in the targets of links too.
    texts = [plain(markup), *(target.removeprefix("mailto:") for target in TARGETS.findall(markup))]
    return tuple(trace for text in texts for trace in personal_traces(text))


def digest_of(trace):
    """The same however the number is spaced: a confirmed one stays so, another one is another."""
    bare = re.sub(r"[\s().-]", "", unicodedata.normalize("NFKC", trace.text)).casefold()
    return blake2b(bare.encode(), digest_size=16).hexdigest()


def in_words(trace):
    words = {
        "telephone": _("“%(text)s” looks like a telephone number."),
        "e-mail": _("“%(text)s” looks like an e-mail address."),
        "identity number": _("“%(text)s” looks like an identity number."),
    }
    return words[trace.kind] % {"text": trace.text}


def unconfirmed_traces(report, documents, notes):
    """What of the documents and of the notes to readers no publisher has confirmed for this report."""
    texts = {text.content for document in documents for text in document.texts()} | set(notes)
    found = {digest_of(trace): trace for text in sorted(texts) for trace in traces(text)}
    confirmed = set()
    if found:
        standing = Dismissal.objects.standing().filter(report=report, kind=FlagKind.PERSONAL)
        confirmed = set(standing.values_list("digest", flat=True))
    return [trace for digest, trace in found.items() if digest not in confirmed]
