"""Who has saved a record since a form of it was opened."""

from datetime import UTC, datetime

from django.contrib.admin.models import LogEntry
from django.contrib.admin.options import get_content_type_for_model
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from reversion.models import Revision

from uccn.history.models import Belonging


def since(opened, record, formsets):
    """By their numbers, those who saved the record or a row of it, each with the last moment; None for nobody named."""
    if not opened:
        return {}
    touched = Q(content_type=get_content_type_for_model(record), object_id=str(record.pk))
    for formset in formsets:
        rows = [str(form.instance.pk) for form in formset.initial_forms]
        touched |= Q(content_type=get_content_type_for_model(formset.model), object_id__in=rows)
    moment = datetime.fromtimestamp(opened.at, UTC)
    entries = LogEntry.objects.filter(touched, action_time__gt=moment).select_related("user").order_by("action_time")
    found = {entry.user_id: (entry.user, timezone.localtime(entry.action_time)) for entry in entries}
    # An import or a command writes into the histories alone.
    versions = Belonging.objects.filter(touched).values("version__revision")
    revisions = Revision.objects.filter(pk__in=versions, date_created__gt=moment).select_related("user").order_by("pk")
    for revision in revisions:
        found.setdefault(revision.user_id, (revision.user, timezone.localtime(revision.date_created)))
    return found


def in_words(savers, reader):
    """ "Lin at 14:03, you at 14:05"."""
    return ", ".join(
        _("%(person)s at %(time)s") % {"person": name_of(person, reader), "time": f"{at:%H:%M}"}
        for person, at in savers.values()
    )


def own_save(savers, reader):
    """When the reader saved it, if nobody else did."""
    return savers[reader.pk][1] if [*savers] == [reader.pk] else None


def name_of(person, reader):
    if person is None:
        return _("somebody else")
    if person == reader:
        return pgettext("who saved the record", "you")
    return person.get_full_name() or person.get_username()
