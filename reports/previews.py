"""Preview links and the comments that come through them: the only code that makes, ends and answers them."""

from datetime import timedelta

from django.core.exceptions import PermissionDenied
from django.core.signing import BadSignature, Signer
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from uccn.access.rows import visible

from .models import PreviewComment, PreviewLink, Report

LONGEST_IN_DAYS = 7
COMMENTS_AN_HOUR = 20
SIGNER = Signer(salt="reports.previews")
# A visit is noted to the minute: not every picture of a page writes to the database.
BETWEEN_VISITS = timedelta(minutes=1)


class TooMany(Exception):
    """The link has brought as many comments as it may within an hour; the message says so."""


def token_of(link):
    # With the moment, lest a database that was set back gives the number of an old link to a new one.
    return SIGNER.sign_object([link.pk, int(link.made_at.timestamp())])


def opened(token, at):
    """The link that the token of an address opens at the moment, or None."""
    try:
        pk, made_at = SIGNER.unsign_object(token)
    except (BadSignature, ValueError):
        return None
    link = PreviewLink.objects.open(at).filter(pk=pk).select_related("report").first()
    return link if link and int(link.made_at.timestamp()) == made_at else None


def visit(link, at):
    unnoted = Q(last_used_at=None) | Q(last_used_at__lt=at - BETWEEN_VISITS)
    PreviewLink.objects.filter(unnoted, pk=link.pk).update(last_used_at=at)


def make(report, *, days, by, at=None, purpose=""):
    ask_right(report, by)
    if not 1 <= days <= LONGEST_IN_DAYS:
        raise ValueError(days)
    at = at or timezone.now()
    return PreviewLink.objects.create(
        report=report, purpose=purpose, made_at=at, made_by=by, expires_at=at + timedelta(days=days)
    )


def revoke(link, *, by, at=None):
    ask_right(link.report, by)
    open_still = PreviewLink.objects.filter(pk=link.pk, revoked_at=None)
    open_still.update(revoked_at=at or timezone.now(), revoked_by=by)


@transaction.atomic
def comment(link, *, key, name, text, place, language, at=None):
    """Keep the comment; the form it was written in counts once, however often it is sent."""
    at = at or timezone.now()
    # Two comments at once are counted one after the other.
    link = PreviewLink.objects.select_for_update().get(pk=link.pk)
    if link.comments.filter(key=key).exists():
        return
    if link.comments.filter(written_at__gt=at - timedelta(hours=1)).count() >= COMMENTS_AN_HOUR:
        raise TooMany(_("Many comments have come through this link. Please wait an hour."))
    link.comments.create(key=key, name=name, text=text, place=place, language=language, written_at=at)


def settle(comment, *, by, at=None):
    ask_right(comment.link.report, by)
    PreviewComment.objects.filter(pk=comment.pk, done_at=None).update(done_at=at or timezone.now(), done_by=by)


def ask_right(report, by):
    is_theirs = visible(Report.objects.filter(pk=report.pk), by).exists()
    if not by.is_active or not by.has_perm("reports.share_report") or not is_theirs:
        raise PermissionDenied(_("You may not share previews of this report."))
