from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from uccn.dates.fields import PartialDateField
from uccn.languages.reading import label

from .city import City
from .country import Country


class MeetingStatus(models.TextChoices):
    HELD = "held", _("held")
    ONLINE = "online", _("held online")
    POSTPONED = "postponed", _("postponed")
    PLANNED = "planned", _("announced")


class AnnualMeetingQuerySet(models.QuerySet):
    def get_by_natural_key(self, slug):
        return self.get(slug=slug)

    def with_rules(self):
        return self.select_related("country").prefetch_related("hosts", "rule_changes")


class AnnualMeeting(models.Model):
    """One annual meeting of the network, where its rules are made."""

    city_path = None

    slug = models.SlugField(_("address name"), unique=True, help_text=_("Year and place: 2015-kanazawa."))
    number = models.PositiveSmallIntegerField(
        _("number"), null=True, blank=True, help_text=_("As the network counts its meetings: 9 for the IX meeting.")
    )
    year = models.PositiveSmallIntegerField(_("year"))
    starts_on = PartialDateField(_("from"), null=True, blank=True)
    ends_on = PartialDateField(_("to"), null=True, blank=True)
    place = models.CharField(_("place"), max_length=150, help_text=_("As readers know it: “Krakow and Katowice”."))
    hosts = models.ManyToManyField(
        City,
        verbose_name=_("host cities"),
        related_name="meetings_hosted",
        blank=True,
        help_text=_("Hosts that are in the register."),
    )
    country = models.ForeignKey(
        Country, models.PROTECT, verbose_name=_("country"), related_name="+", null=True, blank=True
    )
    status = models.CharField(_("status"), max_length=20, choices=MeetingStatus, default=MeetingStatus.HELD)
    is_confirmed = models.BooleanField(
        _("confirmed"), default=True, help_text=_("Untick where no public source confirms it; readers are told.")
    )
    source = models.CharField(_("source"), max_length=300, blank=True)
    note = models.TextField(_("note"), blank=True, help_text=_("Readers see it."))

    objects = AnnualMeetingQuerySet.as_manager()

    class Meta:
        verbose_name = _("annual meeting")
        verbose_name_plural = _("annual meetings")
        ordering = ["year", "slug"]
        constraints = [
            models.UniqueConstraint(
                fields=["number"],
                condition=~Q(status=MeetingStatus.POSTPONED),
                name="annual_meeting_once_per_number",
                violation_error_message=_("Another annual meeting has this number already."),
            )
        ]

    def __str__(self):
        return f"{self.year} {label(self, 'place')}"

    def natural_key(self):
        return (self.slug,)


class RuleChangeQuerySet(models.QuerySet):
    def get_by_natural_key(self, year, position):
        return self.get(year=year, position=position)


class RuleChange(models.Model):
    """One decision in the history of the network's rules, mostly taken at an annual meeting."""

    city_path = None

    year = models.PositiveSmallIntegerField(_("year"))
    position = models.PositiveSmallIntegerField(_("position"), default=1)
    meeting = models.ForeignKey(
        AnnualMeeting,
        models.SET_NULL,
        verbose_name=_("annual meeting"),
        related_name="rule_changes",
        null=True,
        blank=True,
    )
    text = models.TextField(_("text"))
    source = models.CharField(_("source"), max_length=300, blank=True)

    objects = RuleChangeQuerySet.as_manager()

    class Meta:
        verbose_name = _("change of rules")
        verbose_name_plural = _("changes of rules")
        ordering = ["year", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["year", "position"],
                name="rule_change_once_per_position",
                violation_error_message=_("That year has a change of rules at this position already."),
            )
        ]

    def __str__(self):
        return f"{self.year}: {label(self, 'text')}"

    def natural_key(self):
        return (self.year, self.position)
