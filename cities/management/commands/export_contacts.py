from cities.sheets.contacts import ContactResource
from uccn.sheets.exporting.command import ExportCommand


class Command(ExportCommand):
    help = "Export contacts."
    resource_class = ContactResource
