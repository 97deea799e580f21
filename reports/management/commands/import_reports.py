from reports.sheets.reports import ReportResource
from uccn.sheets.commands import ImportCommand


class Command(ImportCommand):
    help = "Import a spreadsheet of reports, as the desk would."
    resource_class = ReportResource
    noun = "report"
