from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone

# A page that is open says so every minute.
FORGOTTEN_AFTER = timedelta(minutes=3)


class OpenFormQuerySet(models.QuerySet):
    def touch(self, record, user, *, at):
        """Note that the person has the form of the record open, at the time given; and since when."""
        if self.recent(at).filter(record=name_of(record), user=user).update(seen_at=at):
            return
        row = OpenForm(record=name_of(record), user=user, since=at, seen_at=at)
        self.bulk_create(
            [row], update_conflicts=True, update_fields=["since", "seen_at"], unique_fields=["record", "user"]
        )

    def recent(self, at):
        return self.filter(seen_at__gt=at - FORGOTTEN_AFTER)

    def of_others(self, record, user, *, at):
        others = self.recent(at).filter(record=name_of(record)).exclude(user=user)
        return others.select_related("user").order_by("since")

    def close(self, record, user):
        self.filter(record=name_of(record), user=user).delete()


class OpenForm(models.Model):
    """A person has the form of a record open since then, as far as anybody can tell."""

    record = models.CharField(max_length=100)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    since = models.DateTimeField()
    seen_at = models.DateTimeField()

    objects = OpenFormQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["record", "user"], name="open_form_once_per_person")]

    def __str__(self):
        return f"{self.record} · {self.user}"


class SentForm(models.Model):
    """A form that was saved, by the digest of all it held: pressing the button twice saves once."""

    digest = models.CharField(max_length=64, primary_key=True)
    saved_at = models.DateTimeField(default=timezone.now)
    record_pk = models.CharField(max_length=40)

    class Meta:
        default_permissions = ()

    def __str__(self):
        return self.digest


def name_of(record):
    return f"{record._meta.label_lower} {record.pk}"
