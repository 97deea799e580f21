from django.db import models
from django.utils.translation import gettext_lazy as _

from uccn.dates.fields import PartialDateField
from uccn.languages.reading import label


class CallQuerySet(models.QuerySet):
    def get_by_natural_key(self, year):
        return self.get(year=year)

    def with_timeline(self):
        return self.prefetch_related("phases__dates")


class Call(models.Model):
    """One call for applications to the network, held every two years since 2015."""

    city_path = None

    year = models.PositiveSmallIntegerField(_("year"), unique=True)
    title = models.CharField(_("title"), max_length=150)
    website = models.URLField(_("website"), blank=True)
    note = models.TextField(_("note"), blank=True, help_text=_("Readers see it below the timeline."))

    objects = CallQuerySet.as_manager()

    class Meta:
        verbose_name = _("call for applications")
        verbose_name_plural = _("calls for applications")
        ordering = ["-year"]

    def __str__(self):
        return label(self, "title")

    def natural_key(self):
        return (self.year,)


class CallPhaseQuerySet(models.QuerySet):
    def get_by_natural_key(self, year, number):
        return self.get(call__year=year, number=number)


class CallPhase(models.Model):
    """One phase of a call, such as the evaluation of the applications."""

    city_path = None

    call = models.ForeignKey(Call, models.CASCADE, verbose_name=_("call"), related_name="phases")
    number = models.PositiveSmallIntegerField(_("number"))
    name = models.CharField(_("name"), max_length=150)

    objects = CallPhaseQuerySet.as_manager()

    class Meta:
        verbose_name = _("phase")
        verbose_name_plural = _("phases")
        ordering = ["call", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["call", "number"],
                name="call_phase_once_per_number",
                violation_error_message=_("This call has a phase of this number already."),
            )
        ]

    def __str__(self):
        return f"{self.number}. {label(self)}"

    def natural_key(self):
        return (*self.call.natural_key(), self.number)

    natural_key.dependencies = ["cities.call"]


class CallDateQuerySet(models.QuerySet):
    def get_by_natural_key(self, year, number, on):
        return self.get(phase__call__year=year, phase__number=number, on=on)


class CallDate(models.Model):
    """One dated step of a phase: the launch, a deadline, the publication."""

    city_path = None

    phase = models.ForeignKey(CallPhase, models.CASCADE, verbose_name=_("phase"), related_name="dates")
    on = PartialDateField(_("date"))
    text = models.CharField(_("what happens"), max_length=300)

    objects = CallDateQuerySet.as_manager()

    class Meta:
        verbose_name = _("date of a phase")
        verbose_name_plural = _("dates of a phase")
        ordering = ["phase", "on"]

    def __str__(self):
        return f"{self.on} {label(self, 'text')}"

    def natural_key(self):
        return (*self.phase.natural_key(), str(self.on))

    natural_key.dependencies = ["cities.callphase"]
