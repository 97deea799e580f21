from cities.sheets.steering import SteeringResource
from uccn.sheets.exporting.command import ExportCommand


class Command(ExportCommand):
    help = "Export steering."
    resource_class = SteeringResource
