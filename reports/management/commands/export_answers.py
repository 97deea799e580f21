from reports.sheets.answers import AnswerResource
from uccn.sheets.exporting.command import ExportCommand


class Command(ExportCommand):
    help = "Export answers."
    resource_class = AnswerResource
