from django import forms
from django.db.models import Max, Q
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from reports.flags import remarks_on
from reports.models import FormItem, Report
from uccn.access.rows import is_limited, may_change, visible
from uccn.languages.admin import BilingualAdmin

from .held import HoldsReport
from .permissions import PartOfReport


class PartAdmin(HoldsReport, PartOfReport, BilingualAdmin):
    """Rows that stand within a report. They are added from the report's page and lead back to it.

    The page of the report names itself in the address: ?report=3&item=14.
    """

    change_form_template = "admin/reports/part/change_form.html"
    # The kinds of form items under which the rows may stand; None for rows that name no item.
    kinds = None
    tied_fields = ["report"]

    def has_add_permission(self, request, obj=None):
        if "report" not in request.GET or not super().has_add_permission(request, obj):
            return False
        return not is_limited(request.user) or may_change(self.report_of(request, obj), request.user)

    def get_model_perms(self, request):
        # The lists of the desk link to no form that would lack its report.
        return {**super().get_model_perms(request), "add": False}

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("report")

    def held_reports(self, request, object_id):
        if object_id is None:
            return Q(pk=request.GET.get("report"))
        return Q(pk__in=self.model.objects.filter(pk=object_id).values("report"))

    def report_of(self, request, part):
        if part:
            return part.report
        number = request.GET.get("report", "")
        if not number.isdecimal():
            raise Http404
        return get_object_or_404(visible(Report.objects.all(), request.user), pk=number)

    def get_form(self, request, obj=None, **kwargs):
        form = super().get_form(request, obj, **kwargs)
        if "report" in form.base_fields:
            self.tie_to_report(form, self.report_of(request, obj))
        return form

    def tie_to_report(self, form, report):
        # Fixed, yet among the fields: what must be unique within a report is compared only if the form has it.
        form.base_fields["report"] = forms.ModelChoiceField(
            Report.objects.filter(pk=report.pk), label=_("report"), initial=report, widget=forms.HiddenInput
        )
        if "item" in form.base_fields:
            form.base_fields["item"].queryset = FormItem.objects.filter(version=report.form_id, kind__in=self.kinds)
            self.narrow(form.base_fields, report)

    def narrow(self, fields, report):
        """Offer only what belongs to the report."""

    def get_changeform_initial_data(self, request):
        initial = super().get_changeform_initial_data(request)
        if self.kinds:
            last = self.model.objects.filter(report=initial["report"], item=initial.get("item") or None)
            initial.setdefault("position", (last.aggregate(last=Max("position"))["last"] or 0) + 1)
        return initial

    def render_change_form(self, request, context, *args, **kwargs):
        part = kwargs.get("obj")
        context = {**context, "report": self.report_of(request, part), "flags": remarks_on(part) if part else []}
        return super().render_change_form(request, context, *args, **kwargs)

    def response_add(self, request, obj, post_url_continue=None):
        response = super().response_add(request, obj, post_url_continue)
        if "_addanother" in request.POST:
            return HttpResponseRedirect(request.get_full_path())
        if "_continue" in request.POST:
            return HttpResponseRedirect(f"{response.url}?{urlencode({'report': obj.report_id})}")
        return response

    def response_post_save_add(self, request, obj):
        return HttpResponseRedirect(place_in_report(obj))

    def response_post_save_change(self, request, obj):
        # Someone who works through the list of, say, all figures wants to go on there.
        if "report" in request.GET:
            return HttpResponseRedirect(place_in_report(obj))
        return super().response_post_save_change(request, obj)


def place_in_report(part):
    page = reverse("admin:reports_report_change", args=[part.report_id])
    return f"{page}#item-{part.item_id}" if hasattr(part, "item_id") else page
