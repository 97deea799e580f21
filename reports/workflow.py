"""The steps of a report from draft to the public, and the only code that takes them."""

from dataclasses import dataclass

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from uccn.access.rows import visible
from uccn.history.changes import Way, change
from uccn.languages.codes import LANGUAGES
from uccn.languages.names import name_of

from . import document, mentions
from .document.tree import digest_of
from .flags import unconfirmed_traces
from .models import Cancellation, Edition, Report, StateChange, Withdrawal
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
    digests = {language: doc.digest() for language, doc in document.build_both(report).items()}
    return take(report, Act.APPROVE, State.APPROVED, by=by, at=at, digests=digests)


@transaction.atomic
def publish(report, *, languages, by, at=None, notes=None, seen=None, though_changed=False):
    """Freeze the working rows as the next edition in each of the languages, all of them or none.

    `notes` maps a language to what its readers are told of the change; a correction is refused without. `seen` maps
    it to the digest the publisher was shown: anything else is refused. A text that was changed since its approval is
    refused too, unless the publisher says `though_changed`; where four eyes are asked for, it needs a new approval.
    A language whose text is the same as its current edition's is passed over; if that leaves none, the step is
    refused.
    """
    report = step(report, by, "reports.publish_report")
    at = at or timezone.now()
    fresh = drafts_to_publish(report, languages, by, at, notes or {}, seen, though_changed)
    return freeze(report, fresh, Act.PUBLISH, by=by, at=at, published_at=at, notes=notes or {})


@transaction.atomic
def schedule(report, *, languages, publish_at, by, at=None, notes=None, seen=None, though_changed=False):
    """Freeze the working rows now, as `publish` does, for readers to see from the moment `publish_at` on."""
    report = step(report, by, "reports.publish_report")
    at = at or timezone.now()
    if publish_at <= at:
        raise Refused(_("That time has passed. Choose one that lies ahead, or publish now."))
    fresh = drafts_to_publish(report, languages, by, at, notes or {}, seen, though_changed)
    return freeze(report, fresh, Act.SCHEDULE, by=by, at=at, published_at=publish_at, notes=notes or {})


@transaction.atomic
def cancel(report, *, language, by, at=None):
    """Call off what is scheduled in the language; readers never meet it."""
    report = step(report, by, "reports.publish_report")
    at = at or timezone.now()
    cancelled = cancel_scheduled(report, language, by, at)
    if cancelled is None:
        raise Refused(_("Nothing is scheduled in %(language)s.") % {"language": name_of(language)})
    return cancelled


@transaction.atomic
def withdraw(report, *, language, reason, by, at=None):
    """Take the report in the language from the public, every edition up to now; their addresses answer 410.

    What is scheduled in the language is called off with it.
    """
    report = step(report, by, "reports.publish_report")
    at = at or timezone.now()
    if not reason.strip():
        raise Refused(_("Say why the report is withdrawn; readers who ask for it are told."))
    edition = report.editions.current(at).filter(language=language).first()
    if edition is None:
        raise Refused(_("This report is not public in %(language)s.") % {"language": name_of(language)})
    withdrawal = Withdrawal.objects.create(edition=edition, reason=reason.strip(), withdrawn_at=at, withdrawn_by=by)
    record(report, Act.WITHDRAW, by, at, reasons={language: reason.strip()})
    cancel_scheduled(report, language, by, at)
    return withdrawal


@dataclass(frozen=True)
class Draft:
    """What an edition will hold, written out once."""

    document: document.Document
    content: dict
    digest: str

    @classmethod
    def of(cls, doc):
        content = doc.as_json()
        return cls(doc, content, digest_of(content))


def drafts_to_publish(report, languages, by, at, notes, seen, though_changed):
    """What the step would freeze, or why it is refused."""
    expect(report, State.APPROVED, _("Only an approved report can be published."))
    if settings.FOUR_EYES and by.pk in took_it_here(report):
        raise Refused(_("You submitted or approved this report yourself. Somebody else must publish it."))
    standing = list(report.editions.standing(at).defer("document"))
    current = {edition.language: edition.digest for edition in standing if not edition.is_scheduled}
    scheduled = {edition.language for edition in standing if edition.is_scheduled}
    published = report.editions.published(at).languages()
    approved = approved_digests(report)
    fresh = []
    for language, doc in document.build_both(report).items():
        if language not in languages:
            continue
        name, draft = name_of(language), Draft.of(doc)
        if language in scheduled:
            raise Refused(_("An edition in %(language)s is scheduled already. Cancel it first.") % {"language": name})
        if seen and seen[language] != draft.digest:
            raise Refused(_("The report was changed since you looked at it. Look at the preview again."))
        if doc.is_empty():
            raise Refused(_("Nothing of this report is written in %(language)s.") % {"language": name})
        if draft.digest == current.get(language):
            continue
        if language in published and not notes.get(language, "").strip():
            raise Refused(_("Tell readers what changed since the last edition in %(language)s.") % {"language": name})
        if draft.digest != approved.get(language, draft.digest):
            refuse_unapproved(name, though_changed)
        fresh.append(draft)
    if not fresh:
        raise Refused(_("Nothing has changed since the current edition."))
    if traces := unconfirmed_traces(report, [draft.document for draft in fresh], notes.values()):
        found = ", ".join(f"“{trace.text}”" for trace in traces)
        raise Refused(_("Not public yet: %(traces)s. A publisher must confirm that it may be.") % {"traces": found})
    return fresh


def refuse_unapproved(name, though_changed):
    if settings.FOUR_EYES:
        words = _("The text in %(language)s was changed since its approval. Return it and have it approved again.")
    elif not though_changed:
        words = _("The text in %(language)s was changed since its approval. Say that you publish it all the same.")
    else:
        return
    raise Refused(words % {"language": name})


def freeze(report, drafts, act, *, by, at, published_at, notes):
    numbers = next_numbers(report)
    editions = [
        Edition(
            report=report,
            language=draft.document.language,
            number=numbers[draft.document.language],
            schema=draft.document.schema,
            document=draft.content,
            digest=draft.digest,
            note=notes.get(draft.document.language, "").strip(),
            published_at=published_at,
            published_by=by,
        )
        for draft in drafts
    ]
    Edition.objects.bulk_create(editions)
    mentions.index((edition, draft.document) for edition, draft in zip(editions, drafts, strict=True))
    record(report, act, by, at, reasons={edition.language: edition.note for edition in editions})
    return editions


def cancel_scheduled(report, language, by, at):
    edition = report.editions.scheduled(at).filter(language=language).defer("document").first()
    if edition is None:
        return None
    cancellation = Cancellation.objects.create(edition=edition, cancelled_at=at, cancelled_by=by)
    record(report, Act.CANCEL, by, at, reasons={language: ""})
    return cancellation


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


def approved_digests(report):
    """The digest of each language as it was last approved; none for reports approved before digests were kept."""
    approvals = report.state_changes.filter(act=Act.APPROVE).order_by("-pk")
    return approvals.values_list("digests", flat=True).first() or {}


def take(report, act, state, *, by, at, reason="", digests=None):
    report.state = state
    with change(by=by, way=Way.STEP):
        report.save(update_fields=["state"])
    record(report, act, by, at or timezone.now(), reasons={"": reason}, digests=digests)
    return report


def record(report, act, by, at, *, reasons, digests=None):
    StateChange.objects.bulk_create(
        StateChange(report=report, act=act, language=language, reason=reason, digests=digests, by=by, at=at)
        for language, reason in reasons.items()
    )


def next_numbers(report):
    numbers = dict.fromkeys(LANGUAGES, 1)
    for language, number in report.editions.values_list("language", "number"):
        numbers[language] = max(numbers[language], number + 1)
    return numbers
