from django.core.management.base import BaseCommand

from uccn.sheets.importing.collecting import collect_seldom
from uccn.sheets.jobs import ACTS, run


class Command(BaseCommand):
    help = "Work on an uploaded spreadsheet; the desk starts this for large ones."

    def add_arguments(self, parser):
        parser.add_argument("upload")
        parser.add_argument("act", choices=ACTS)

    def handle(self, *, upload, act, **options):
        collect_seldom()
        run(upload, act)
