from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from uccn.languages.reading import label
from uccn.pictures import PictureField
from uccn.pictures.names import widths

from .answer import OfReportItem
from .initiative import Initiative


class Figure(OfReportItem):
    """A picture or chart of a report. Where the picture did not survive, its caption still stands here."""

    natural_rest = ("position",)

    initiative = models.ForeignKey(
        Initiative, models.CASCADE, verbose_name=_("initiative"), related_name="figures", null=True, blank=True
    )
    position = models.PositiveSmallIntegerField(_("position"), default=1)
    picture = PictureField(
        _("picture"),
        upload_to="figures",
        width_field="width",
        height_field="height",
        name_field="original_name",
        digest_field="original_sha256",
        blank=True,
        help_text=_("JPEG, PNG or WebP, 20 MB at most. Leave empty where only the caption survives."),
    )
    width = models.PositiveIntegerField(_("width"), null=True, editable=False)
    height = models.PositiveIntegerField(_("height"), null=True, editable=False)
    original_name = models.CharField(_("name as handed in"), max_length=255, blank=True, editable=False)
    original_sha256 = models.CharField(_("SHA-256 as handed in"), max_length=64, blank=True, editable=False)
    caption = models.CharField(_("caption"), max_length=400)
    alt = models.CharField(
        _("description for those who cannot see it"), max_length=400, blank=True, help_text=_("What it shows.")
    )
    is_decorative = models.BooleanField(
        _("decorative"), default=False, help_text=_("It shows nothing the text does not say; it needs no description.")
    )
    credit = models.CharField(_("credit"), max_length=200, blank=True)
    rights = models.CharField(_("rights"), max_length=200, blank=True)
    map_approval_number = models.CharField(
        _("map approval number"), max_length=60, blank=True, help_text=_("审图号, for any map that shows China.")
    )

    class Meta:
        verbose_name = _("figure")
        verbose_name_plural = _("figures")
        ordering = ["report", "item__position", "position"]

    def __str__(self):
        return label(self, "caption")

    def clean(self):
        super().clean()
        if self.initiative_id and (self.initiative.report_id, self.initiative.item_id) != (
            self.report_id,
            self.item_id,
        ):
            raise ValidationError({"initiative": _("Both must stand under the same item of the same report.")})

    @property
    def widths(self):
        """The widths of its smaller copies; pictures from before there were any have none."""
        return widths(self.width) if self.original_sha256 else ()

    @property
    def is_lost(self):
        return not self.picture
