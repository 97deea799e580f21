from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import get_object_or_404
from django.template.defaultfilters import filesizeformat
from django.urls import path, reverse
from django.utils.decorators import method_decorator
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from reports import sources
from reports.models import Source
from uccn.access.admin import LimitedAdmin
from uccn.desk.forms import WithoutPopUps
from uccn.desk.uploads import TakesFiles, UploadInput
from uccn.editing.admin import GuardsEdits
from uccn.history.admin import KeepsHistory
from uccn.pictures.serving import original_response

KEPT = ["download", "size_in_words", "sha256", "uploaded_at", "uploaded_by"]


class SourceForm(forms.ModelForm):
    """Its file is named by us, so the length of the name it comes with does not matter."""

    file = forms.FileField(
        label=_("file"),
        help_text=_("PDF, Word or whatever the city sent, 100 MB at most. It can never be replaced."),
        widget=UploadInput,
    )

    def clean(self):
        cleaned = super().clean()
        report, upload = cleaned.get("report"), cleaned.get("file")
        if upload and upload.size > sources.MOST_BYTES:
            self.add_error("file", _("This file is larger than 100 MB."))
        elif report and upload and report.sources.filter(sha256=sources.digest(upload)).exists():
            self.add_error("file", ValidationError(Source._meta.constraints[0].violation_error_message))
        return cleaned


@admin.register(Source)
class SourceAdmin(TakesFiles, LimitedAdmin, KeepsHistory, GuardsEdits, WithoutPopUps, admin.ModelAdmin):
    list_display = ["original_name", "report", "language", "received_on", "size_in_words", "uploaded_by", "uploaded_at"]
    list_filter = ["language"]
    list_select_related = ["report", "uploaded_by"]
    search_fields = ["original_name", "report__slug", "sha256"]
    autocomplete_fields = ["report"]
    view_on_site = False
    list_per_page = 50

    def get_form(self, request, obj=None, **kwargs):
        # Only a new document brings a file.
        return super().get_form(request, obj, **kwargs if obj else {"form": SourceForm, **kwargs})

    def get_fieldsets(self, request, obj=None):
        about = [("language", "received_on"), "note"]
        return [(None, {"fields": ["report", *about, *KEPT] if obj else ["report", "file", *about]})]

    def get_readonly_fields(self, request, obj=None):
        found = super().get_readonly_fields(request, obj)
        return list(dict.fromkeys([*found, "report", *KEPT])) if obj else found

    def has_delete_permission(self, request, obj=None):
        return False

    def save_model(self, request, source, form, change):
        if change:
            source.save()
        else:
            sources.keep(source, form.cleaned_data["file"], by=request.user)

    def get_urls(self):
        view = self.admin_site.admin_view(self.download_view)
        return [path("<int:pk>/download/", view, name="reports_source_download"), *super().get_urls()]

    @method_decorator(require_safe)
    def download_view(self, request, pk):
        if not self.has_view_permission(request):
            raise PermissionDenied
        source = get_object_or_404(self.get_queryset(request), pk=pk)
        return original_response(source.file.name, source.original_name)

    @admin.display(description=_("file"))
    def download(self, source):
        return format_html(
            '<a href="{}">{}</a>', reverse("admin:reports_source_download", args=[source.pk]), source.original_name
        )

    @admin.display(description=_("size"), ordering="size")
    def size_in_words(self, source):
        return filesizeformat(source.size)
