from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from .city import City


class ContactRole(models.TextChoices):
    MAYOR = "mayor", _("mayor")
    MAYORS_REPRESENTATIVE = "mayors-representative", _("representative of the mayor")
    FOCAL_POINT = "focal-point", _("focal point (main executive contact)")
    ALTERNATIVE = "alternative", _("alternative contact")


class ContactQuerySet(models.QuerySet):
    def public(self):
        """Contacts whose consent to publication stands."""
        return self.filter(Exists(Consent.objects.standing().filter(contact=OuterRef("pk"))))


class Contact(models.Model):
    """A person or office that speaks for a city. Private: no public page, export or search ever reads it
    without a consent that stands."""

    city_path = "city"

    city = models.ForeignKey(City, models.CASCADE, verbose_name=_("city"), related_name="contacts")
    role = models.CharField(_("role"), max_length=30, choices=ContactRole)
    person = models.CharField(_("name"), max_length=120, blank=True)
    office = models.CharField(_("office and title"), max_length=250, blank=True)
    address = models.CharField(_("postal address"), max_length=300, blank=True)
    postcode = models.CharField(_("postcode"), max_length=20, blank=True)
    phone = models.CharField(_("telephone"), max_length=60, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    note = models.TextField(_("internal note"), blank=True)

    objects = ContactQuerySet.as_manager()

    class Meta:
        verbose_name = _("contact")
        verbose_name_plural = _("contacts")
        ordering = ["city", "role"]

    def __str__(self):
        return self.person or self.office or self.get_role_display()


class ConsentQuerySet(models.QuerySet):
    def standing(self):
        return self.filter(withdrawn_on__isnull=True)


class Consent(models.Model):
    """A person's separate consent to be named in public: the wording agreed to, when, and who recorded it."""

    city_path = "contact__city"

    contact = models.ForeignKey(Contact, models.CASCADE, verbose_name=_("contact"), related_name="consents")
    wording = models.TextField(_("wording agreed to"))
    given_on = models.DateField(_("given on"))
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("recorded by"), related_name="+"
    )
    withdrawn_on = models.DateField(
        _("withdrawn on"), null=True, blank=True, help_text=_("Takes effect at once, everywhere.")
    )

    objects = ConsentQuerySet.as_manager()

    class Meta:
        verbose_name = _("consent")
        verbose_name_plural = _("consents")
        ordering = ["-given_on"]

    def __str__(self):
        return f"{self.contact} · {self.given_on}"
