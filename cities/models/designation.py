from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Cast, Substr
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from uccn.dates.fields import PartialDateField
from uccn.languages.reading import label

from .creative_field import CreativeField

FIRST_YEAR = 2004
IMPOSSIBLE_YEAR = _(
    "The network began in 2004 and next year is the last one that can be meant. Look at the year again."
)


class Standing(models.TextChoices):
    MEMBER = "member", _("member")
    DISPUTED = "disputed", _("disputed")
    WITHDRAWN = "withdrawn", _("withdrawn")


class DesignationQuerySet(models.QuerySet):
    def get_by_natural_key(self, slug, code, since):
        return self.get(city__slug=slug, field__code=code, since=since)

    def counted(self):
        """Designations that were ever in force; a disputed one counts nowhere."""
        return self.filter(standing=Standing.MEMBER)

    def in_force(self, year=None):
        """Memberships at the end of the year, or of today."""
        if year is None:
            return self.counted().filter(until__isnull=True)
        return self.counted().filter(Q(until__isnull=True) | Q(until_year__gt=year), since_year__lte=year)


class Designation(models.Model):
    """A city's title in one creative field, from the day it was given to the day it ended, if it did."""

    city_path = "city"

    city = models.ForeignKey("cities.City", models.CASCADE, verbose_name=_("city"), related_name="designations")
    field = models.ForeignKey(
        CreativeField, models.PROTECT, verbose_name=_("creative field"), related_name="designations"
    )
    since = PartialDateField(_("designated"), help_text=_("As exactly as it is known: 2014, 2014-12 or 2014-12-01."))
    until = PartialDateField(
        _("until"), null=True, blank=True, help_text=_("Leave empty while the city holds the title.")
    )
    standing = models.CharField(
        _("standing"),
        max_length=20,
        choices=Standing,
        default=Standing.MEMBER,
        help_text=_("A disputed designation is shown with its sources and counted nowhere."),
    )
    source = models.CharField(_("source"), max_length=300, blank=True)
    note = models.TextField(_("note"), blank=True, help_text=_("Readers see it beside the designation."))
    since_year = models.GeneratedField(
        expression=Cast(Substr("since", 1, 4), models.IntegerField()),
        output_field=models.IntegerField(),
        db_persist=True,
        verbose_name=_("year of designation"),
    )
    until_year = models.GeneratedField(
        expression=Cast(Substr("until", 1, 4), models.IntegerField()),
        output_field=models.IntegerField(),
        db_persist=True,
        verbose_name=_("last year"),
    )

    objects = DesignationQuerySet.as_manager()

    class Meta:
        verbose_name = _("designation")
        verbose_name_plural = _("designations")
        ordering = ["since", "city"]
        constraints = [
            models.UniqueConstraint(
                fields=["city", "field", "since"],
                name="designation_once",
                violation_error_message=_("This city has a designation in this field from that date already."),
            ),
            models.UniqueConstraint(
                fields=["city", "field"],
                condition=Q(until__isnull=True),
                name="designation_open_once",
                violation_error_message=_("This city holds a designation in this field already; end that one first."),
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=Substr(F("since"), 1, 4)),
                name="designation_ends_after_start",
                violation_error_message=_("A designation cannot end before it began."),
            ),
        ]

    def __str__(self):
        return f"{label(self.city)} · {label(self.field)} · {self.since}"

    def clean(self):
        # A slip of the year would move every figure of the public site.
        if self.since and not FIRST_YEAR <= self.since.year <= timezone.localdate().year + 1:
            raise ValidationError({"since": IMPOSSIBLE_YEAR})

    def natural_key(self):
        return (*self.city.natural_key(), *self.field.natural_key(), str(self.since))

    natural_key.dependencies = ["cities.city", "cities.creativefield"]

    @property
    def is_in_force(self):
        return self.standing == Standing.MEMBER and self.until is None
