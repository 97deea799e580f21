from cities.sheets.cities import CityResource
from uccn.sheets.exporting.command import ExportCommand


class Command(ExportCommand):
    help = "Export cities with their designations."
    resource_class = CityResource
