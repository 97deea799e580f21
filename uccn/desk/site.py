from functools import update_wrapper

from django.contrib import admin
from django.http import Http404
from django.urls import path, re_path, reverse
from django.utils.translation import gettext_lazy as _

from uccn.editing.keeping import KEPT, hand_back, is_form, sign_in_again
from uccn.languages.translations.views import settle_row, work_list
from uccn.sheets.translators.views import translators_sheet

GROUPS = [
    (_("Reports"), "reports.report reports.deadline reports.edition reports.source reports.assessment"),
    (
        _("Within the reports"),
        "reports.initiative reports.indicator reports.figure reports.attendance reports.evaluationservice "
        "reports.contribution reports.budget reports.link",
    ),
    (
        _("Register of the network"),
        "cities.city cities.designation cities.contact cities.creativefield cities.country cities.annualmeeting "
        "cities.rulechange cities.steeringterm cities.call cities.page",
    ),
    (_("Forms"), "reports.formversion reports.formitem reports.goal"),
    (_("Records"), "reports.statechange reports.withdrawal reports.mention sheets.batch sheets.export"),
    (_("People"), "accounts.user auth.group"),
]


class Desk(admin.AdminSite):
    """The editorial desk: Django's admin under the product's name, its lists in the order of the work."""

    site_header = _("Creative Cities · Editorial desk")
    site_title = _("Creative Cities · Editorial desk")
    index_title = _("Editorial desk")

    def get_urls(self):
        # "View on site" redirects to the address of any row, of drafts as well.
        return [
            re_path(r"^r/", nothing_there),
            path("translations/", self.admin_view(work_list), name="translations"),
            path("translations/sheet/", self.admin_view(translators_sheet), name="translators_sheet"),
            path("translations/<int:pk>/", self.admin_view(settle_row), name="translation_settle"),
            *(url for url in super().get_urls() if getattr(url, "name", None) != "view_on_site"),
        ]

    def admin_view(self, view, cacheable=False):
        guarded = super().admin_view(view, cacheable)

        def keeps_what_was_typed(request, *args, **kwargs):
            if is_form(request) and not self.has_permission(request):
                return sign_in_again(self, request)
            return guarded(request, *args, **kwargs)

        return update_wrapper(keeps_what_was_typed, guarded)

    def login(self, request, extra_context=None):
        kept = request.POST.get(KEPT, "")
        response = super().login(request, {**(extra_context or {}), "kept": kept})
        if kept and response.status_code == 302:
            return hand_back(request, kept) or response
        return response

    def get_app_list(self, request, app_label=None):
        if app_label:
            return super().get_app_list(request, app_label)
        listed = {
            model["model"]._meta.label_lower: model
            for app in self._build_app_dict(request).values()
            for model in app["models"]
        }
        groups = [group(name, labels.split(), listed) for name, labels in GROUPS]
        return [each for each in groups if each["models"]]


def nothing_there(request):
    raise Http404


def group(name, labels, listed):
    """What Django's templates know as an application."""
    app_label = labels[0].partition(".")[0]
    return {
        "name": name,
        "app_label": app_label,
        "app_url": reverse("admin:app_list", args=[app_label]),
        "has_module_perms": True,
        "models": [listed[label] for label in labels if label in listed],
    }
