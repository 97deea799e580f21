"""Which initiative of an earlier report one follows up: how a cell names it, and which record it is."""

import re
from collections import defaultdict

from django.db.models import Case, F, Max, Q, TextField, Value, When
from django.db.models.functions import Concat, Replace
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from reports.models import Initiative
from uccn.access.rows import is_limited, visible
from uccn.sheets import values
from uccn.sheets.columns.kinds import Kind
from uccn.sheets.importing.edits import new_record

# Between the numbers of a whole and of its part. In a number as printed every slash is doubled.
DIVIDER = " / "
DIVIDED = re.compile(r"(?<!/)/(?!/)")


def in_words(path=""):
    """jingdezhen-2014 6.1 (2), or for a part of it: jingdezhen-2014 6.1 (2) / A."""
    whole = Concat(doubled(f"{path}parent__label"), Value(DIVIDER))
    return Concat(
        f"{path}report__slug",
        Value(" "),
        f"{path}item__number",
        Value(" "),
        Case(When(Q(**{f"{path}parent__isnull": False}), then=whole), default=Value(""), output_field=TextField()),
        doubled(f"{path}label"),
        output_field=TextField(),
    )


def doubled(path):
    return Replace(F(path), Value("/"), Value("//"), output_field=TextField())


def number_in(words):
    """The initiative's own number."""
    _report, _item, numbers = [*words.split(" ", 2), "", ""][:3]
    return DIVIDED.split(numbers)[-1].strip().replace("//", "/")


class FollowedUp(Kind):
    """An initiative by its report, its item, the number of its whole if it is a part, and its own number."""

    empty = None
    explained = gettext_lazy("the initiative of an earlier report, such as jingdezhen-2014 6.1 (2); of a part (2) / A.")

    def __init__(self):
        super().__init__()
        self.user = None
        # In words, by number, what the records of a chunk follow up.
        self.known = {}

    def take_user(self, user):
        self.user = user

    @property
    def seen(self):
        rows = Initiative.objects.order_by()
        return visible(rows, self.user) if self.user else rows

    def path(self, attribute):
        shown = Q(**{f"{attribute}__isnull": False})
        if self.user and is_limited(self.user):
            shown &= Q(**{f"{attribute}__report__city__in": self.user.cities_written_for.values("pk")})
        return Case(When(shown, then=in_words(f"{attribute}__")), default=None, output_field=TextField())

    def speller(self, languages):
        return None

    def clean(self, value, row=None, **kwargs):
        return values.clean_line(value).text

    def stored(self, record, attribute):
        return a_followed(record.follows_up_id) if record.follows_up_id else None

    def differs(self, stored, value):
        return stored != value

    def plain(self, value):
        return value if value is None or isinstance(value, str) else self.known.get(value.pk, "")

    packed = plain

    def show(self, value):
        return self.plain(value) or ""


def a_followed(pk):
    record = new_record(Initiative)
    record.pk = pk
    return record


class Followed:
    """What the rows of a file say that initiatives follow up. What the file itself adds is not among it."""

    def __init__(self, resource):
        self.kind = resource.fields["follows_up"].kind
        self.reports = resource.fields["report"].kind.names
        self.last = self.kind.seen.aggregate(last=Max("pk"))["last"] or 0
        # Of the texts of a chunk, the numbers of the initiatives and of their reports.
        self.found = {}

    def prepare(self, readings, records, untidy):
        """untidy: the numbers of initiatives whose own no cell can say as it is stored."""
        texts = {text for reading in readings if (text := reading.values.get("follows_up"))}
        self.found, self.kind.known = defaultdict(list), {}
        if not texts and not any("follows_up" in reading.cleared for reading in readings):
            return
        before = {record.follows_up_id for record in records} - {None}
        slugs = {text.partition(" ")[0] for text in texts}
        named = Q(label__in=set(map(number_in, texts))) | Q(pk__in=untidy)
        rows = self.kind.seen.filter((Q(report__slug__in=slugs, pk__lte=self.last) & named) | Q(pk__in=before))
        for pk, report, words in rows.values_list("pk", "report_id", in_words()).iterator():
            words = self.kind.clean(words)
            if words in texts or pk in before:
                self.found[words].append((pk, report))
                self.kind.known[pk] = words

    def settle(self, reading, record):
        """Put the initiative in place of its name, or say why there is none."""
        words = reading.values["follows_up"]
        found = dict(self.found.get(words, ()))
        if record and record.follows_up_id in found:
            del reading.values["follows_up"]
        elif not found:
            reading.refuse(_("“%(text)s” names no initiative of an earlier report") % {"text": words}, "follows_up")
        elif len(found) > 1:
            sentence = _("“%(text)s” names %(count)s initiatives, which nothing tells apart")
            reading.refuse(sentence % {"text": words, "count": len(found)}, "follows_up")
        elif not self.is_earlier(reading, *found.values()):
            sentence = _("“%(text)s” is no initiative of another report of the same city")
            reading.refuse(sentence % {"text": words}, "follows_up")
        else:
            reading.values["follows_up"] = a_followed(*found)

    def is_earlier(self, reading, number):
        own, other = reading.values["report"], self.reports.records[number]
        return own.pk != other.pk and own.city_id == other.city_id
