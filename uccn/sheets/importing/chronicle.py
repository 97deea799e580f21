"""What a batch does, in the histories of the records it touches and in the states of their translations."""

from collections import defaultdict

from django.contrib.contenttypes.models import ContentType
from django.db.models import ForeignKey
from reversion.models import Revision

from uccn.history.bulk import CHUNK, batched, keep_as_they_are
from uccn.history.kept import whole_column
from uccn.history.models import Gone, Way
from uccn.languages import translations

from .linked import read_links


class Chronicle:
    """One revision for one batch, written within the transaction of its changes.

    is_once: no later chunk is about the same records. A revision has one version of each record and versions cannot
    be changed, so without this they are written at the end.
    """

    def __init__(self, batch, *, is_once=False):
        self.batch = batch
        self.is_once = is_once
        self.touched = defaultdict(set)
        self.removed = defaultdict(set)

    @property
    def revision(self):
        if self.batch.revision is None:
            self.batch.revision = Revision.objects.create(
                date_created=self.batch.at, user=self.batch.by, comment=Way(self.batch.way)
            )
        return self.batch.revision

    def wrote(self, changes, *, made=(), again=()):
        """changes: records as they are now, with their earlier values by column, or None where they are there again.

        made: records that were never there before, with what they link to.
        Returns what was said of their translations, and takes what is said of them again: see `keep_many`.
        """
        changes = list(changes)
        changed = [record for record, _before in changes]
        for model, records in by_model(changed).items():
            read_links(records, *links_of(model))
        for model, records in by_model([*changed, *made]).items():
            if self.is_once:
                self.keep(records)
            else:
                self.touches(model, records)
        how = {"by": self.batch.by, "at": self.batch.at}
        translations.keep_new(made, **how)
        return translations.keep_many(changes, again=again, **how)

    def touches(self, model, records):
        """Records whose translations are seen to already."""
        self.touched[model].update(record.pk for record in records)

    def takes_away(self, records):
        """Records of one model, before they are deleted. What they were a part of is kept without them."""
        if not records:
            return
        model = type(records[0])
        column = whole_column(model)
        if column:
            self.touched[column.related_model].update(getattr(each, column.attname) for each in records)
        else:
            self.keep(records)
        self.removed[model].update(each.pk for each in records)
        content_type = ContentType.objects.get_for_model(model)
        Gone.objects.bulk_create(
            Gone(revision=self.revision, content_type=content_type, object_id=str(each.pk)) for each in records
        )

    def keep(self, records):
        keep_as_they_are(records, by=self.batch.by, way=Way(self.batch.way), revision=self.revision)

    def close(self):
        for model, numbers in self.touched.items():
            for some in batched(sorted(numbers - self.removed[model]), CHUNK):
                self.keep(model._base_manager.filter(pk__in=some).prefetch_related(*links_of(model)))
        if any(self.removed.values()):
            translations.forget_gone()


def by_model(records):
    found = defaultdict(list)
    for record in records:
        found[type(record)].append(record)
    return found


def links_of(model):
    """What the names of records and their versions ask for."""
    links = [field.name for field in model._meta.fields if isinstance(field, ForeignKey)]
    # Where it belongs may be said further up.
    above, _dash, _language = getattr(model, "source_language_path", "").rpartition("__")
    return [*links, *(field.name for field in model._meta.many_to_many), *([above] if above else ())]
