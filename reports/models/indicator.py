from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from uccn.dates.fields import PartialDateField
from uccn.languages.reading import label

from .answer import OfReportItem


class Qualifier(models.TextChoices):
    EXACT = "exact", _("exactly")
    ABOUT = "about", _("about")
    MORE_THAN = "more-than", _("more than")
    NEARLY = "nearly", _("nearly")


class Indicator(OfReportItem):
    """One figure a report states, with its year and source, and the words it was stated in."""

    natural_rest = ("position",)

    position = models.PositiveSmallIntegerField(_("position"), default=1)
    name = models.CharField(_("name"), max_length=200)
    qualifier = models.CharField(_("qualifier"), max_length=20, choices=Qualifier, default=Qualifier.EXACT)
    value = models.DecimalField(
        _("value"),
        max_digits=20,
        decimal_places=4,
        null=True,
        blank=True,
        help_text=_("In full: 90000000000. Empty where only the change is stated."),
    )
    unit = models.CharField(_("unit"), max_length=60, blank=True, help_text=_("“yuan”, “people”"))
    period = PartialDateField(_("period"), null=True, blank=True, help_text=_("What the figure is for: 2017"))
    change = models.DecimalField(
        _("change in per cent"), max_digits=8, decimal_places=2, null=True, blank=True, help_text=_("8.5 or -3")
    )
    as_written = models.CharField(_("as written"), max_length=400, blank=True)
    source = models.CharField(_("source"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("indicator")
        verbose_name_plural = _("indicators")
        ordering = ["report", "item__position", "position"]
        constraints = [
            models.CheckConstraint(
                condition=Q(value__isnull=False) | Q(change__isnull=False),
                name="indicator_states_a_figure",
                violation_error_message=_("An indicator states a value, a change or both."),
            )
        ]

    def __str__(self):
        return label(self)
