"""Setting flags aside, which for a number or an address confirms that it may be public, and taking that back."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from reports.document.rows import Rows
from reports.models import Dismissal, Report
from reports.refusals import Refused
from uccn.access.columns import may_write_facts
from uccn.access.rows import may_change, visible

from .remarks import remarks


def may_set_aside(report, user):
    """Those who may write the facts of the report, as it stands."""
    return user.has_perm("reports.change_report") and may_write_facts(user) and may_change(report, user)


def may_confirm(user):
    """Those who answer for what becomes public."""
    return user.has_perm("reports.publish_report")


@transaction.atomic
def set_aside(report, anchor, *, reason, by, at=None):
    """Set a flag aside; of a number or an address this says that it may be public."""
    report = held(report, by)
    found = remarks(Rows.load(report))
    flag = found.find(anchor)
    if flag is None:
        raise Refused(_("The text has changed meanwhile; this remark no longer stands."))
    expect_right(report, flag, by)
    if flag.key in found.dismissals:
        raise Refused(_("This has been set aside already."))
    if not reason.strip():
        raise Refused(_("Say why; the publisher reads it."))
    kind, place, digest = flag.key
    return Dismissal.objects.create(
        report=report,
        kind=kind,
        place=place,
        digest=digest,
        words=flag.words,
        reason=reason.strip(),
        by=by,
        at=at or timezone.now(),
    )


@transaction.atomic
def take_back(report, anchor, *, by, at=None):
    report = held(report, by)
    found = remarks(Rows.load(report))
    flag = found.find(anchor)
    dismissal = found.dismissals.get(flag.key) if flag else None
    if dismissal is None:
        raise Refused(_("This is not set aside."))
    expect_right(report, flag, by)
    dismissal.taken_back_by, dismissal.taken_back_at = by, at or timezone.now()
    dismissal.save(update_fields=["taken_back_by", "taken_back_at"])
    return flag


def expect_right(report, flag, by):
    if not (may_confirm(by) if flag.blocks else may_set_aside(report, by)):
        raise PermissionDenied(_("You may not set this remark aside."))


def held(report, by):
    """The report as it stands now, if it exists for the person."""
    # Two people may press the button at once; the second must see what the first did.
    found = visible(Report.objects.select_for_update(), by).filter(pk=report.pk).first()
    if found is None or not by.is_active:
        raise PermissionDenied(_("You may not set this remark aside."))
    return found
