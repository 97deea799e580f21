from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.translation import gettext_lazy as _
from reversion.models import Revision, Version


class Way(models.TextChoices):
    """By what way a change came about; the comment of its revision."""

    FORM = "form", _("form")
    ACTION = "action", _("action in a list")
    STEP = "step", _("step of a report")
    IMPORT = "import", _("import")
    UNDO = "undo", _("import undone")
    COMMAND = "command", _("command")
    SHELL = "shell", _("shell")
    RESTORED = "restored", _("restored")
    DELETED = "deleted", _("deleted")
    SHIPPED = "shipped", _("shipped")


class Belonging(models.Model):
    """A version belongs to the history of a record: of its own, and of each record its row was a part of."""

    version = models.ForeignKey(Version, models.CASCADE, related_name="belongings")
    content_type = models.ForeignKey(ContentType, models.CASCADE, related_name="+", db_index=False)
    object_id = models.CharField(max_length=40)

    class Meta:
        default_permissions = ()
        indexes = [models.Index(fields=["content_type", "object_id"], name="belonging_record")]

    def __str__(self):
        return f"{self.content_type} {self.object_id}"


class Gone(models.Model):
    """A row was deleted within a revision."""

    revision = models.ForeignKey(Revision, models.CASCADE, related_name="gone")
    content_type = models.ForeignKey(ContentType, models.CASCADE, related_name="+", db_index=False)
    object_id = models.CharField(max_length=40)

    class Meta:
        default_permissions = ()
        indexes = [models.Index(fields=["content_type", "object_id"], name="gone_record")]

    def __str__(self):
        return f"{self.content_type} {self.object_id}"
