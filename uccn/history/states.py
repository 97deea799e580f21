"""What a record and its parts were like after a revision, put together from the versions of each row."""

from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from django.db import models
from reversion.models import Revision, Version

from .models import Belonging, Gone


@dataclass(frozen=True)
class Row:
    """A row of some model, whether it is still there or not."""

    content_type: int
    object_id: str

    @property
    def model(self):
        return ContentType.objects.get_for_id(self.content_type).model_class()


def belongings(record):
    return Belonging.objects.filter(content_type=ContentType.objects.get_for_model(record), object_id=str(record.pk))


def revisions_of(record):
    """The revisions that touched the record or a part of it, the latest first."""
    touched = belongings(record).values("version__revision")
    return Revision.objects.filter(pk__in=touched).select_related("user").order_by("-pk")


def state_after(record, number=None, *, deleted_with_it=False):
    """{Row: number of its version} after the revision of that number, now without one; none at all after revision 0.

    `deleted_with_it` counts the rows deleted in this very revision as still there.
    """
    number = models.BigIntegerField.MAX_BIGINT if number is None else number
    versions = belongings(record).filter(version__revision__lte=number).order_by("version__revision")
    latest = {}
    for content_type, object_id, version, revision in versions.values_list(
        "version__content_type", "version__object_id", "version", "version__revision"
    ):
        latest[Row(content_type, object_id)] = (version, revision)
    until = {"revision__lt": number} if deleted_with_it else {"revision__lte": number}
    lost = Gone.objects.filter(
        content_type__in={row.content_type for row in latest}, object_id__in={row.object_id for row in latest}, **until
    )
    for content_type, object_id, revision in lost.values_list("content_type", "object_id", "revision"):
        row = Row(content_type, object_id)
        if row in latest and latest[row][1] <= revision:
            del latest[row]
    return {row: version for row, (version, _revision) in latest.items()}


def versions_by_number(numbers):
    return Version.objects.in_bulk(numbers)


def rows_touched(record, revisions):
    """{number of a revision: versions of the rows of the record that it changed or deleted}."""
    numbers = [revision.pk for revision in revisions]
    found = {number: [] for number in numbers}
    versions = belongings(record).filter(version__revision__in=numbers).select_related("version").order_by("version")
    for belonging in versions.defer("version__serialized_data"):
        found[belonging.version.revision_id].append(belonging.version)
    return found
