from django.db import models
from django.utils.translation import gettext as _


class Frozen(TypeError):
    """Raised by any attempt to change or delete what has been published."""


class FrozenQuerySet(models.QuerySet):
    def update(self, *args, **kwargs):
        raise Frozen(_("What has been published or recorded cannot be changed."))

    def delete(self):
        raise Frozen(_("What has been published or recorded cannot be deleted."))

    bulk_update = update


class FrozenModel(models.Model):
    """Rows are added once and stay as they are; database triggers (migration 0002) refuse anything else."""

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        if not self._state.adding:
            raise Frozen(_("What has been published or recorded cannot be changed."))
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise Frozen(_("What has been published or recorded cannot be deleted."))
