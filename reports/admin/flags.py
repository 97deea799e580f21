"""The page on which the flags of a report are looked at, set aside and taken back."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from reports.document.rows import Rows
from reports.flags import may_confirm, may_set_aside, remarks, set_aside, take_back
from reports.refusals import Refused


class ReasonForm(forms.Form):
    reason = forms.CharField(
        max_length=400,
        error_messages={
            "required": gettext_lazy("Say why; the publisher reads it."),
            "max_length": gettext_lazy("Say it in 400 characters at most."),
        },
    )


class FlagsPage:
    """For the admin of reports."""

    def get_urls(self):
        view = self.admin_site.admin_view(self.flags_view)
        return [path("<int:pk>/flags/", view, name="reports_report_flags"), *super().get_urls()]

    def flags_view(self, request, pk):
        if not self.has_view_permission(request):
            raise PermissionDenied
        report = get_object_or_404(self.get_queryset(request), pk=pk)
        if request.method == "POST":
            return self.act_on_flag(request, report)
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "original": report,
            "report": report,
            "title": _("Remarks on this report"),
            "subtitle": str(report),
            "remarks": remarks(Rows.load(report)),
            "may_set_aside": may_set_aside(report, request.user),
            "may_confirm": may_confirm(request.user),
        }
        return TemplateResponse(request, "admin/reports/report/remarks.html", context)

    def act_on_flag(self, request, report):
        anchor = request.POST.get("flag", "")
        try:
            if "take_back" in request.POST:
                take_back(report, anchor, by=request.user)
                words = _("The remark stands again.")
            else:
                form = ReasonForm(request.POST)
                if not form.is_valid():
                    raise Refused(form.errors["reason"][0])
                dismissal = set_aside(report, anchor, reason=form.cleaned_data["reason"], by=request.user)
                words = _("Set aside: %(words)s") % {"words": dismissal.words}
        except Refused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, words)
        return HttpResponseRedirect(reverse("admin:reports_report_flags", args=[report.pk]))
