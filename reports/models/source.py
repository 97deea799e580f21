from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from .report import Report


class Source(models.Model):
    """A document as the city handed it in. Kept for ever, never replaced; its digest proves it unchanged."""

    city_path = "report__city"

    report = models.ForeignKey(Report, models.PROTECT, verbose_name=_("report"), related_name="sources")
    file = models.FileField(_("file"), upload_to="sources")
    original_name = models.CharField(_("name as handed in"), max_length=255, editable=False)
    sha256 = models.CharField(_("SHA-256"), max_length=64, editable=False)
    size = models.PositiveBigIntegerField(_("size in bytes"), editable=False)
    language = models.CharField(_("language"), max_length=10, choices=settings.LANGUAGES)
    received_on = models.DateField(_("received on"), null=True, blank=True)
    note = models.TextField(_("internal note"), blank=True)
    uploaded_at = models.DateTimeField(_("uploaded at"), auto_now_add=True)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("uploaded by"), related_name="+", editable=False
    )

    class Meta:
        verbose_name = _("source document")
        verbose_name_plural = _("source documents")
        ordering = ["report", "uploaded_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["report", "sha256"],
                name="source_once_per_report",
                violation_error_message=_("This report has the very same file already."),
            )
        ]

    def __str__(self):
        return self.original_name
