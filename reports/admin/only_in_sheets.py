from django.urls import reverse

from uccn.sheets.admin import ImportsSheets

from .part import PartAdmin


class OnlyInSheets(ImportsSheets, PartAdmin):
    """Rows that stand in the form of what they are part of. Here they only come in sheets, from the list of those."""

    # The model of that list.
    listed = None

    def get_urls(self):
        return self.import_urls()

    def list_address(self):
        opts = self.listed._meta
        return reverse(f"admin:{opts.app_label}_{opts.model_name}_changelist")

    def export_template_address(self, resource):
        return self.admin_of(self.listed).export_template_address(resource)

    def has_module_permission(self, request):
        return False
