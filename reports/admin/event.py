from django.contrib import admin
from django.urls import reverse

from reports.models import Event, Initiative
from reports.sheets.events import EventResource
from uccn.sheets.admin import ImportsSheets

from .part import PartAdmin


@admin.register(Event)
class EventAdmin(ImportsSheets, PartAdmin):
    """Events stand in the form of their initiative; here they only come in sheets, from the list of initiatives."""

    resource_class = EventResource

    def get_urls(self):
        return self.import_urls()

    def list_address(self):
        return reverse("admin:reports_initiative_changelist")

    def export_template_address(self, resource):
        return self.admin_of(Initiative).export_template_address(resource)

    def has_module_permission(self, request):
        return False
