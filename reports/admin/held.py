"""A report is held while a change of it is saved, so that nobody submits it between the look at its state and the save.

On PostgreSQL the row is locked; on SQLite the transaction, which is IMMEDIATE, shuts out every other writer.
"""

from functools import partial

from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.utils import unquote
from django.core.exceptions import ValidationError
from django.db import transaction
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from reports import document
from reports.models import Report
from uccn.access.rows import is_limited, may_change, visible
from uccn.languages.codes import SUFFIXES, TAGS
from uccn.texts.html import sanitise


class HoldsReport:
    """For admins of reports and of what stands within them; `held_reports` says which report a request would change."""

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        view = partial(super().changeform_view, request, object_id, form_url, extra_context)
        return self.with_report_held(request, object_id, view)

    def delete_view(self, request, object_id, extra_context=None):
        return self.with_report_held(
            request, object_id, partial(super().delete_view, request, object_id, extra_context)
        )

    def restore_view(self, request, pk, number):
        return self.with_report_held(request, str(pk), partial(super().restore_view, request, pk, number))

    def changelist_view(self, request, extra_context=None):
        view = partial(super().changelist_view, request, extra_context)
        if request.method != "POST":
            return view()
        with transaction.atomic():
            self.hold_chosen(request)
            return view()

    def hold_chosen(self, request):
        """Hold the reports of the rows that were chosen in the list, before an action looks at their states."""
        rows = self.get_queryset(request).order_by()
        if request.POST.get("select_across") != "1":
            chosen = request.POST.getlist(ACTION_CHECKBOX_NAME)
            rows = rows.filter(pk__in=[pk for pk in chosen if pk.isdecimal()])
        report = self.model.state_path.removesuffix("state") + "pk"
        # In one order everywhere, lest two people hold each a report that the other waits for.
        reports = Report.objects.select_for_update().filter(pk__in=rows.values(report)).order_by("pk")
        list(reports.values_list("pk", "state"))

    def with_report_held(self, request, object_id, view):
        # Whoever may change a report in every state need not wait for one.
        if request.method != "POST" or not is_limited(request.user):
            return view()
        with transaction.atomic():
            return self.refused(request, object_id) or view()

    def refused(self, request, object_id):
        """The answer to a change of a report that is no draft any more, by someone who writes drafts only."""
        if not self.has_right(request, "change"):
            return None
        report = self.held(request, object_id and unquote(object_id))
        if report is None or may_change(report, request.user):
            return None
        words = _("“%(report)s” is no longer a draft: %(state)s. Your change was not saved.")
        context = {
            **self.admin_site.each_context(request),
            "title": _("Not saved"),
            "opts": self.opts,
            "report": report,
            "words": words % {"report": report, "state": report.get_state_display()},
            "typed": typed_texts(request.POST, report),
        }
        return TemplateResponse(request, "admin/reports/report/late.html", context, status=409)

    def held(self, request, object_id):
        try:
            reports = self.held_reports(request, object_id)
            return visible(Report.objects.select_for_update(), request.user).filter(reports).first()
        except (ValueError, ValidationError):
            # No number: Django answers as for a row that does not exist.
            return None


def typed_texts(posted, report):
    """[(language tag, text)] of what came with the form and stands nowhere in the report: nobody types it twice."""
    kept = {text.content for doc in document.build_both(report).values() for text in doc.texts()}
    return [
        (TAGS[language], text)
        for name in posted
        for language, suffix in SUFFIXES.items()
        for text in [posted[name].replace("\r\n", "\n")]
        if name.endswith(f"_{suffix}") and text.strip() and not kept.intersection([text, sanitise(text)])
    ]
