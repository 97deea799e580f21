"""What a reader may ask the list of cities for."""

import unicodedata
from dataclasses import dataclass, field

from django import forms
from django.utils.translation import gettext_lazy as _

from uccn.languages.reading import label

from .models import City, Designation


class CityFilterForm(forms.Form):
    q = forms.CharField(label=_("Name"), required=False, max_length=100, widget=forms.SearchInput)
    field = forms.ChoiceField(label=_("Creative field"), required=False)
    country = forms.ChoiceField(label=_("Country"), required=False)
    year = forms.ChoiceField(label=_("Year of designation"), required=False)

    def __init__(self, data, *, choices):
        super().__init__(folded_digits(data), label_suffix="")
        self.fields["field"].choices = [("", _("All fields")), *choices.fields]
        self.fields["country"].choices = [("", _("All countries")), *choices.countries]
        self.fields["year"].choices = [("", _("All years")), *choices.years]

    def cities(self):
        if not self.is_valid():
            return City.objects.none()
        wanted = self.cleaned_data
        cities = City.objects.all()
        designations = Designation.objects.all()
        if wanted["q"]:
            cities = cities.named(wanted["q"])
        if wanted["country"]:
            cities = cities.filter(country__code=wanted["country"])
        if wanted["field"]:
            designations = designations.filter(field__code=wanted["field"], until__isnull=True)
        if wanted["year"]:
            designations = designations.filter(since_year=wanted["year"])
        return cities.filter(designations__in=designations).distinct()


def folded_digits(data):
    """ "２０１４" asks for 2014."""
    return {name: unicodedata.normalize("NFKC", value).replace("\x00", "") for name, value in data.items()}


@dataclass
class Choices:
    """The fields, countries and years that designations have, read in one query, each in its reading order."""

    fields: list = field(default_factory=list)
    countries: list = field(default_factory=list)
    years: list = field(default_factory=list)

    @classmethod
    def load(cls, language):
        designations = Designation.objects.counted().select_related("field", "city__country").only(
            "since_year",
            "field__code", "field__position", "field__name_zh_hans", "field__name_en",
            "city__country__code", "city__country__name_zh_hans", "city__country__name_en",
            "city__country__sort_key_zh_hans", "city__country__sort_key_en",
        )  # fmt: skip
        fields, countries, years = {}, {}, set()
        for designation in designations:
            fields[designation.field.code] = designation.field
            countries[designation.city.country.code] = designation.city.country
            years.add(designation.since_year)
        key = "sort_key_zh_hans" if language == "zh-hans" else "sort_key_en"
        return cls(
            fields=[(f.code, label(f)) for f in sorted(fields.values(), key=lambda f: f.position)],
            countries=[(c.code, label(c)) for c in sorted(countries.values(), key=lambda c: getattr(c, key))],
            years=[(str(year), str(year)) for year in sorted(years, reverse=True)],
        )
