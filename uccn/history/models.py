from django.db import models
from django.utils.translation import gettext_lazy as _
from reversion.models import Revision

from .changes import Way

WAYS = [
    (Way.FORM, _("form")),
    (Way.ACTION, _("action in a list")),
    (Way.STEP, _("step of a report")),
    (Way.COMMAND, _("command")),
    (Way.SHELL, _("shell")),
    (Way.RESTORED, _("restored")),
    (Way.DELETED, _("deleted")),
    (Way.SHIPPED, _("shipped")),
]


class Change(models.Model):
    """By what way the versions of one revision came about."""

    revision = models.OneToOneField(Revision, models.CASCADE, primary_key=True, related_name="change")
    way = models.CharField(max_length=20, choices=WAYS)

    def __str__(self):
        return self.get_way_display()
