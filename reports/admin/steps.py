"""The buttons of a report's page. Every step is a POST that workflow takes or refuses."""

from functools import partial

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from reports import workflow
from uccn.dates.words import moment_in_words
from uccn.languages.codes import LANGUAGES, NAMES, PREFIXES, SUFFIXES
from uccn.languages.names import name_of

from .panel import Panel

LANGUAGE_OF_PREFIX = {prefix: language for language, prefix in PREFIXES.items()}


def note_field():
    return forms.CharField(
        label=gettext_lazy("Note to readers"),
        max_length=400,
        required=False,
        help_text=gettext_lazy("What changed since the last edition, in the language of the edition."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class PublishForm(forms.Form):
    languages = forms.MultipleChoiceField(
        choices=list(NAMES.items()),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Choose Chinese, English or both.")},
    )
    note_zh_hans = note_field()
    note_en = note_field()
    # The digests of what the publisher was shown.
    seen_zh_hans = forms.CharField(widget=forms.HiddenInput)
    seen_en = forms.CharField(widget=forms.HiddenInput)
    publish_at = forms.DateTimeField(
        label=gettext_lazy("Public from"),
        required=False,
        help_text=gettext_lazy("Beijing time. Left empty, readers see it at once."),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )
    though_changed = forms.BooleanField(
        label=gettext_lazy("I publish what was changed since the approval"), required=False
    )

    def __init__(self, *args, report, at, **kwargs):
        super().__init__(*args, **kwargs)
        self.at = at
        self.published = report.editions.published(at).languages()
        self.current = dict(report.editions.current(at).values_list("language", "digest"))
        self.approved = workflow.approved_digests(report)

    def clean_publish_at(self):
        moment = self.cleaned_data["publish_at"]
        if moment and moment <= self.at:
            raise ValidationError(_("That time has passed. Choose one that lies ahead, or publish now."))
        return moment

    def clean(self):
        # Workflow refuses all of this too; said here, what was typed stays in the form.
        cleaned = super().clean()
        seen = {language: cleaned.get(f"seen_{SUFFIXES[language]}") for language in cleaned.get("languages", ())}
        changed = {language: digest for language, digest in seen.items() if self.current.get(language) != digest}
        for language in self.published.intersection(changed):
            note = f"note_{SUFFIXES[language]}"
            if note not in self.errors and not cleaned[note]:
                self.add_error(note, _("Tell readers what changed since the last edition."))
        unapproved = [language for language in changed if self.approved.get(language, seen[language]) != seen[language]]
        if unapproved and not cleaned["though_changed"] and not settings.FOUR_EYES:
            self.add_error("though_changed", _("The text was changed since its approval."))
        return cleaned

    def notes(self):
        return {language: self.cleaned_data[f"note_{SUFFIXES[language]}"] for language in LANGUAGES}

    def seen(self):
        return {language: self.cleaned_data[f"seen_{SUFFIXES[language]}"] for language in LANGUAGES}


class WithdrawForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        help_text=gettext_lazy("Readers who ask for the page are told, so write it for them."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class WorkflowSteps:
    """For the admin of reports."""

    def get_urls(self):
        steps = {
            "submit": self.submit_view,
            "return": self.return_view,
            "approve": self.approve_view,
            "publish": self.publish_view,
            "withdraw/<str:prefix>": self.withdraw_view,
            "cancel/<str:prefix>": self.cancel_view,
        }
        return [
            path(
                f"<int:pk>/{step}/",
                self.admin_site.admin_view(view),
                name=f"reports_report_{step.partition('/')[0]}",
            )
            for step, view in steps.items()
        ] + super().get_urls()

    def report(self, request, pk):
        # First the right, then the row: else the answer would tell whether there is such a report.
        if not self.has_view_permission(request):
            raise PermissionDenied
        return get_object_or_404(self.get_queryset(request), pk=pk)

    def take(self, request, report, step, words):
        """Take the step and say what is now true, or why it was refused."""
        try:
            step()
        except workflow.Refused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, words)
        return HttpResponseRedirect(page_of(report))

    @method_decorator(require_POST)
    def submit_view(self, request, pk):
        report = self.report(request, pk)
        words = _("“%(report)s” is submitted for review.") % {"report": report}
        return self.take(request, report, lambda: workflow.submit(report, by=request.user), words)

    @method_decorator(require_POST)
    def return_view(self, request, pk):
        report = self.report(request, pk)
        reason = request.POST.get("reason", "")
        words = _("“%(report)s” is a draft again. Its writers can read why.") % {"report": report}
        return self.take(request, report, lambda: workflow.send_back(report, reason=reason, by=request.user), words)

    @method_decorator(require_POST)
    def approve_view(self, request, pk):
        report = self.report(request, pk)
        words = _("“%(report)s” is approved and may be published.") % {"report": report}
        return self.take(request, report, lambda: workflow.approve(report, by=request.user), words)

    def publish_view(self, request, pk):
        report = self.report_to_publish(request, pk)
        at = timezone.now()
        form = PublishForm(request.POST or None, report=report, at=at)
        if request.method == "POST" and form.is_valid():
            return self.publish(request, report, form, at)
        panel = Panel(report, request.user)
        form.initial = {f"seen_{SUFFIXES[each.language]}": each.digest for each in panel.languages}
        form.initial["languages"] = [each.language for each in panel.languages if each.is_ready]
        context = {
            "title": _("Publish"),
            "subtitle": str(report),
            "panel": panel,
            "form": form,
        }
        return self.page(request, "admin/reports/report/publish.html", report, context)

    def publish(self, request, report, form, at):
        chosen = {name: form.cleaned_data[name] for name in ("languages", "though_changed")}
        moment = form.cleaned_data["publish_at"]
        step = partial(workflow.schedule, publish_at=moment) if moment else workflow.publish
        try:
            editions = step(report, **chosen, notes=form.notes(), seen=form.seen(), by=request.user, at=at)
        except workflow.Refused as refusal:
            messages.error(request, str(refusal))
        else:
            for edition in editions:
                messages.success(request, what_readers_see(edition, moment))
        return HttpResponseRedirect(page_of(report))

    def withdraw_view(self, request, pk, prefix):
        report = self.report_to_publish(request, pk)
        language = language_of(prefix)
        form = WithdrawForm(request.POST or None)
        if request.method == "POST" and form.is_valid():
            reason = form.cleaned_data["reason"]
            words = _("“%(report)s” is no longer public in %(language)s.")
            return self.take(
                request,
                report,
                lambda: workflow.withdraw(report, language=language, reason=reason, by=request.user),
                words % {"report": report, "language": name_of(language)},
            )
        at = timezone.now()
        editions = report.editions.live(at).filter(language=language).defer("document")
        context = {
            "title": _("Withdraw from the public"),
            "subtitle": str(report),
            "language_name": name_of(language),
            "editions": editions,
            "scheduled": report.editions.scheduled(at).filter(language=language).defer("document").first(),
            "form": form,
        }
        return self.page(request, "admin/reports/report/withdraw.html", report, context)

    @method_decorator(require_POST)
    def cancel_view(self, request, pk, prefix):
        report = self.report_to_publish(request, pk)
        language = language_of(prefix)
        words = _("What was scheduled in %(language)s is called off.") % {"language": name_of(language)}
        return self.take(request, report, lambda: workflow.cancel(report, language=language, by=request.user), words)

    def report_to_publish(self, request, pk):
        report = self.report(request, pk)
        if not request.user.has_perm("reports.publish_report"):
            raise PermissionDenied
        return report

    def page(self, request, template, report, context):
        site = self.admin_site.each_context(request)
        context = {**site, "opts": self.opts, "original": report, "report": report, **context}
        return TemplateResponse(request, template, context)


def language_of(prefix):
    if prefix not in LANGUAGE_OF_PREFIX:
        raise Http404
    return LANGUAGE_OF_PREFIX[prefix]


def what_readers_see(edition, moment):
    named = {"number": edition.number, "language": name_of(edition.language)}
    if moment is None:
        return _("Readers now see edition %(number)d in %(language)s.") % named
    named["moment"] = moment_in_words(moment, get_language())
    return _("Readers see edition %(number)d in %(language)s from %(moment)s on.") % named


def page_of(report):
    return reverse("admin:reports_report_change", args=[report.pk])
