from django.contrib import admin
from django.urls import reverse

from reports.models import Answer, Report
from reports.sheets.answers import AnswerResource
from uccn.sheets.admin import ImportsSheets

from .parts import PartAdmin


@admin.register(Answer)
class AnswerAdmin(ImportsSheets, PartAdmin):
    """Answers stand in the form of their report; here they only come in sheets, from the list of reports."""

    resource_class = AnswerResource

    def get_urls(self):
        return self.import_urls()

    def list_address(self):
        return reverse("admin:reports_report_changelist")

    def export_template_address(self, resource):
        return self.admin_of(Report).export_template_address(resource)

    def has_module_permission(self, request):
        return False
