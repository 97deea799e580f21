"""What the head of a report's page says: its state, what readers see in each language, and the steps open now."""

from dataclasses import dataclass
from functools import cached_property

from django.db.models import Prefetch, prefetch_related_objects
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _

from reports.document.build import Builder
from reports.document.rows import Rows
from reports.flags import remarks
from reports.models import Edition, StateChange, Withdrawal
from reports.models.report import Act, State
from uccn.languages.codes import LANGUAGES, NAMES, PREFIXES
from uccn.languages.translations.unsettled import unsettled

# From which states, and with which right, workflow takes a step; a test compares this with what it does. Whoever may
# publish may schedule, and whoever may withdraw may call off.
STEPS = {
    Act.SUBMIT: ({State.DRAFT}, "reports.submit_report"),
    Act.RETURN: ({State.SUBMITTED, State.APPROVED}, "reports.review_report"),
    Act.APPROVE: ({State.SUBMITTED}, "reports.review_report"),
    Act.PUBLISH: ({State.APPROVED}, "reports.publish_report"),
    Act.WITHDRAW: (set(State), "reports.publish_report"),
}


def offered(report, user):
    """The steps the person may take with the report as it stands."""
    return {act.value for act, (states, right) in STEPS.items() if report.state in states and user.has_perm(right)}


@dataclass(frozen=True)
class InOneLanguage:
    """The working rows in one language beside what readers see of them."""

    language: str
    document: object
    edition: Edition | None
    scheduled: Edition | None
    approved_digest: str | None
    withdrawal: Withdrawal | None
    # What the translations into it still lack, in lines.
    unsettled: list

    @property
    def name(self):
        return NAMES[self.language]

    @property
    def prefix(self):
        return PREFIXES[self.language]

    @cached_property
    def digest(self):
        return self.document.digest()

    @cached_property
    def differs(self):
        """Whether the text is another one. That a translation is out of date by now changes none of its words."""
        return self.edition is None or self.edition.digest not in {self.digest, self.document.text_digest()}

    @property
    def is_unapproved(self):
        """Whether the text was changed since it was approved."""
        return self.approved_digest is not None and self.approved_digest != self.digest

    @property
    def is_ready(self):
        return self.differs and not self.is_empty and not self.scheduled

    @cached_property
    def texts(self):
        return sum(1 for text in self.document.texts())

    @cached_property
    def standing_in(self):
        return len(self.document.foreign_texts())

    @property
    def is_empty(self):
        return self.standing_in == self.texts

    @property
    def public_address(self):
        with translation.override(self.language):
            return reverse("reports:report_detail", args=[self.document.slug])


def standing_editions():
    """What readers see of each report and what is scheduled, to be prefetched as `report.standing_editions`."""
    editions = Edition.objects.standing(timezone.now()).select_related("published_by").defer("document")
    return Prefetch("editions", editions, to_attr="standing_editions")


class Panel:
    def __init__(self, report, user, rows=None):
        self.report = report
        self.rows = rows or Rows.load(report)
        prefetch_related_objects([report], standing_editions())
        self.editions = {each.language: each for each in report.standing_editions if not each.is_scheduled}
        self.scheduled = {each.language: each for each in report.standing_editions if each.is_scheduled}
        # None too where the approval is of before digests were kept.
        self.approved = (report.state == State.APPROVED and report.approved_digests) or {}
        self.unsettled = unsettled(report, user, self.rows.unsettled)
        self.languages = [self.in_language(language) for language in LANGUAGES]
        self.remarks = remarks(self.rows)
        self.steps = offered(report, user)
        self.history = StateChange.objects.filter(report=report).select_related("by")[:6]

    def in_language(self, language):
        return InOneLanguage(
            language=language,
            document=Builder(self.rows, language).document(),
            edition=self.editions.get(language),
            scheduled=self.scheduled.get(language),
            approved_digest=self.approved.get(language),
            withdrawal=None if language in self.editions else self.withdrawals.get(language),
            unsettled=self.unsettled.get(language, []),
        )

    @cached_property
    def withdrawals(self):
        """The newest withdrawal in each language."""
        if not self.report.was_published:
            return {}
        found = Withdrawal.objects.filter(edition__report=self.report).select_related("edition", "withdrawn_by")
        return {row.edition.language: row for row in found.defer("edition__document").order_by("edition__number")}

    @property
    def differs(self):
        return any(each.differs for each in self.languages)

    @property
    def is_unapproved(self):
        return any(each.is_unapproved for each in self.languages)

    @property
    def state_in_words(self):
        return {
            State.DRAFT: _("This report is a draft. Its writers are working on it."),
            State.SUBMITTED: _("This report is submitted for review."),
            State.APPROVED: _("This report is approved and may be published."),
        }[self.report.state]
