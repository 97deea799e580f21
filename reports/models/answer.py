from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from uccn.dates.fields import PartialDateField
from uccn.languages.reading import label
from uccn.texts.fields import RichTextField

from .form import FormItem
from .report import Report


class AnswerState(models.TextChoices):
    ANSWERED = "answered", _("answered")
    NONE_DECLARED = "none-declared", _("none declared")
    NOT_APPLICABLE = "not-applicable", _("not applicable")
    NOT_ANSWERED = "not-answered", _("not answered")
    WITHHELD = "withheld", _("held back")


class OfReportItemQuerySet(models.QuerySet):
    def get_by_natural_key(self, slug, number, *rest):
        return self.get(report__slug=slug, item__number=number, **dict(zip(self.model.natural_rest, rest, strict=True)))


class OfReportItem(models.Model):
    """What a report holds under one item of its form."""

    city_path = "report__city"
    state_path = "report__state"
    source_language_path = "report__original_language"

    # The fields that, after report and item, tell rows of fixtures apart.
    natural_rest = ()

    report = models.ForeignKey(Report, models.CASCADE, verbose_name=_("report"), related_name="%(class)ss")
    item = models.ForeignKey(FormItem, models.PROTECT, verbose_name=_("form item"), related_name="+")

    objects = OfReportItemQuerySet.as_manager()

    class Meta:
        abstract = True

    def clean(self):
        super().clean()
        if self.report_id and self.item_id and self.item.version_id != self.report.form_id:
            raise ValidationError({"item": _("This item belongs to another version of the form.")})

    def natural_key(self):
        return (self.report.slug, self.item.number, *(getattr(self, name) for name in self.natural_rest))

    natural_key.dependencies = ["reports.report", "reports.formitem"]

    @property
    def is_draft(self):
        return self.report.is_draft


class Answer(OfReportItem):
    """What the city wrote under one item of the form, or that it declared there is nothing to report."""

    state = models.CharField(_("state"), max_length=20, choices=AnswerState, default=AnswerState.ANSWERED)
    text = RichTextField(_("text"), blank=True)
    note = models.TextField(
        _("editor's note"), blank=True, help_text=_("For readers: a correction, or what the original lacks.")
    )

    class Meta:
        verbose_name = _("answer")
        verbose_name_plural = _("answers")
        ordering = ["report", "item__position"]
        constraints = [
            models.UniqueConstraint(
                fields=["report", "item"],
                name="answer_once_per_item",
                violation_error_message=_("This report has an answer to this item already."),
            )
        ]

    def __str__(self):
        return str(self.item)

    def validate_constraints(self, exclude=None):
        # Where nobody asks for it Django would find that out with a query set made for each row of a form.
        if not {"report", "item"}.intersection(exclude or ()):
            super().validate_constraints(exclude)


class BudgetPeriod(models.TextChoices):
    YEAR = "year", _("each year")
    WHOLE = "whole", _("the whole period")


class Budget(OfReportItem):
    """An amount of money a city plans to spend, with the wording as the city wrote it."""

    natural_rest = ("position",)

    position = models.PositiveSmallIntegerField(_("position"), default=1)
    amount = models.DecimalField(
        _("amount"), max_digits=16, decimal_places=2, null=True, blank=True, help_text=_("In full: 10000000")
    )
    currency = models.CharField(_("currency"), max_length=3, blank=True, help_text=_("ISO 4217: CNY, EUR, USD."))
    is_approximate = models.BooleanField(_("approximate"), default=False, help_text=_("“About 10 million”."))
    period = models.CharField(_("amount is for"), max_length=10, choices=BudgetPeriod, default=BudgetPeriod.YEAR)
    starts_on = PartialDateField(_("from"), null=True, blank=True)
    ends_on = PartialDateField(_("to"), null=True, blank=True)
    as_written = models.CharField(_("as written"), max_length=400, blank=True)

    class Meta:
        verbose_name = _("budget")
        verbose_name_plural = _("budgets")
        ordering = ["report", "item__position", "position"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(starts_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="budget_period_runs_forward",
                violation_error_message=_("A period cannot end before it began."),
            ),
            models.CheckConstraint(
                condition=Q(amount__isnull=True) | ~Q(currency=""),
                name="budget_names_its_currency",
                violation_error_message=_("An amount needs its currency."),
            ),
        ]

    def __str__(self):
        return label(self, "as_written") or f"{self.amount} {self.currency}"


class Link(OfReportItem):
    """A web address a report names."""

    natural_rest = ("url",)

    position = models.PositiveSmallIntegerField(_("position"), default=1)
    title = models.CharField(_("title"), max_length=200)
    url = models.URLField(_("address"), max_length=500)

    class Meta:
        verbose_name = _("link")
        verbose_name_plural = _("links")
        ordering = ["report", "item__position", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["report", "item", "url"],
                name="link_once_per_item",
                violation_error_message=_("This item names this address already."),
            )
        ]

    def __str__(self):
        return self.url
