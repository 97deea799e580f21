from reports.sheets.attendance import AttendanceResource
from uccn.sheets.exporting.command import ExportCommand


class Command(ExportCommand):
    help = "Export attendance."
    resource_class = AttendanceResource
