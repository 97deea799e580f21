from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from uccn.sheets.commands import as_text, person_named
from uccn.sheets.importing.refusals import Refused
from uccn.sheets.importing.undoing import undone
from uccn.sheets.models import Batch


class Command(BaseCommand):
    help = "Take back what an import did; what has been edited since is kept."

    def add_arguments(self, parser):
        parser.add_argument("batch", type=int, help="the number of the import")
        parser.add_argument("--dry-run", action="store_true", help="say what would happen and change nothing")
        parser.add_argument("--json", action="store_true", help="print one JSON object")
        parser.add_argument("--by", metavar="USERNAME", help="who undoes it")

    def handle(self, *, batch, dry_run, json, by, **options):
        found = Batch.objects.filter(pk=batch).first()
        if found is None:
            raise CommandError(_("There is no import %(number)s.") % {"number": batch})
        try:
            undoing = undone(found, by=person_named(by), dry_run=dry_run)
        except Refused as error:
            raise CommandError(str(error)) from error
        told = {
            "reversed": undoing.reversed,
            "kept": len(undoing.kept),
            "failed": len(undoing.failed),
            "batch": undoing.made.pk if undoing.made else None,
            "rows": [
                {"outcome": outcome, **each}
                for outcome, group in (("kept", undoing.kept), ("failed", undoing.failed))
                for each in group
            ],
        }
        if json:
            self.stdout.write(as_text(told))
            return
        self.stdout.write(" · ".join(f"{name} {told[name]}" for name in ("reversed", "kept", "failed")))
        for each in told["rows"]:
            self.stdout.write(f"{each['line']}\t{each['outcome']}\t{each['name']}\t{each['reason']}")
