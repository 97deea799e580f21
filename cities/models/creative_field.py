from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from uccn.languages.reading import label


class CreativeFieldQuerySet(models.QuerySet):
    def get_by_natural_key(self, code):
        return self.get(code=code)

    def with_criteria(self):
        return self.prefetch_related("criteria")


class CreativeField(models.Model):
    """One of the network's creative fields, such as Design. A new field is a new row, never new code."""

    city_path = None

    code = models.SlugField(
        _("code"),
        unique=True,
        help_text=_("Stands in addresses and spreadsheets, such as “media-arts”. Keep it once it has been published."),
    )
    name = models.CharField(_("name"), max_length=100)
    title = models.CharField(
        _("title of its cities"), max_length=150, help_text=_("As on the plaque: “设计之都”, “City of Design”.")
    )
    since = models.PositiveSmallIntegerField(_("in the network since"), help_text=_("Year, such as 2004."))
    position = models.PositiveSmallIntegerField(_("position"), default=0, help_text=_("Order in lists."))

    objects = CreativeFieldQuerySet.as_manager()

    class Meta:
        verbose_name = _("creative field")
        verbose_name_plural = _("creative fields")
        ordering = ["position", "code"]

    def __str__(self):
        return label(self)

    def get_absolute_url(self):
        return reverse("cities:field_detail", args=[self.code])

    def natural_key(self):
        return (self.code,)


class CriterionQuerySet(models.QuerySet):
    def get_by_natural_key(self, code, position):
        return self.get(field__code=code, position=position)


class Criterion(models.Model):
    """One of the characteristics by which applications in a creative field are selected."""

    city_path = None

    field = models.ForeignKey(CreativeField, models.CASCADE, verbose_name=_("creative field"), related_name="criteria")
    position = models.PositiveSmallIntegerField(_("number"))
    text = models.TextField(_("text"))
    source = models.CharField(
        _("source"), max_length=200, blank=True, help_text=_("Where the wording comes from; readers see it.")
    )
    note = models.TextField(
        _("note"), blank=True, help_text=_("For readers: a slip of the source, a doubt, a later change.")
    )

    objects = CriterionQuerySet.as_manager()

    class Meta:
        verbose_name = _("selection criterion")
        verbose_name_plural = _("selection criteria")
        ordering = ["field", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["field", "position"],
                name="criterion_once_per_number",
                violation_error_message=_("This creative field has a criterion with this number already."),
            )
        ]

    def __str__(self):
        return f"{self.position}. {label(self, 'text')}"

    def natural_key(self):
        return (*self.field.natural_key(), self.position)

    natural_key.dependencies = ["cities.creativefield"]
