from reports.sheets.initiatives import InitiativeResource
from uccn.sheets.commands import ImportCommand


class Command(ImportCommand):
    help = "Import a spreadsheet of initiatives, as the desk would."
    resource_class = InitiativeResource
    noun = "initiative"
