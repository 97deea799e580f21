"""Two editors in any order, without the pages around them."""

import random

import pytest
from django import forms
from django.http import QueryDict

from cities.models import City
from tests.factories import a_city, a_country, a_user
from tests.forms import fields_of
from tests.reports.test_interleavings import at_every_point
from uccn.editing.opened import Opened, values_of
from uccn.editing.stale import Comparison

FIELDS = ["summary_zh_hans", "summary_en", "name_en"]
CityForm = forms.modelform_factory(City, fields=FIELDS)


class Editor:
    """One person with one form, who writes into a field and saves until nothing is contested any more."""

    def __init__(self, user, city):
        self.user = user
        self.city = city
        self.open()

    def open(self):
        self.shown = values_of(CityForm(instance=self.stored()))
        self.opened = Opened("city", self.user.pk, {"": dict(self.shown)})

    def stored(self):
        return City.objects.get(pk=self.city.pk)

    def save(self, choices):
        """What the person is asked to decide: {field: (mine, theirs)}; nothing if it is saved."""
        data = QueryDict(mutable=True)
        data.update({**self.shown, **{f"{name}-choice": choice for name, choice in choices.items()}})
        comparison = Comparison(self.opened, CityForm(instance=self.stored()), [], data, {})
        self.shown = {name: data[name] for name in FIELDS}
        if comparison.contests:
            self.opened = Opened("city", self.user.pk, comparison.rows, comparison.undecided)
            return {name: (each.mine, each.theirs) for name, each in comparison.contests[None].items()}
        CityForm(data, instance=self.stored()).save()
        self.open()
        return {}


@pytest.mark.parametrize("seed", range(200))
def test_interleaving_of_two_editors_loses_no_character(db, seed):
    choose = random.Random(seed)
    city = a_city()
    editors = [Editor(a_user(name), city) for name in ("lin", "mara")]
    # What everybody wrote and nobody gave up knowingly: each text is stored or stands in a form.
    standing = {}
    for number in range(20):
        editor, name = choose.choice(editors), choose.choice(FIELDS)
        if choose.random() < 0.5:
            text = f"字 {number} “{choose.random()}”"
            standing = {key: value for key, value in standing.items() if key != (editor, name)}
            editor.shown[name] = standing[editor, name] = text
        else:
            choices = {}
            while contests := editor.save(choices):
                assert all(mine == editor.shown[each] for each, (mine, _theirs) in contests.items())
                stored = City.objects.values(*FIELDS).get()
                assert all(theirs == stored[each] for each, (_mine, theirs) in contests.items())
                choices = {each: choose.choice(["mine", "theirs"]) for each in contests}
                standing = {
                    (who, each): text
                    for (who, each), text in standing.items()
                    if not (
                        each in choices and (who is editor) == (choices[each] == "theirs") and who in (editor, None)
                    )
                }
            for each in FIELDS:
                if text := standing.pop((editor, each), None):
                    standing[None, each] = text

        stored = City.objects.values(*FIELDS).get()
        for (who, each), text in standing.items():
            assert text == (stored[each] if who is None else who.shown[each])


def test_c7_two_cities_of_one_address_name_at_once_are_one_city_and_a_fault(client, superuser):
    country = a_country()
    client.force_login(superuser)
    names = {"name_zh_hans": "根特", "name_en": "Ghent", "country": country.pk}
    form = {**fields_of(client.get("/admin/cities/city/add/"), "city_form"), **names, "slug": "ghent"}

    for answer in at_every_point(
        lambda: client.post("/admin/cities/city/add/", form),
        lambda: City.objects.get_or_create(slug="ghent", defaults={"name_en": "Gand", "country": country}),
    ):
        assert answer.status_code in (200, 302)
        assert City.objects.filter(slug="ghent").count() == 1
