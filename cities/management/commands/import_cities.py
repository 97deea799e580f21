from cities.sheets.cities import CityResource
from uccn.sheets.commands import ImportCommand


class Command(ImportCommand):
    help = "Import a spreadsheet of cities with their designations, as the desk would."
    resource_class = CityResource
    noun = "city"
