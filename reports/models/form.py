from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from uccn.languages.reading import label


class FormVersionQuerySet(models.QuerySet):
    def get_by_natural_key(self, code):
        return self.get(code=code)


class FormVersion(models.Model):
    """One version of UNESCO's Membership Monitoring Report form. A new form is new rows, never new code."""

    city_path = None

    code = models.SlugField(_("code"), unique=True, help_text=_("Usually its year: 2015."))
    name = models.CharField(_("name"), max_length=150)
    since = models.PositiveSmallIntegerField(_("in use since"), help_text=_("Year."))
    note = models.TextField(
        _("note"), blank=True, help_text=_("Where its wording comes from and what about it is not confirmed.")
    )

    objects = FormVersionQuerySet.as_manager()

    class Meta:
        verbose_name = _("form version")
        verbose_name_plural = _("form versions")
        ordering = ["since"]

    def __str__(self):
        return label(self)

    def natural_key(self):
        return (self.code,)


class ItemKind(models.TextChoices):
    SECTION = "section", _("heading only")
    TEXT = "text", _("text")
    FACT = "fact", _("fact kept in the register or the report's own fields")
    INITIATIVES = "initiatives", _("list of initiatives")
    MEETINGS = "meetings", _("annual meetings attended")
    CONTACTS = "contacts", _("contacts (never published)")
    CONTRIBUTIONS = "contributions", _("support given to the Secretariat")
    EVALUATIONS = "evaluations", _("applications evaluated")
    BUDGET = "budget", _("budget")
    LINKS = "links", _("text with links")


class Fact(models.TextChoices):
    CITY = "city", _("name of the city")
    COUNTRY = "country", _("country")
    FIELD = "field", _("creative field")
    DESIGNATED = "designated", _("date of designation")
    SUBMITTED = "submitted", _("date of submission")
    ENTITY = "entity", _("entity responsible for the report")
    PREVIOUS = "previous", _("previous reports")


class FormItemQuerySet(models.QuerySet):
    def get_by_natural_key(self, code, number):
        return self.get(version__code=code, number=number)


class FormItem(models.Model):
    """One numbered item of a form version, such as 3.5, with what it asks for."""

    city_path = None

    version = models.ForeignKey(FormVersion, models.CASCADE, verbose_name=_("form version"), related_name="items")
    number = models.CharField(_("number"), max_length=20, help_text=_("As printed, without a final dot: 3.5"))
    position = models.PositiveSmallIntegerField(_("position"), help_text=_("Order within the form."))
    heading = models.CharField(_("heading"), max_length=400)
    help = models.TextField(_("help"), blank=True, help_text=_("What the form asks for; shown beside the field."))
    kind = models.CharField(_("kind"), max_length=20, choices=ItemKind, default=ItemKind.TEXT)
    fact = models.CharField(
        _("which fact"), max_length=20, choices=Fact, blank=True, help_text=_("Only for items of the kind “fact”.")
    )
    is_required = models.BooleanField(_("required"), default=True)
    max_items = models.PositiveSmallIntegerField(
        _("most entries"), null=True, blank=True, help_text=_("6.1 and 6.2 ask for three at most. More are flagged.")
    )
    max_words = models.PositiveSmallIntegerField(_("most words"), null=True, blank=True)
    is_confirmed = models.BooleanField(
        _("number confirmed"), default=True, help_text=_("Untick where no public source shows this number.")
    )
    corresponds_to = models.ForeignKey(
        "self",
        models.SET_NULL,
        verbose_name=_("corresponds to"),
        related_name="later_items",
        null=True,
        blank=True,
        help_text=_("The item of an earlier version that asks for the same; comparisons across versions use it."),
    )

    objects = FormItemQuerySet.as_manager()

    class Meta:
        verbose_name = _("form item")
        verbose_name_plural = _("form items")
        ordering = ["version", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["version", "number"],
                name="form_item_once_per_number",
                violation_error_message=_("This form version has an item of this number already."),
            ),
            models.CheckConstraint(
                condition=Q(kind=ItemKind.FACT) & ~Q(fact="") | ~Q(kind=ItemKind.FACT) & Q(fact=""),
                name="form_item_names_its_fact",
                violation_error_message=_("An item of the kind “fact” names which one; other items name none."),
            ),
        ]

    def __str__(self):
        return f"{self.number} {label(self, 'heading')}"

    def natural_key(self):
        return (*self.version.natural_key(), self.number)

    natural_key.dependencies = ["reports.formversion"]

    @property
    def level(self):
        """1 for a section such as 3, 2 for an item such as 3.5."""
        return self.number.count(".") + 1
