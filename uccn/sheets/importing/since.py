"""Who has edited records since a batch, as their histories say."""

from django.contrib.contenttypes.models import ContentType
from django.utils.translation import gettext as _
from reversion.models import Revision

from uccn.history.models import Belonging, Way


def edited_since(batch, model, entries):
    """By number, who has edited a record or a part of it since, in words."""
    later = Belonging.objects.filter(
        content_type=ContentType.objects.get_for_model(model),
        object_id__in=[str(entry.object_id) for entry in entries],
        version__revision__gt=batch.revision_id or 0,
    )
    last = dict(later.order_by("version__revision").values_list("object_id", "version__revision"))
    revisions = Revision.objects.select_related("user", "batch").in_bulk(set(last.values()))
    return {int(pk): in_words(revisions[number]) for pk, number in last.items()}


def in_words(revision):
    if made := getattr(revision, "batch", None):
        return _("changed since by import %(number)s") % {"number": made.pk}
    if revision.user:
        return _("edited since by %(person)s") % {"person": revision.user}
    return _("edited since: %(way)s") % {"way": Way(revision.comment).label}
