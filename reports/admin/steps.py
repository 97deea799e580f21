"""The buttons of a report's page. Every step is a POST that workflow takes or refuses."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from reports import workflow
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
        form = PublishForm(request.POST or None)
        if request.method == "POST" and form.is_valid():
            return self.publish(request, report, form)
        panel = Panel(report, request.user)
        if request.method != "POST":
            changed = [each.language for each in panel.languages if each.differs and not each.is_empty]
            form = PublishForm(initial={"languages": changed})
        context = {"title": _("Publish"), "subtitle": str(report), "panel": panel, "form": form}
        return self.page(request, "admin/reports/report/publish.html", report, context)

    def publish(self, request, report, form):
        try:
            editions = workflow.publish(
                report,
                languages=form.cleaned_data["languages"],
                notes=form.notes(),
                seen=form.seen(),
                by=request.user,
            )
        except workflow.Refused as refusal:
            messages.error(request, str(refusal))
        else:
            for edition in editions:
                words = _("Readers now see edition %(number)d in %(language)s.")
                messages.success(request, words % {"number": edition.number, "language": name_of(edition.language)})
        return HttpResponseRedirect(page_of(report))

    def withdraw_view(self, request, pk, prefix):
        report = self.report_to_publish(request, pk)
        if prefix not in LANGUAGE_OF_PREFIX:
            raise Http404
        language = LANGUAGE_OF_PREFIX[prefix]
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
        editions = report.editions.live().filter(language=language).defer("document")
        context = {
            "title": _("Withdraw from the public"),
            "subtitle": str(report),
            "language_name": name_of(language),
            "editions": editions,
            "form": form,
        }
        return self.page(request, "admin/reports/report/withdraw.html", report, context)

    def report_to_publish(self, request, pk):
        report = self.report(request, pk)
        if not request.user.has_perm("reports.publish_report"):
            raise PermissionDenied
        return report

    def page(self, request, template, report, context):
        site = self.admin_site.each_context(request)
        context = {**site, "opts": self.opts, "original": report, "report": report, **context}
        return TemplateResponse(request, template, context)


def page_of(report):
    return reverse("admin:reports_report_change", args=[report.pk])
