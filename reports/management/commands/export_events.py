from reports.sheets.events import EventResource
from uccn.sheets.exporting.command import ExportCommand


class Command(ExportCommand):
    help = "Export events."
    resource_class = EventResource
