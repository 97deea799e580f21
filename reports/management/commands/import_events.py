from reports.sheets.events import EventResource
from uccn.sheets.commands import ImportCommand


class Command(ImportCommand):
    help = "Import a spreadsheet of events, as the desk would."
    resource_class = EventResource
    noun = "event"
