from django.db import models
from django.utils.translation import gettext_lazy as _

from cities.models import City
from uccn.dates.fields import PartialDateField

from .report import Report


class DeadlineQuerySet(models.QuerySet):
    def get_by_natural_key(self, slug, round_):
        return self.get(city__slug=slug, round=round_)


class Deadline(models.Model):
    """When a city owes a report. Proposed from the year of designation; the office confirms or moves it."""

    city_path = "city"

    city = models.ForeignKey(City, models.CASCADE, verbose_name=_("city"), related_name="deadlines")
    round = models.PositiveSmallIntegerField(_("round"), help_text=_("Year the report is due: 2026."))
    due_on = PartialDateField(_("due"), help_text=_("As exactly as it is known: 2026 or 2026-11-30."))
    is_confirmed = models.BooleanField(_("confirmed"), default=False)
    report = models.OneToOneField(
        Report, models.SET_NULL, verbose_name=_("report"), related_name="deadline", null=True, blank=True
    )
    note = models.TextField(_("internal note"), blank=True)

    objects = DeadlineQuerySet.as_manager()

    class Meta:
        verbose_name = _("deadline")
        verbose_name_plural = _("deadlines")
        ordering = ["-round", "city"]
        constraints = [
            models.UniqueConstraint(
                fields=["city", "round"],
                name="deadline_once_per_round",
                violation_error_message=_("This city has a deadline in this round already."),
            ),
        ]

    def __str__(self):
        return f"{self.city} · {self.due_on}"

    def natural_key(self):
        return (*self.city.natural_key(), self.round)

    natural_key.dependencies = ["cities.city", "reports.report"]
