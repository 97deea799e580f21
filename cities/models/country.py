from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from uccn.languages.fields import FoldedField, SortKeyField
from uccn.languages.reading import label


class Continent(models.TextChoices):
    AFRICA = "africa", _("Africa")
    ASIA = "asia", _("Asia")
    EUROPE = "europe", _("Europe")
    NORTH_AMERICA = "north-america", _("North America")
    SOUTH_AMERICA = "south-america", _("South America")
    OCEANIA = "oceania", _("Oceania")


class UnescoRegion(models.TextChoices):
    AFRICA = "africa", _("Africa")
    ARAB_STATES = "arab-states", _("Arab States")
    ASIA_PACIFIC = "asia-pacific", _("Asia and the Pacific")
    EUROPE_NORTH_AMERICA = "europe-north-america", _("Europe and North America")
    LATIN_AMERICA_CARIBBEAN = "latin-america-caribbean", _("Latin America and the Caribbean")


class CountryQuerySet(models.QuerySet):
    def get_by_natural_key(self, code):
        return self.get(code=code)


class Country(models.Model):
    """A state as the network's lists name it."""

    city_path = None

    code = models.CharField(
        _("code"),
        max_length=2,
        unique=True,
        validators=[RegexValidator(r"^[A-Z]{2}$", _("Two capital letters, as in ISO 3166-1: CN, FR."))],
        help_text=_("ISO 3166-1 alpha-2, such as CN."),
    )
    name = models.CharField(_("name"), max_length=100)
    continent = models.CharField(_("continent"), max_length=20, choices=Continent)
    unesco_region = models.CharField(_("UNESCO region"), max_length=30, choices=UnescoRegion)
    folded_names = FoldedField(of=["name_zh_hans", "name_en"])
    sort_key_zh_hans = SortKeyField(of=["name_zh_hans"])
    sort_key_en = SortKeyField(of=["name_en"])

    objects = CountryQuerySet.as_manager()

    class Meta:
        verbose_name = _("country")
        verbose_name_plural = _("countries")
        ordering = ["code"]

    def __str__(self):
        return label(self)

    def natural_key(self):
        return (self.code,)


class CountryAliasQuerySet(models.QuerySet):
    def get_by_natural_key(self, code, name):
        return self.get(country__code=code, name=name)


class CountryAlias(models.Model):
    """Another name a country goes by in lists and spreadsheets: "South Korea", "Polska"."""

    city_path = None

    country = models.ForeignKey(Country, models.CASCADE, verbose_name=_("country"), related_name="aliases")
    name = models.CharField(_("name"), max_length=100)
    language = models.CharField(
        _("language"), max_length=20, blank=True, help_text=_("BCP 47 tag, such as fr or zh-Hant.")
    )
    folded_name = FoldedField(of=["name"])

    objects = CountryAliasQuerySet.as_manager()

    class Meta:
        verbose_name = _("other name of a country")
        verbose_name_plural = _("other names of countries")
        ordering = ["country", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["country", "name"],
                name="country_alias_once",
                violation_error_message=_("This country has that other name already."),
            )
        ]

    def __str__(self):
        return self.name

    def natural_key(self):
        return (*self.country.natural_key(), self.name)

    natural_key.dependencies = ["cities.country"]
