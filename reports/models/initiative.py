import re

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cities.models import City
from uccn.dates.fields import PartialDateField
from uccn.languages.reading import label
from uccn.texts.fields import RichTextField

from .answer import OfReportItem


class GoalQuerySet(models.QuerySet):
    def get_by_natural_key(self, number):
        return self.get(number=number)


class Goal(models.Model):
    """One of the 17 Sustainable Development Goals of the 2030 Agenda."""

    city_path = None

    number = models.PositiveSmallIntegerField(_("number"), unique=True)
    name = models.CharField(_("name"), max_length=150)

    objects = GoalQuerySet.as_manager()

    class Meta:
        verbose_name = _("Sustainable Development Goal")
        verbose_name_plural = _("Sustainable Development Goals")
        ordering = ["number"]

    def __str__(self):
        return f"{self.number}. {label(self)}"

    def natural_key(self):
        return (self.number,)


class Outcome(models.TextChoices):
    CONTINUED = "continued", _("continued")
    COMPLETED = "completed", _("completed")
    CHANGED = "changed", _("continued in another form")
    POSTPONED = "postponed", _("postponed")
    ENDED = "ended", _("not pursued further")


class InitiativeQuerySet(models.QuerySet):
    def get_by_natural_key(self, slug, number, parent_label, label_):
        parent = Q(parent__label=parent_label) if parent_label else Q(parent__isnull=True)
        return self.get(parent, report__slug=slug, item__number=number, label=label_)

    def with_outline(self):
        return self.select_related("parent", "follows_up__report").prefetch_related(
            "partner_cities", "goals", "events__cities", "figures"
        )


class Initiative(OfReportItem):
    """One initiative, programme or project a report presents, carried out or planned."""

    parent = models.ForeignKey(
        "self", models.CASCADE, verbose_name=_("part of"), related_name="parts", null=True, blank=True
    )
    label = models.CharField(_("number as printed"), max_length=20, blank=True, help_text=_("“(2)”, “A.”"))
    position = models.PositiveSmallIntegerField(_("position"), default=1)
    title = models.CharField(_("title"), max_length=400, blank=True)
    text = RichTextField(_("text"), blank=True)
    starts_on = PartialDateField(_("from"), null=True, blank=True)
    ends_on = PartialDateField(_("to"), null=True, blank=True)
    dates_as_written = models.CharField(
        _("dates as written"), max_length=200, blank=True, help_text=_("For what no date can say: “every October”.")
    )
    place = models.CharField(_("place"), max_length=200, blank=True)
    partner_cities = models.ManyToManyField(
        City, verbose_name=_("partner cities"), related_name="initiatives", blank=True
    )
    other_partners = models.TextField(_("other partners"), blank=True, help_text=_("One a line."))
    goals = models.ManyToManyField(
        Goal, verbose_name=_("Sustainable Development Goals"), related_name="initiatives", blank=True
    )
    follows_up = models.ForeignKey(
        "self",
        models.SET_NULL,
        verbose_name=_("follows up"),
        related_name="followed_up_by",
        null=True,
        blank=True,
        help_text=_("The initiative of an earlier report that announced this one."),
    )
    outcome = models.CharField(_("what became of it"), max_length=20, choices=Outcome, blank=True)
    outcome_reason = models.TextField(_("because"), blank=True)

    objects = InitiativeQuerySet.as_manager()

    class Meta:
        verbose_name = _("initiative")
        verbose_name_plural = _("initiatives")
        ordering = ["report", "item__position", "position", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["report", "item", "label"],
                condition=Q(parent__isnull=True) & ~Q(label=""),
                name="initiative_label_once_per_item",
                violation_error_message=_("This item has an initiative with this number already."),
            ),
            models.UniqueConstraint(
                fields=["parent", "label"],
                condition=~Q(label=""),
                name="initiative_label_once_per_parent",
                violation_error_message=_("The initiative it is part of has a part with this number already."),
            ),
            models.CheckConstraint(
                condition=Q(outcome="") | Q(follows_up__isnull=False),
                name="initiative_outcome_of_something",
                violation_error_message=_("Name the initiative it follows up before saying what became of it."),
            ),
        ]

    def __str__(self):
        return f"{self.label} {label(self, 'title')}".strip()

    def clean(self):
        super().clean()
        if self.parent_id and (self.parent.report_id, self.parent.item_id) != (self.report_id, self.item_id):
            raise ValidationError({"parent": _("Both must stand under the same item of the same report.")})
        if self.parent_id and (self.parent_id == self.pk or self.parent.parent_id):
            raise ValidationError({"parent": _("An initiative can be part of a first-level initiative only.")})

    def natural_key(self):
        return (self.report.slug, self.item.number, self.parent.label if self.parent else "", self.label)

    natural_key.dependencies = ["reports.report", "reports.formitem", "cities.city", "reports.goal"]

    @property
    def address_part(self):
        """What stands for it in a section address: "(2)" is "2", "A." is "A"."""
        return re.sub(r"[^0-9A-Za-z]+", "", self.label) or str(self.position)


class EventQuerySet(models.QuerySet):
    def get_by_natural_key(self, *key):
        *initiative, position = key
        return self.get(initiative=Initiative.objects.get_by_natural_key(*initiative), position=position)


class Event(models.Model):
    """One dated line of an initiative's calendar."""

    city_path = "initiative__report__city"
    state_path = "initiative__report__state"
    source_language_path = "initiative__report__original_language"

    initiative = models.ForeignKey(Initiative, models.CASCADE, verbose_name=_("initiative"), related_name="events")
    position = models.PositiveSmallIntegerField(_("position"), default=1)
    on = PartialDateField(_("date"))
    text = models.CharField(_("event"), max_length=300)
    note = models.CharField(_("note"), max_length=300, blank=True, help_text=_("Such as who took part."))
    cities = models.ManyToManyField(City, verbose_name=_("cities named"), related_name="events", blank=True)

    objects = EventQuerySet.as_manager()

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        ordering = ["initiative", "on", "position"]

    def __str__(self):
        return f"{self.on} {label(self, 'text')}"

    def natural_key(self):
        return (*self.initiative.natural_key(), self.position)

    natural_key.dependencies = ["reports.initiative", "cities.city"]

    @property
    def is_draft(self):
        return self.initiative.is_draft
