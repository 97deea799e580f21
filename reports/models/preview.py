from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from .edition import Edition
from .report import Report


class PreviewLinkQuerySet(models.QuerySet):
    def open(self, at):
        """Links that lead somewhere: neither revoked nor expired, nor overtaken by an edition that came out since."""
        published_since = Edition.objects.published(at).filter(
            report=OuterRef("report"), published_at__gte=OuterRef("made_at")
        )
        return self.filter(~Exists(published_since), revoked_at=None, expires_at__gt=at)


class PreviewLink(models.Model):
    """An address under which somebody without an account reads the working rows of one report for some days.

    The address itself is not kept: it is signed anew from the row's number wherever the desk shows it.
    """

    city_path = "report__city"

    report = models.ForeignKey(Report, models.CASCADE, verbose_name=_("report"), related_name="preview_links")
    purpose = models.CharField(_("for whom"), max_length=100, blank=True)
    made_at = models.DateTimeField(_("made at"))
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("made by"), related_name="+")
    expires_at = models.DateTimeField(_("ends at"))
    last_used_at = models.DateTimeField(_("last used at"), null=True, blank=True)
    revoked_at = models.DateTimeField(_("revoked at"), null=True, blank=True)
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("revoked by"), related_name="+", null=True, blank=True
    )

    objects = PreviewLinkQuerySet.as_manager()

    class Meta:
        verbose_name = _("preview link")
        verbose_name_plural = _("preview links")
        ordering = ["report", "-id"]
        constraints = [
            models.CheckConstraint(condition=Q(expires_at__gt=F("made_at")), name="preview_link_ends_after_it_began")
        ]

    def __str__(self):
        return self.purpose or str(self.pk)


class PreviewComment(models.Model):
    """What a reader of a preview wrote to the desk."""

    city_path = "link__report__city"

    link = models.ForeignKey(PreviewLink, models.CASCADE, verbose_name=_("preview link"), related_name="comments")
    key = models.UUIDField(_("key"), help_text=_("Of the form it was written in, which counts once."))
    name = models.CharField(_("name"), max_length=80)
    text = models.TextField(_("text"), max_length=4000)
    place = models.CharField(_("place"), max_length=20, blank=True, help_text=_("Number of the form item."))
    language = models.CharField(_("language"), max_length=10, choices=settings.LANGUAGES)
    written_at = models.DateTimeField(_("written at"))
    done_at = models.DateTimeField(_("done at"), null=True, blank=True)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("done by"), related_name="+", null=True, blank=True
    )

    class Meta:
        verbose_name = _("comment on a preview")
        verbose_name_plural = _("comments on previews")
        ordering = ["-id"]
        constraints = [models.UniqueConstraint(fields=["link", "key"], name="preview_comment_once_per_form")]

    def __str__(self):
        return f"{self.name}: {self.text[:60]}"
