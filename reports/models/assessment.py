from django.db import models
from django.utils.translation import gettext_lazy as _

from uccn.dates.fields import PartialDateField
from uccn.languages.reading import label

from .report import Report
from .source import Source


class Assessment(models.Model):
    """What evaluators said of a report, in their words. Private, and never a ranking of cities."""

    city_path = "report__city"

    report = models.ForeignKey(Report, models.CASCADE, verbose_name=_("report"), related_name="assessments")
    aspect = models.CharField(_("aspect"), max_length=200, help_text=_("What was judged, or “overall”."))
    wording = models.TextField(_("wording"), help_text=_("As given: “excellent”, “fairly positive”."))
    assessor = models.CharField(_("given by"), max_length=200, blank=True)
    given_on = PartialDateField(_("date"), null=True, blank=True)
    source = models.ForeignKey(
        Source, models.SET_NULL, verbose_name=_("document"), related_name="assessments", null=True, blank=True
    )

    class Meta:
        verbose_name = _("assessment")
        verbose_name_plural = _("assessments")
        ordering = ["report", "id"]

    def __str__(self):
        return label(self, "aspect")
