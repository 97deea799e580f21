from reports.sheets.answers import AnswerResource
from uccn.sheets.commands import ImportCommand


class Command(ImportCommand):
    help = "Import a spreadsheet of answers, as the desk would."
    resource_class = AnswerResource
    noun = "answer"
