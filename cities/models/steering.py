from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from uccn.languages.reading import label

from .city import City
from .creative_field import CreativeField


class SteeringRole(models.TextChoices):
    COORDINATOR = "coordinator", _("coordinator")
    DEPUTY = "deputy", _("deputy coordinator")


class SteeringTermQuerySet(models.QuerySet):
    def get_by_natural_key(self, code, role, slug, since):
        return self.get(field__code=code, role=role, city__slug=slug, since=since)


class SteeringTerm(models.Model):
    """A city's term in the network's Steering Group as coordinator, or deputy, of its creative field."""

    city_path = "city"

    field = models.ForeignKey(
        CreativeField, models.PROTECT, verbose_name=_("creative field"), related_name="steering_terms"
    )
    role = models.CharField(_("role"), max_length=20, choices=SteeringRole)
    city = models.ForeignKey(City, models.PROTECT, verbose_name=_("city"), related_name="steering_terms")
    since = models.PositiveSmallIntegerField(_("from"), help_text=_("Year."))
    until = models.PositiveSmallIntegerField(
        _("to"), null=True, blank=True, help_text=_("Year; empty while the term runs or where its end is not known.")
    )
    source = models.CharField(_("source"), max_length=300, blank=True)

    objects = SteeringTermQuerySet.as_manager()

    class Meta:
        verbose_name = _("steering group term")
        verbose_name_plural = _("steering group terms")
        ordering = ["since", "field__position", "role"]
        constraints = [
            models.UniqueConstraint(
                fields=["field", "role", "city", "since"],
                name="steering_term_once",
                violation_error_message=_("This city has this role from that year already."),
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")),
                name="steering_term_ends_after_start",
                violation_error_message=_("A term cannot end before it began."),
            ),
        ]

    def __str__(self):
        return f"{label(self.field)} · {label(self.city)} · {self.since}"

    def natural_key(self):
        return (*self.field.natural_key(), self.role, *self.city.natural_key(), self.since)

    natural_key.dependencies = ["cities.city", "cities.creativefield"]
