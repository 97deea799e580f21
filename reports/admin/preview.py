"""The working rows as readers would see them, for those who may view the report."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import path
from django.utils import translation
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_safe

from reports import document
from uccn.languages.codes import LANGUAGES, PREFIXES, TAGS
from uccn.pictures.serving import picture_response

LANGUAGE_OF_PREFIX = {prefix: language for language, prefix in PREFIXES.items()}


class Preview:
    """For the admin of reports."""

    def get_urls(self):
        page = self.admin_site.admin_view(self.preview_view)
        figure = self.admin_site.admin_view(self.preview_figure_view)
        return [
            path("<int:pk>/preview/<str:prefix>/", page, name="reports_report_preview"),
            path("<int:pk>/preview/<str:prefix>/figures/<int:number>/", figure, name="reports_report_preview_figure"),
            *super().get_urls(),
        ]

    def draft(self, request, pk, prefix):
        """The document of the report in the language, if the person may see it."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        report = get_object_or_404(self.get_queryset(request), pk=pk)
        if prefix not in LANGUAGE_OF_PREFIX:
            raise Http404
        return document.build(report, LANGUAGE_OF_PREFIX[prefix])

    @method_decorator(require_safe)
    def preview_view(self, request, pk, prefix):
        draft = self.draft(request, pk, prefix)
        context = {
            "document": draft,
            "edition": None,
            "history": [],
            "is_preview": True,
            "figures_at": f"{request.path}figures/",
            "languages": list(LANGUAGES),
        }
        request.LANGUAGE_CODE = draft.language
        with translation.override(draft.language):
            response = render(request, "reports/report_detail.html", context)
        response.headers["Content-Language"] = TAGS[draft.language]
        response.headers["X-Robots-Tag"] = "noindex"
        return response

    @method_decorator(require_safe)
    def preview_figure_view(self, request, pk, prefix, number):
        figures = self.draft(request, pk, prefix).figures()
        picture = next((each.picture for each in figures if each.number == number and each.picture), None)
        if picture is None:
            raise Http404
        return picture_response(picture.file, **{"X-Robots-Tag": "noindex"})
