from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Exists, OuterRef, Prefetch, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from uccn.languages.codes import CHINESE
from uccn.languages.fields import FoldedField, SortKeyField
from uccn.languages.folding import fold
from uccn.languages.reading import label
from uccn.pictures import PictureField
from uccn.texts.fields import RichTextField

from .country import Country
from .designation import Designation, Standing


class CityQuerySet(models.QuerySet):
    def get_by_natural_key(self, slug):
        return self.get(slug=slug)

    def members(self):
        return self.filter(Exists(Designation.objects.in_force().filter(city=OuterRef("pk"))))

    def with_designations(self):
        return self.select_related("country").prefetch_related(
            Prefetch("designations", Designation.objects.select_related("field").order_by("since"))
        )

    def in_field(self, field):
        return self.filter(Exists(Designation.objects.in_force().filter(city=OuterRef("pk"), field=field)))

    def named(self, text):
        """Cities one of whose names, in any language or script, holds the text."""
        folded = fold(text)
        return self.filter(
            Q(folded_names__contains=folded)
            | Exists(Alias.objects.filter(city=OuterRef("pk"), folded_name__contains=folded))
        )

    def in_order(self, language):
        """By pinyin in Chinese, by alphabet in English."""
        key = "sort_key_zh_hans" if language == CHINESE else "sort_key_en"
        return self.order_by(key, "slug")


class City(models.Model):
    """One city of the register. Two cities may share a name (Granada); name and country tell them apart."""

    city_path = "pk"

    slug = models.SlugField(
        _("address name"),
        max_length=80,
        unique=True,
        help_text=_("From the English name; stands in the address of the city's page. Keep it once published."),
    )
    name = models.CharField(_("name"), max_length=120)
    country = models.ForeignKey(Country, models.PROTECT, verbose_name=_("country"), related_name="cities")
    latitude = models.DecimalField(
        _("latitude"),
        max_digits=8,
        decimal_places=6,
        null=True,
        blank=True,
        validators=[MinValueValidator(-90), MaxValueValidator(90)],
        help_text=_("Decimal degrees, north positive: 29.268783"),
    )
    longitude = models.DecimalField(
        _("longitude"),
        max_digits=9,
        decimal_places=6,
        null=True,
        blank=True,
        validators=[MinValueValidator(-180), MaxValueValidator(180)],
        help_text=_("Decimal degrees, east positive: 117.178443"),
    )
    summary = RichTextField(_("summary"), blank=True, help_text=_("Two or three sentences that introduce the city."))
    website = models.URLField(_("website"), blank=True, help_text=_("The city's own page on its membership."))
    logo = PictureField(_("logo"), upload_to="logos", blank=True)
    focal_points = models.ManyToManyField(
        settings.AUTH_USER_MODEL,
        verbose_name=_("who writes for the city"),
        related_name="cities_written_for",
        blank=True,
        limit_choices_to={"is_active": True, "is_staff": True},
        help_text=_(
            "Accounts that write the drafts of this city's reports. An account needs the role of a focal point too."
        ),
    )
    folded_names = FoldedField(of=["name_zh_hans", "name_en"])
    sort_key_zh_hans = SortKeyField(of=["name_zh_hans"])
    sort_key_en = SortKeyField(of=["name_en"])

    objects = CityQuerySet.as_manager()

    class Meta:
        verbose_name = _("city")
        verbose_name_plural = _("cities")
        ordering = ["sort_key_en", "slug"]
        constraints = [
            models.UniqueConstraint(
                fields=["country", "name_en"],
                condition=~Q(name_en=""),
                name="city_once_per_country_english",
                violation_error_message=_("The register has a city of this English name in this country already."),
            ),
            models.UniqueConstraint(
                fields=["country", "name_zh_hans"],
                condition=~Q(name_zh_hans=""),
                name="city_once_per_country_chinese",
                violation_error_message=_("The register has a city of this Chinese name in this country already."),
            ),
            models.CheckConstraint(
                condition=Q(latitude__isnull=True, longitude__isnull=True)
                | Q(latitude__isnull=False, latitude__range=(-90, 90))
                & Q(longitude__isnull=False, longitude__range=(-180, 180)),
                name="city_position_whole",
                violation_error_message=_("Give latitude and longitude together, or neither."),
            ),
        ]
        indexes = [
            models.Index(fields=["sort_key_zh_hans"], name="city_by_pinyin"),
            models.Index(fields=["sort_key_en"], name="city_by_alphabet"),
        ]
        # Rights over the rows and columns of the whole desk; docs/roles.md says who has which.
        permissions = [
            ("work_for_every_city", gettext_noop("Can work with the rows of every city")),
            ("write_chinese", gettext_noop("Can write Chinese texts")),
            ("write_english", gettext_noop("Can write English texts")),
            ("write_facts", gettext_noop("Can write what is in no language, add and delete")),
            ("appoint_focal_points", gettext_noop("Can say who writes for a city")),
        ]

    def __str__(self):
        return label(self)

    def get_absolute_url(self):
        return reverse("city_detail", args=[self.slug])

    def natural_key(self):
        return (self.slug,)

    def initial(self, language):
        """The letter it stands under in a list, by pinyin in Chinese."""
        key = self.sort_key_zh_hans if language == CHINESE else self.sort_key_en
        return key[:1].upper()

    @property
    def is_or_was_member(self):
        return any(designation.standing == Standing.MEMBER for designation in self.designations.all())


class AliasKind(models.TextChoices):
    VARIANT = "variant", _("other spelling")
    FORMER = "former", _("former name")
    NATIVE = "native", _("name in the local language")
    TRADITIONAL = "traditional", _("traditional script")
    EXONYM = "exonym", _("name in another language")


class AliasQuerySet(models.QuerySet):
    def get_by_natural_key(self, slug, name):
        return self.get(city__slug=slug, name=name)


class Alias(models.Model):
    """Another name a city goes by: Gand for Ghent, Sasayama, 諾里奇. Search, import and name checks all read it."""

    city_path = "city"

    city = models.ForeignKey(City, models.CASCADE, verbose_name=_("city"), related_name="aliases")
    name = models.CharField(_("name"), max_length=120)
    language = models.CharField(
        _("language"), max_length=20, blank=True, help_text=_("BCP 47 tag, such as fr or zh-Hant.")
    )
    kind = models.CharField(_("kind"), max_length=20, choices=AliasKind, default=AliasKind.VARIANT)
    folded_name = FoldedField(of=["name"], db_index=True)

    objects = AliasQuerySet.as_manager()

    class Meta:
        verbose_name = _("other name")
        verbose_name_plural = _("other names")
        ordering = ["city", "kind", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["city", "name"],
                name="alias_once_per_city",
                violation_error_message=_("This city has that other name already."),
            )
        ]

    def __str__(self):
        return self.name

    def natural_key(self):
        return (*self.city.natural_key(), self.name)

    natural_key.dependencies = ["cities.city"]
