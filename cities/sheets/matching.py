"""Which city a row is about: our key, then names with the country, in a stated order. Near names are only offered."""

from collections import defaultdict
from difflib import SequenceMatcher
from functools import lru_cache

from django.utils.translation import gettext as _

from cities.models import Alias
from uccn.access.rows import visible
from uccn.languages.folding import fold as fold_anew
from uccn.sheets.importing.matching import Candidate, Match

# Each name of a row is asked for in several ways.
fold = lru_cache(8192)(fold_anew)

# How alike two names must be to be offered, and how many are.
ALIKE = 0.82
OFFERED = 5
# Names are compared that begin with the same letter; where those are too many, with the same four.
COMPARED_BY = (1, 4)
MOST_COMPARED = 300


class CityMatcher:
    """Knows the names of all cities. Two rows may be about one city if they name different fields."""

    tells_apart = ()

    def __init__(self, resource, *, is_locking=False):
        self.resource = resource
        self.is_locking = is_locking
        self.cities = {}
        self.lines = {}
        # What this file adds, by exact and by rough names with the country, and by line.
        self.new, self.new_roughly, self.added = {}, {}, {}
        self.slugs, self.labels, self.countries = {}, {}, {}
        self.english, self.chinese, self.aliases = defaultdict(set), defaultdict(set), defaultdict(set)
        self.of_name, self.of_country, self.names_of = defaultdict(set), defaultdict(list), defaultdict(set)
        self.read_names()

    def read_names(self):
        rows = self.resource.get_queryset().order_by("pk")
        for pk, slug, chinese, english, country in rows.values_list(
            "pk", "slug", "name_zh_hans", "name_en", "country_id"
        ):
            self.slugs[slug] = pk
            self.labels[pk] = f"{' '.join(filter(None, (chinese, english)))} ({slug})"
            self.countries[pk] = country
            self.learn(self.chinese, pk, chinese)
            self.learn(self.english, pk, english)
        aliases = Alias.objects.all()
        aliases = visible(aliases, self.resource.user) if self.resource.user else aliases
        for pk, name in aliases.values_list("city_id", "name"):
            self.learn(self.aliases, pk, name)

    def learn(self, names, pk, name):
        folded = fold(name or "")
        if folded:
            names[folded, self.countries[pk]].add(pk)
            self.of_name[folded].add(pk)
            self.names_of[pk].add(folded)
            for length in COMPARED_BY:
                self.of_country[self.countries[pk], folded[:length]].append((folded, pk))

    def prepare(self, readings):
        """Load the cities of a chunk that earlier rows have not loaded yet, with their designations and names."""
        wanted = set()
        for reading in readings:
            pk = self.slugs.get(reading.values.get("slug"))
            for name in self.given(reading):
                wanted |= self.of_name.get(name, set())
            wanted |= {pk} if pk else set()
        wanted |= {int(answer) for answer in self.resource.answers.values() if answer.isdigit()}
        missing = wanted - self.cities.keys()
        if not missing:
            return
        rows = self.resource.get_queryset().filter(pk__in=missing).prefetch_related("designations__field", "aliases")
        if self.is_locking:
            rows = rows.select_for_update(of=("self",))
        for city in rows:
            self.cities[city.pk] = Known(city, list(city.designations.all()), list(city.aliases.all()))

    def given(self, reading):
        names = (reading.values.get("name_en"), reading.values.get("name_zh_hans"))
        return [folded for name in names if name and (folded := fold(name))]

    def match(self, reading):
        found = self.sought(reading)
        if found.problem or found.candidates:
            return found
        found.record = found.record or self.first_new(reading)
        return self.once(found, reading)

    def once(self, found, reading):
        """The match, unless an earlier row is about the same city and field."""
        known = found.record
        field = reading.values.get("field")
        titles = [each for each in known.designations if field and each.field_id == field.pk]
        # A city that has had the title twice stands in two rows of it.
        since = str(reading.values.get("since")) if len(titles) > 1 else ""
        line = self.lines.setdefault((id(known), field.pk if field else None, since), reading.line)
        if line != reading.line:
            return Match(problem=_("the same city as in line %(line)s of this file") % {"line": line})
        return found

    def first_new(self, reading):
        """The city that an earlier row of this file adds, or one not known yet."""
        country = reading.values.get("country")
        for name in self.given(reading):
            if known := self.new.get((name, country and country.pk)):
                return known
        known = self.added[reading.line] = Known(None, [], [])
        for name in self.given(reading):
            self.new[name, country and country.pk] = known
            self.new_roughly[roughly(name), country and country.pk] = reading.line, self.resource.name_of(reading)
        return known

    def sought(self, reading):
        values = reading.values
        slug, country = values.get("slug"), values.get("country")
        by_slug = self.slugs.get(slug)
        named = self.by_names(reading, country.pk) if country else (set(), "")
        if by_slug:
            return self.by_key(by_slug, reading, named)
        pks, why = named
        if not pks and country is None:
            return self.without_country(reading)
        if len(pks) > 1:
            return self.doubt(pks, why, _("the names fit more than one city"))
        if pks and slug:
            return self.doubt(pks, why, _("the address name is not that of the city of this name"))
        if pks:
            return self.found(pks.pop(), why)
        return self.near(reading, country)

    def found(self, pk, why):
        return Match(record=self.cities[pk], why=why)

    def by_key(self, pk, reading, named):
        given = self.given(reading)
        others = named[0] - {pk}
        if others and not self.names_of[pk].intersection(given):
            return self.doubt(
                {pk, *others}, _("our key or the name"), _("the address name is of one city, the name of another")
            )
        return self.found(pk, _("our key"))

    def by_names(self, reading, country):
        english, chinese = reading.values.get("name_en"), reading.values.get("name_zh_hans")
        ways = [
            (english, self.english, _("English name and country")),
            (chinese, self.chinese, _("Chinese name and country")),
            (english, self.aliases, _("another name and country")),
            (chinese, self.aliases, _("another name and country")),
            (english, self.chinese, _("another name and country")),
            (chinese, self.english, _("another name and country")),
        ]
        found, why = set(), ""
        for name, names, words in ways:
            pks = names.get((fold(name), country), set()) if name else set()
            why = why or (words if pks else "")
            # The first way that finds a city counts; another name that is only of another city raises a doubt.
            if pks and not pks & found:
                found |= pks
        return found, why

    def without_country(self, reading):
        given = self.given(reading)
        if not given:
            return Match(problem=_("it does not say which city it is"))
        pks = set().union(*(self.of_name.get(name, set()) for name in given))
        sure = [pk for pk in pks if self.has_title(pk, reading)]
        if len(sure) == 1:
            return self.found(sure[0], _("name, field and year"))
        if pks:
            return self.doubt(pks, _("same name"), _("without its country a name is not enough"))
        return Match(problem=_("there is no city of this name; a new one needs its country"))

    def has_title(self, pk, reading):
        field, since = reading.values.get("field"), reading.values.get("since")
        return bool(field and since) and any(
            each.field_id == field.pk and each.since.year == since.year for each in self.cities[pk].designations
        )

    def near(self, reading, country):
        given = self.given(reading)
        if not given:
            return Match(problem=_("it does not say which city it is"))
        namesakes = set().union(*(self.of_name.get(name, set()) for name in given))
        if namesakes:
            return self.doubt(
                namesakes, _("same name in another country"), _("a city of this name is in another country")
            )
        alike = {pk for name in given for other, pk in self.comparable(name, country) if is_alike(name, other)}
        if alike:
            return self.doubt(
                alike, _("similar name in the same country"), _("a city of a similar name is in this country")
            )
        return self.near_new(given, country)

    def near_new(self, given, country):
        """What an earlier row of the file adds under a name that is nearly the same."""
        if any((name, country.pk) in self.new for name in given):
            return Match()
        alike = {each for name in given if (each := self.new_roughly.get((roughly(name), country.pk)))}
        words, why = _("%(city)s (line %(line)s of this file)"), _("similar name")
        candidates = [Candidate(-line, words % {"city": name, "line": line}, why) for line, name in sorted(alike)]
        doubt = _("another line of this file adds a city of a similar name") if candidates else ""
        return Match(candidates=candidates, doubt=doubt)

    def comparable(self, name, country):
        """Names of the country that begin alike, unless they are so many that likeness says nothing."""
        for length in COMPARED_BY:
            names = self.of_country.get((country.pk, name[:length]), ())
            if len(names) <= MOST_COMPARED:
                return names
        return ()

    def doubt(self, pks, why, doubt):
        candidates = [Candidate(pk, self.labels[pk], why) for pk in sorted(pks)[:OFFERED]]
        return Match(candidates=candidates, doubt=doubt)

    def answered(self, match, answer, reading):
        why = _("your answer")
        if answer == "new":
            return self.once(Match(record=self.first_new(reading), why=why), reading)
        if answer not in {str(each.pk) for each in match.candidates}:
            return match
        known = self.added.get(-int(answer)) or self.cities[int(answer)]
        reading.values = without_names(reading.values, of=known.city)
        return self.once(Match(record=known, why=why), reading)

    def give_back(self, row):
        """Take what a row that will not be written has put into the records it is about."""
        for edit in row.edits:
            edit.take_back()
            if edit.is_new and row.match.record.city is not edit.record:
                row.match.record.forget(edit.record)


class Known:
    """A city with its designations and other names, as the rows read so far would leave them.

    pk: None for one that this file adds, when it has been written too.
    said: by column, what a row of this file says of the city itself, and its line.
    """

    def __init__(self, city, designations, aliases):
        self.pk = city.pk if city else None
        self.city = city
        self.designations = designations
        self.aliases = aliases
        self.said = {}

    def forget(self, part):
        for parts in (self.designations, self.aliases):
            if any(each is part for each in parts):
                parts[:] = [each for each in parts if each is not part]


def without_names(values, *, of):
    """What the row says but names: the city keeps those it has, whatever it is called by somebody in doubt."""
    return {
        key: value for key, value in values.items() if not (key.startswith("name_") and of and getattr(of, key, ""))
    }


def roughly(name):
    """丽江 for 丽江市, lijiang for li jiang."""
    return name.removesuffix("市").replace(" ", "")


def is_alike(one, other):
    if roughly(one) == roughly(other):
        return True
    if min(len(one), len(other)) < 4 or abs(len(one) - len(other)) > 3:
        return False
    matcher = SequenceMatcher(None, one, other)
    return matcher.real_quick_ratio() >= ALIKE and matcher.quick_ratio() >= ALIKE and matcher.ratio() >= ALIKE
