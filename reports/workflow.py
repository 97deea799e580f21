"""The steps of a report from draft to the public, and the only code that takes them."""

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from uccn.access.rows import visible
from uccn.languages.codes import LANGUAGES
from uccn.languages.names import name_of

from . import document, mentions
from .flags import unconfirmed_traces
from .models import Edition, Report, StateChange, Withdrawal
from .models.report import Act, State
from .refusals import Refused


@transaction.atomic
def submit(report, *, by, at=None):
    report = step(report, by, "reports.submit_report")
    expect(report, State.DRAFT, _("Only a draft can be submitted for review."))
    return take(report, Act.SUBMIT, State.SUBMITTED, by=by, at=at)


@transaction.atomic
def send_back(report, *, reason, by, at=None):
    report = step(report, by, "reports.review_report")
    if report.state == State.DRAFT:
        raise Refused(_("This report is a draft already."))
    if not reason.strip():
        raise Refused(_("Say why the report goes back; its writers read it."))
    return take(report, Act.RETURN, State.DRAFT, by=by, at=at, reason=reason.strip())


@transaction.atomic
def approve(report, *, by, at=None):
    report = step(report, by, "reports.review_report")
    expect(report, State.SUBMITTED, _("Only a report submitted for review can be approved."))
    return take(report, Act.APPROVE, State.APPROVED, by=by, at=at)


@transaction.atomic
def publish(report, *, languages, by, at=None, notes=None, seen=None):
    """Freeze the working rows as the next edition in each of the languages, all of them or none.

    `notes` maps a language to what its readers are told of the change, `seen` to the digest the publisher was
    shown: anything else is refused. A language whose text is the same as its current edition's is passed over; if
    that leaves none, the step is refused.
    """
    report = step(report, by, "reports.publish_report")
    expect(report, State.APPROVED, _("Only an approved report can be published."))
    if settings.FOUR_EYES and by.pk in took_it_here(report):
        raise Refused(_("You submitted or approved this report yourself. Somebody else must publish it."))
    documents = {language: doc for language, doc in document.build_both(report).items() if language in languages}
    current = {edition.language: edition for edition in report.editions.current().defer("document")}
    fresh = []
    for language, doc in documents.items():
        if seen and seen[language] != doc.digest():
            raise Refused(_("The report was changed since you looked at it. Look at the preview again."))
        if len(doc.foreign_texts()) == sum(1 for text in doc.texts()):
            raise Refused(_("Nothing of this report is written in %(language)s.") % {"language": name_of(language)})
        if language not in current or current[language].digest != doc.digest():
            fresh.append(doc)
    if not fresh:
        raise Refused(_("Nothing has changed since the current edition."))
    notes = notes or {}
    if traces := unconfirmed_traces(report, fresh, notes.values()):
        found = ", ".join(f"“{trace.text}”" for trace in traces)
        raise Refused(_("Not public yet: %(traces)s. A publisher must confirm that it may be.") % {"traces": found})
    at = at or timezone.now()
    numbers = next_numbers(report)
    editions = [
        Edition(
            report=report,
            language=doc.language,
            number=numbers[doc.language],
            schema=doc.schema,
            document=doc.as_json(),
            digest=doc.digest(),
            note=notes.get(doc.language, ""),
            published_at=at,
            published_by=by,
        )
        for doc in fresh
    ]
    Edition.objects.bulk_create(editions)
    mentions.index(zip(editions, fresh, strict=True))
    record(report, Act.PUBLISH, by, at, reasons={edition.language: edition.note for edition in editions})
    return editions


@transaction.atomic
def withdraw(report, *, language, reason, by, at=None):
    """Take the report in the language from the public, every edition up to now; their addresses answer 410."""
    report = step(report, by, "reports.publish_report")
    if not reason.strip():
        raise Refused(_("Say why the report is withdrawn; readers who ask for it are told."))
    edition = report.editions.current().filter(language=language).first()
    if edition is None:
        raise Refused(_("This report is not public in %(language)s.") % {"language": name_of(language)})
    at = at or timezone.now()
    withdrawal = Withdrawal.objects.create(edition=edition, reason=reason.strip(), withdrawn_at=at, withdrawn_by=by)
    record(report, Act.WITHDRAW, by, at, reasons={language: reason.strip()})
    return withdrawal


def step(report, by, permission):
    if not by.is_active or not by.has_perm(permission):
        raise PermissionDenied(_("You may not take this step."))
    # Two people may press the button at once; the second must see what the first did.
    locked = visible(Report.objects.select_for_update(), by).filter(pk=report.pk).first()
    if locked is None:
        raise PermissionDenied(_("You may not take this step."))
    return locked


def expect(report, state, words):
    if report.state != state:
        raise Refused(words)


def took_it_here(report):
    """Who last submitted and who last approved the report, as numbers of their accounts."""
    steps = report.state_changes.order_by("-pk")
    return {steps.filter(act=act).values_list("by", flat=True).first() for act in (Act.SUBMIT, Act.APPROVE)}


def take(report, act, state, *, by, at, reason=""):
    report.state = state
    report.save(update_fields=["state"])
    record(report, act, by, at or timezone.now(), reasons={"": reason})
    return report


def record(report, act, by, at, *, reasons):
    StateChange.objects.bulk_create(
        StateChange(report=report, act=act, language=language, reason=reason, by=by, at=at)
        for language, reason in reasons.items()
    )


def next_numbers(report):
    numbers = dict.fromkeys(LANGUAGES, 1)
    for language, number in report.editions.values_list("language", "number"):
        numbers[language] = max(numbers[language], number + 1)
    return numbers
