from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cities.models import AnnualMeeting, City
from uccn.dates.fields import PartialDateField
from uccn.languages.reading import label

from .answer import OfReportItem
from .report import Report


class AttendanceQuerySet(models.QuerySet):
    def get_by_natural_key(self, slug, meeting):
        return self.get(report__slug=slug, meeting__slug=meeting)


class Attendance(models.Model):
    """That a city says it took part in an annual meeting."""

    city_path = "report__city"
    state_path = "report__state"
    source_language_path = "report__original_language"

    report = models.ForeignKey(Report, models.CASCADE, verbose_name=_("report"), related_name="attendances")
    meeting = models.ForeignKey(
        AnnualMeeting, models.PROTECT, verbose_name=_("annual meeting"), related_name="attendances"
    )
    as_written = models.CharField(
        _("as written"), max_length=200, blank=True, help_text=_("“Östersund, Sweden in Sep. 2016”")
    )
    note = models.CharField(_("note"), max_length=300, blank=True, help_text=_("Such as who led the delegation."))

    objects = AttendanceQuerySet.as_manager()

    class Meta:
        verbose_name = _("annual meeting attended")
        verbose_name_plural = _("annual meetings attended")
        ordering = ["report", "meeting__year"]
        constraints = [
            models.UniqueConstraint(
                fields=["report", "meeting"],
                name="attendance_once_per_meeting",
                violation_error_message=_("This report names this meeting already."),
            )
        ]

    def __str__(self):
        return str(self.meeting)

    def natural_key(self):
        return (*self.report.natural_key(), *self.meeting.natural_key())

    natural_key.dependencies = ["reports.report", "cities.annualmeeting"]

    @property
    def is_draft(self):
        return self.report.is_draft


class ContributionKind(models.TextChoices):
    FINANCIAL = "financial", _("financial")
    IN_KIND = "in-kind", _("in kind")
    STAFF = "staff", _("staff")


class Contribution(OfReportItem):
    """Support a city gave to UNESCO's Secretariat for the network."""

    natural_rest = ("position",)

    position = models.PositiveSmallIntegerField(_("position"), default=1)
    kind = models.CharField(_("kind"), max_length=20, choices=ContributionKind)
    amount = models.DecimalField(_("estimated value"), max_digits=16, decimal_places=2, null=True, blank=True)
    currency = models.CharField(_("currency"), max_length=3, blank=True, help_text=_("ISO 4217: CNY, EUR, USD."))
    as_written = models.CharField(_("as written"), max_length=300, blank=True)
    objective = models.TextField(_("main objectives"), blank=True)
    starts_on = PartialDateField(_("from"), null=True, blank=True)
    ends_on = PartialDateField(_("to"), null=True, blank=True)

    class Meta:
        verbose_name = _("support to the Secretariat")
        verbose_name_plural = _("support to the Secretariat")
        ordering = ["report", "position"]
        constraints = [
            models.CheckConstraint(
                condition=Q(amount__isnull=True) | ~Q(currency=""),
                name="contribution_names_its_currency",
                violation_error_message=_("An amount needs its currency."),
            )
        ]

    def __str__(self):
        return label(self, "as_written") or self.get_kind_display()


class EvaluationServiceQuerySet(models.QuerySet):
    def get_by_natural_key(self, slug, year, place_en):
        return self.get(report__slug=slug, year=year, place_en=place_en)


class EvaluationService(models.Model):
    """That a city evaluated the application of another one, or a number of applications, in a year."""

    city_path = "report__city"
    state_path = "report__state"
    source_language_path = "report__original_language"

    report = models.ForeignKey(Report, models.CASCADE, verbose_name=_("report"), related_name="evaluations")
    year = models.PositiveSmallIntegerField(_("year"))
    place = models.CharField(_("applicant as readers know it"), max_length=200)
    city = models.ForeignKey(
        City,
        models.PROTECT,
        verbose_name=_("applicant in the register"),
        related_name="evaluated_in",
        null=True,
        blank=True,
        help_text=_("Empty where the applicant is not a member."),
    )
    count = models.PositiveSmallIntegerField(_("number of applications"), default=1)
    as_written = models.CharField(_("as written"), max_length=200, blank=True)

    objects = EvaluationServiceQuerySet.as_manager()

    class Meta:
        verbose_name = _("application evaluated")
        verbose_name_plural = _("applications evaluated")
        ordering = ["report", "year", "place"]
        constraints = [
            models.UniqueConstraint(
                fields=["report", "year", "place_en"],
                condition=~Q(place_en=""),
                name="evaluation_once_per_place",
                violation_error_message=_("This report names this applicant for that year already."),
            )
        ]

    def __str__(self):
        return f"{self.year} {label(self, 'place')}"

    def natural_key(self):
        return (*self.report.natural_key(), self.year, self.place_en)

    natural_key.dependencies = ["reports.report", "cities.city"]

    @property
    def is_draft(self):
        return self.report.is_draft
