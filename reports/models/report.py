from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from cities.models import City, Designation
from uccn.dates.fields import PartialDateField
from uccn.languages.reading import label

from .form import FormVersion
from .frozen import FrozenModel, FrozenQuerySet


class State(models.TextChoices):
    DRAFT = "draft", _("draft")
    SUBMITTED = "submitted", _("submitted for review")
    APPROVED = "approved", _("approved")


class ReportQuerySet(models.QuerySet):
    def get_by_natural_key(self, slug):
        return self.get(slug=slug)

    def for_list(self):
        return self.select_related("city__country", "form").prefetch_related("editions__withdrawal")

    def with_facts(self):
        """With the records from which the general information of a report is taken."""
        return self.select_related("city__country", "designation__city", "designation__field", "form", "previous")


class Report(models.Model):
    """The working copy of one city's Membership Monitoring Report. Readers see its editions, never this."""

    city_path = "city"
    state_path = "state"
    source_language_path = "original_language"

    slug = models.SlugField(
        _("address name"), max_length=100, unique=True, help_text=_("City and year: jingdezhen-2018.")
    )
    city = models.ForeignKey(City, models.PROTECT, verbose_name=_("city"), related_name="reports")
    designation = models.ForeignKey(
        Designation,
        models.PROTECT,
        verbose_name=_("designation reported on"),
        related_name="reports",
        help_text=_("A city that changed its field has more than one."),
    )
    form = models.ForeignKey(FormVersion, models.PROTECT, verbose_name=_("form version"), related_name="reports")
    title = models.CharField(_("title"), max_length=200)
    due_year = models.PositiveSmallIntegerField(_("due year"))
    period_from = models.PositiveSmallIntegerField(_("reports on the years from"))
    period_to = models.PositiveSmallIntegerField(_("to"))
    submitted_on = PartialDateField(_("date of submission"), null=True, blank=True)
    responsible_entity = models.CharField(_("entity responsible for the report"), max_length=300, blank=True)
    original_language = models.CharField(
        _("original language"),
        max_length=10,
        choices=settings.LANGUAGES,
        help_text=_("The language the city wrote in; the other one is its translation."),
    )
    previous = models.ForeignKey(
        "self", models.SET_NULL, verbose_name=_("previous report"), related_name="following", null=True, blank=True
    )
    state = models.CharField(_("state"), max_length=20, choices=State, default=State.DRAFT, editable=False)

    objects = ReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("report")
        verbose_name_plural = _("reports")
        ordering = ["-due_year", "slug"]
        constraints = [
            models.UniqueConstraint(
                fields=["designation", "due_year"],
                name="report_once_per_round",
                violation_error_message=_("This designation has a report for that year already."),
            ),
            models.CheckConstraint(
                condition=Q(period_to__gte=F("period_from")),
                name="report_period_runs_forward",
                violation_error_message=_("The reporting period cannot end before it began."),
            ),
        ]
        permissions = [
            ("review_report", gettext_noop("Can return or approve a submitted report")),
            ("publish_report", gettext_noop("Can publish and withdraw a report")),
            ("submit_report", gettext_noop("Can submit a report for review")),
            ("share_report", gettext_noop("Can share previews of a report")),
        ]

    def __str__(self):
        return label(self, "title") or self.slug

    def get_absolute_url(self):
        return reverse("reports:report_detail", args=[self.slug])

    def clean(self):
        if self.designation_id and self.city_id and self.designation.city_id != self.city_id:
            raise ValidationError({"designation": _("This designation belongs to another city.")})

    def natural_key(self):
        return (self.slug,)

    natural_key.dependencies = ["cities.city", "cities.designation", "reports.formversion"]

    @property
    def is_draft(self):
        return self.state == State.DRAFT


class Act(models.TextChoices):
    SUBMIT = "submit", _("submitted for review")
    RETURN = "return", _("returned")
    APPROVE = "approve", _("approved")
    PUBLISH = "publish", _("published")
    SCHEDULE = "schedule", _("scheduled")
    CANCEL = "cancel", _("schedule cancelled")
    WITHDRAW = "withdraw", _("withdrawn")


class StateChange(FrozenModel):
    """One step a report took, who took it and why. Rows are added, never changed: the database refuses."""

    city_path = "report__city"

    report = models.ForeignKey(Report, models.PROTECT, verbose_name=_("report"), related_name="state_changes")
    act = models.CharField(_("act"), max_length=20, choices=Act)
    language = models.CharField(_("language"), max_length=10, choices=settings.LANGUAGES, blank=True)
    reason = models.TextField(_("reason"), blank=True)
    digests = models.JSONField(
        _("digests"), null=True, blank=True, help_text=_("Of an approval: SHA-256 of what was approved, by language.")
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("by"), related_name="+")
    at = models.DateTimeField(_("at"))

    objects = FrozenQuerySet.as_manager()

    class Meta:
        verbose_name = _("state change")
        verbose_name_plural = _("state changes")
        ordering = ["report", "-id"]

    def __str__(self):
        return f"{self.report_id} {self.get_act_display()} {self.language}".rstrip()
