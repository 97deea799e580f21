"""What the commands that export files share."""

import os
import tempfile
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils.translation import gettext as _

from uccn.sheets.commands import as_text, person_named
from uccn.sheets.writing import Unwritable

from .export import Outgoing, recorded
from .files import TYPES
from .wording import Wording


class ExportCommand(BaseCommand):
    """Exports every record of `resource_class`, as the desk would."""

    resource_class = None

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, help="where to write; .xlsx, .ods or .csv")
        parser.add_argument("--language", choices=Wording.values, default="both", help="of headings and names")
        parser.add_argument("--json", action="store_true", help="print one JSON object")
        parser.add_argument("--by", metavar="USERNAME", help="who takes it; only what they may see is written")

    def handle(self, *, file, language, json, by, **options):
        kind = file.suffix.lower().removeprefix(".")
        if kind not in TYPES:
            raise CommandError(_("Name the file .xlsx, .ods or .csv: %(name)s") % {"name": file.name})
        person = person_named(by)
        resource = self.resource_class(user=person)
        if person and not resource.may_export(person):
            raise CommandError(_("“%(name)s” may not export these records.") % {"name": by})
        try:
            with transaction.atomic():
                outgoing = Outgoing(resource, resource.exportable(), Wording(language), kind)
                record = recorded(outgoing, by=person)
                write_whole(file, outgoing.pieces())
        except OSError as error:
            raise CommandError(f"{file}: {error.strerror}") from error
        except Unwritable as error:
            raise CommandError(str(error)) from error
        found = {"records": outgoing.count, "file": str(file), "export": record.pk}
        self.stdout.write(as_text(found) if json else _("%(records)s records: %(file)s") % found)


def write_whole(path, pieces):
    """The file appears when it is complete, and what was there before stays until then."""
    with tempfile.NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}-", delete=False) as part:
        try:
            for piece in pieces:
                part.write(piece)
        except BaseException:
            os.unlink(part.name)
            raise
    os.chmod(part.name, 0o640)
    os.replace(part.name, path)
