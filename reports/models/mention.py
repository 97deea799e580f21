from django.db import models
from django.utils.translation import gettext_lazy as _

from cities.models import City

from .edition import Edition


class MentionQuerySet(models.QuerySet):
    def public(self, language, at):
        """Mentions in the editions that readers see at the moment, newest report first."""
        return (
            self.filter(edition__in=Edition.objects.current(at).filter(language=language))
            .select_related("edition__report__city")
            .defer("edition__document")
            .order_by("-edition__report__due_year", "edition__report__slug", "id")
        )


class Mention(models.Model):
    """That an edition names a member city, and under which address within it. Drawn from the edition's document."""

    city_path = "edition__report__city"

    edition = models.ForeignKey(Edition, models.PROTECT, verbose_name=_("edition"), related_name="mentions")
    city = models.ForeignKey(City, models.CASCADE, verbose_name=_("city"), related_name="mentions")
    anchor = models.CharField(_("section address"), max_length=100)
    title = models.CharField(_("title"), max_length=400)

    objects = MentionQuerySet.as_manager()

    class Meta:
        verbose_name = _("mention")
        verbose_name_plural = _("mentions")
        ordering = ["edition", "id"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "city", "anchor"], name="mention_once_per_section"),
        ]

    def __str__(self):
        return f"{self.edition_id} {self.city_id} {self.anchor}"
