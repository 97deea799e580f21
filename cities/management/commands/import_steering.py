from cities.sheets.steering import SteeringResource
from uccn.sheets.commands import ImportCommand


class Command(ImportCommand):
    help = "Import a spreadsheet of steering, as the desk would."
    resource_class = SteeringResource
    noun = "term"
