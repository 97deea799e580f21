from reports.sheets.initiatives import InitiativeResource
from uccn.sheets.exporting.command import ExportCommand


class Command(ExportCommand):
    help = "Export initiatives."
    resource_class = InitiativeResource
