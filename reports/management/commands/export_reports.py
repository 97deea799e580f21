from reports.sheets.reports import ReportResource
from uccn.sheets.exporting.command import ExportCommand


class Command(ExportCommand):
    help = "Export reports."
    resource_class = ReportResource
