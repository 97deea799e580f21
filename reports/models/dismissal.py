from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .report import Report


class FlagKind(models.TextChoices):
    PERSONAL = "personal", _("telephone, e-mail or identity number")
    NUMBERS = "numbers", _("numbers that differ between the languages")
    CITY_NAME = "city-name", _("name of a city unlike the register's")
    TOO_MANY = "too-many", _("more entries than the form asks for")
    NOT_ANNUAL = "not-annual", _("budget that is not annual")
    SAME_TEXT = "same-text", _("one language's paragraph equal to another item's")
    NO_PICTURE = "no-picture", _("caption without a picture")
    NO_DESCRIPTION = "no-description", _("picture without a description")
    ONE_LANGUAGE = "one-language", _("caption in one language only")


class DismissalQuerySet(models.QuerySet):
    def standing(self):
        return self.filter(taken_back_at__isnull=True)


class Dismissal(models.Model):
    """That somebody looked at a flag of a report and set it aside, and why.

    It counts for what was flagged then: the digest of other content differs, and the flag is back.
    """

    city_path = "report__city"

    report = models.ForeignKey(Report, models.CASCADE, verbose_name=_("report"), related_name="dismissals")
    kind = models.CharField(_("kind"), max_length=20, choices=FlagKind)
    place = models.CharField(_("place"), max_length=120, blank=True)
    digest = models.CharField(_("digest"), max_length=32)
    words = models.TextField(_("what was flagged"))
    reason = models.CharField(_("reason"), max_length=400)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("by"), related_name="+")
    at = models.DateTimeField(_("at"))
    taken_back_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name=_("taken back by"),
        related_name="+",
        null=True,
        blank=True,
    )
    taken_back_at = models.DateTimeField(_("taken back at"), null=True, blank=True)

    objects = DismissalQuerySet.as_manager()

    class Meta:
        verbose_name = _("flag set aside")
        verbose_name_plural = _("flags set aside")
        ordering = ["report", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["report", "kind", "place", "digest"],
                condition=Q(taken_back_at__isnull=True),
                name="dismissal_stands_once",
                violation_error_message=_("This has been set aside already."),
            )
        ]

    def __str__(self):
        return self.words

    @property
    def key(self):
        return self.kind, self.place, self.digest
