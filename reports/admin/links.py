"""Preview links and comments of a report: made, ended and settled by those who may share the report."""

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Exists, F, OuterRef
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils import timezone, translation
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from reports import previews
from reports.models import PreviewComment, PreviewLink
from uccn.languages.codes import LANGUAGES, NAMES

SAFE = ("GET", "HEAD", "OPTIONS")
SHOWN = 50


class LinkForm(forms.Form):
    purpose = forms.CharField(label=gettext_lazy("For whom"), max_length=100, required=False)
    days = forms.TypedChoiceField(
        label=gettext_lazy("Ends after, in days"),
        coerce=int,
        choices=[(days, days) for days in range(1, previews.LONGEST_IN_DAYS + 1)],
        initial=previews.LONGEST_IN_DAYS,
    )


class SharedPreviews:
    """For the admin of reports."""

    def get_urls(self):
        return [
            path("<int:pk>/links/", self.admin_site.admin_view(self.links_view), name="reports_report_links"),
            path(
                "<int:pk>/links/<int:link>/revoke/",
                self.admin_site.admin_view(self.revoke_link_view),
                name="reports_report_revoke_link",
            ),
            path(
                "<int:pk>/comments/<int:comment>/done/",
                self.admin_site.admin_view(self.settle_comment_view),
                name="reports_report_settle_comment",
            ),
            *super().get_urls(),
        ]

    def links_view(self, request, pk):
        report = self.report(request, pk) if request.method in SAFE else self.report_to_share(request, pk)
        form = LinkForm(request.POST or None)
        if request.method == "POST" and form.is_valid():
            previews.make(report, **form.cleaned_data, by=request.user)
            messages.success(request, _("The preview link is made. Copy its address below."))
            return HttpResponseRedirect(links_of(report))
        context = {
            "title": _("Preview links and comments"),
            "subtitle": str(report),
            "may_share": request.user.has_perm("reports.share_report"),
            "links": links_shown(report, timezone.now()),
            "comments": comments_shown(report),
            "form": form,
        }
        return self.page(request, "admin/reports/report/links.html", report, context)

    @method_decorator(require_POST)
    def revoke_link_view(self, request, pk, link):
        report = self.report_to_share(request, pk)
        previews.revoke(get_object_or_404(report.preview_links, pk=link), by=request.user)
        messages.success(request, _("The preview link leads nowhere any more."))
        return HttpResponseRedirect(links_of(report))

    @method_decorator(require_POST)
    def settle_comment_view(self, request, pk, comment):
        report = self.report_to_share(request, pk)
        comments = PreviewComment.objects.filter(link__report=report)
        previews.settle(get_object_or_404(comments, pk=comment), by=request.user)
        messages.success(request, _("The comment is done."))
        return HttpResponseRedirect(links_of(report))

    def report_to_share(self, request, pk):
        report = self.report(request, pk)
        if not request.user.has_perm("reports.share_report"):
            raise PermissionDenied
        return report


def links_shown(report, at):
    """The newest links, those that still lead somewhere first and with their addresses."""
    is_open = Exists(PreviewLink.objects.open(at).filter(pk=OuterRef("pk")))
    links = report.preview_links.select_related("made_by", "revoked_by").annotate(is_open=is_open)
    shown = list(links.order_by("-is_open", "-pk")[:SHOWN])
    for link in shown:
        link.addresses = addresses_of(link) if link.is_open else {}
    return shown


def addresses_of(link):
    addresses = {}
    for language in LANGUAGES:
        with translation.override(language):
            path = reverse("reports:shared_preview", args=[previews.token_of(link)])
        addresses[NAMES[language]] = f"{settings.SITE_URL}{path}"
    return addresses


def comments_shown(report):
    comments = PreviewComment.objects.filter(link__report=report).select_related("link", "done_by")
    return comments.order_by(F("done_at").asc(nulls_first=True), "-pk")[:SHOWN]


def links_of(report):
    return reverse("admin:reports_report_links", args=[report.pk])
