from reports.sheets.attendance import AttendanceResource
from uccn.sheets.commands import ImportCommand


class Command(ImportCommand):
    help = "Import a spreadsheet of attendance, as the desk would."
    resource_class = AttendanceResource
    noun = "attendance"
