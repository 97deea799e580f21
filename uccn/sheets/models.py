from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from .registry import words_for


class Way(models.TextChoices):
    IMPORT = "import", _("import")
    UNDO = "undo", _("undoing an import")


class Batch(models.Model):
    """One import of a file, or the undoing of one, with everything it changed. Nobody edits or deletes it."""

    resource = models.CharField(_("kind of records"), max_length=40)
    way = models.CharField(_("way"), max_length=10, choices=Way, default=Way.IMPORT)
    file_name = models.CharField(_("file"), max_length=255, blank=True)
    sha256 = models.CharField(_("checksum"), max_length=64, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("by"), related_name="+", null=True, blank=True
    )
    at = models.DateTimeField(_("at"))
    new = models.PositiveIntegerField(_("new"), default=0)
    changed = models.PositiveIntegerField(_("changed"), default=0)
    # By undoing another one, for which `new` are those that are there again.
    removed = models.PositiveIntegerField(_("removed"), default=0)
    same = models.PositiveIntegerField(_("the same"), default=0)
    left_out = models.PositiveIntegerField(_("left out"), default=0)
    undoes = models.ForeignKey(
        "self", models.PROTECT, verbose_name=_("undoes"), related_name="undone_by", null=True, blank=True
    )

    # Of the histories of the records: the versions that the batch wrote there.
    revision = models.OneToOneField(
        "reversion.Revision", models.SET_NULL, related_name="batch", null=True, editable=False
    )

    class Meta:
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        ordering = ["-id"]

    def __str__(self):
        return f"{self.pk} · {self.file_name or self.get_way_display()}"

    @property
    def is_undone(self):
        """Whether what it did has been taken back, and not been put there again."""
        return any(not undoing.is_undone for undoing in self.undone_by.all())


class BatchRow(models.Model):
    """What a batch did to one record: its fields before and after. `before` is null for a new one, `after` for one
    that is gone."""

    batch = models.ForeignKey(Batch, models.PROTECT, verbose_name=_("import"), related_name="rows")
    line = models.PositiveIntegerField(_("line"), null=True)
    model = models.CharField(_("kind of record"), max_length=60)
    object_id = models.BigIntegerField(_("record"))
    label = models.CharField(_("name"), max_length=200, blank=True)
    before = models.JSONField(_("before"), null=True)
    after = models.JSONField(_("after"), null=True)
    # What was said of the translations that it changed, as `uccn.languages.translations.Said`.
    said = models.JSONField(null=True, editable=False)

    class Meta:
        verbose_name = _("imported row")
        verbose_name_plural = _("imported rows")
        ordering = ["id"]
        indexes = [models.Index(fields=["model", "object_id"], name="batch_row_of_record")]

    def __str__(self):
        return f"{self.line} · {self.label}"


class FileShape(models.Model):
    """What somebody said about the headings of files of one shape, so that nobody is asked again."""

    resource = models.CharField(_("kind of records"), max_length=40)
    digest = models.CharField(_("digest of the headings"), max_length=64)
    columns = models.JSONField(_("columns"))

    class Meta:
        verbose_name = _("known kind of file")
        verbose_name_plural = _("known kinds of files")
        constraints = [models.UniqueConstraint(fields=["resource", "digest"], name="file_shape_once_per_resource")]

    def __str__(self):
        return f"{self.resource} {self.digest[:8]}"


class UploadState(models.TextChoices):
    UPLOADED = "uploaded", _("uploaded")
    WORKING = "working", _("being worked on")
    PLANNED = "planned", _("previewed")
    IMPORTED = "imported", _("imported")
    REFUSED = "refused", _("refused")


class Upload(models.Model):
    """A file somebody has handed in for an import: theirs alone, in one session, until it is imported or expires.

    Without a file of its own, `undoes` names the import that somebody wants to take back.
    """

    id = models.CharField(max_length=43, primary_key=True)
    resource = models.CharField(max_length=40)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    session = models.CharField(max_length=64)
    file_name = models.CharField(max_length=255)
    sha256 = models.CharField(max_length=64)
    at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=UploadState, default=UploadState.UPLOADED)
    columns = models.JSONField(default=dict)
    # Whether what its sender says of the columns counts for later files with the same headings.
    is_remembered = models.BooleanField(default=True)
    answers = models.JSONField(default=dict)
    language = models.CharField(max_length=10, blank=True)
    counts = models.JSONField(default=dict)
    notes = models.JSONField(default=list)
    refusal = models.TextField(blank=True)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    batch = models.ForeignKey(Batch, models.SET_NULL, related_name="+", null=True)
    undoes = models.ForeignKey(Batch, models.CASCADE, related_name="+", null=True)

    class Meta:
        verbose_name = _("upload")
        verbose_name_plural = _("uploads")
        default_permissions = ()

    def __str__(self):
        return self.file_name


class Export(models.Model):
    """That somebody took records away in a file. Nobody edits or deletes it."""

    resource = models.CharField(_("kind of records"), max_length=40)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("by"), related_name="+", null=True, blank=True
    )
    at = models.DateTimeField(_("at"))
    format = models.CharField(_("format"), max_length=10)
    # As the address of the list said it.
    filters = models.TextField(_("filter and order"), blank=True)
    is_selection = models.BooleanField(_("rows chosen by hand"), default=False)
    records = models.PositiveIntegerField(_("records"))

    class Meta:
        verbose_name = _("export")
        verbose_name_plural = _("exports")
        default_permissions = ()
        ordering = ["-id"]

    def __str__(self):
        return f"{self.pk} · {words_for(self.resource)}"
