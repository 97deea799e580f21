"""What the commands that import files and undo imports share."""

import hashlib
import json
from pathlib import Path

import msgspec
from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from .importing.confirming import imported
from .importing.opening import Opened
from .importing.planning import CHANGED, DOUBTFUL, NEW, SAME, WRONG
from .importing.refusals import Refused
from .importing.telling import as_json
from .reading import LIMITS, Unreadable

# Who may give commands to the machine may give it long files.
WIDE = msgspec.structs.replace(LIMITS, upload_bytes=LIMITS.unpacked_bytes, rows=1_000_000)
COUNTED = (NEW, CHANGED, SAME, DOUBTFUL, WRONG)


def person_named(username):
    if not username:
        return None
    person = get_user_model().objects.filter(username=username).first()
    if person is None:
        raise CommandError(_("There is no account “%(name)s”.") % {"name": username})
    return person


class ImportCommand(BaseCommand):
    """Imports a spreadsheet of `resource_class`, as the desk would."""

    resource_class = None
    # Under which key the JSON names the record of a row.
    noun = ""

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, help="an .xlsx, .ods or .csv file")
        parser.add_argument("--dry-run", action="store_true", help="say what would happen and change nothing")
        parser.add_argument("--json", action="store_true", help="print one JSON object")
        parser.add_argument("--good-rows-only", action="store_true", help="leave wrong and doubtful rows out")
        parser.add_argument("--by", metavar="USERNAME", help="who brings the file; only what they may do is done")
        parser.add_argument(
            "--column",
            action="append",
            default=[],
            metavar="HEADING=COLUMN",
            help="what a heading means, where that is not certain; HEADING= leaves its column out",
        )

    def handle(self, *, file, dry_run, good_rows_only, by, column, **options):
        try:
            content = file.read_bytes()
        except OSError as error:
            raise CommandError(f"{file}: {error.strerror}") from error
        person = person_named(by)
        told = []
        refusal = batch = None
        try:
            opened = self.opened(content, file.name, person, column)
            planner = opened.planner(is_locking=not dry_run)
            if dry_run:
                for chunk in planner.chunks():
                    told += [as_json(opened.resource, row, self.noun) for row in chunk]
            else:
                batch = imported(
                    planner,
                    file_name=file.name,
                    sha256=hashlib.sha256(content).hexdigest(),
                    by=person,
                    good_rows_only=good_rows_only,
                    tell=lambda chunk: told.extend(as_json(opened.resource, row, self.noun) for row in chunk),
                )
        except (Refused, Unreadable) as error:
            refusal = str(error)
        self.tell(told, refusal, batch, **options)
        if refusal:
            raise CommandError(refusal)

    def opened(self, content, file_name, person, column):
        resource = self.resource_class(user=person)
        said = dict(each.partition("=")[::2] for each in column)
        opened = Opened(resource, content, file_name, said=said, limits=WIDE)
        if opened.mapping.doubtful:
            titles = [
                f"{opened.mapping.header[index]} ({', '.join(keys)})" for index, keys in opened.mapping.doubtful.items()
            ]
            raise Refused("headings_to_choose", headings="; ".join(titles))
        return opened

    def tell(self, told, refusal, batch, *, json, verbosity, **options):
        counts = {outcome: sum(each["outcome"] == outcome for each in told) for outcome in COUNTED}
        if json:
            self.stdout.write(as_text({**counts, "batch": batch.pk if batch else None, "rows": told}))
            return
        if not told:
            # A refusal says it all.
            if not refusal:
                self.stdout.write(_("The file has no rows below its headings."))
            return
        self.stdout.write(" · ".join(f"{name} {count}" for name, count in counts.items()))
        for each in told:
            if each["outcome"] != SAME or verbosity > 1:
                self.stdout.write(f"{each['line']}\t{each['outcome']}\t{each['name']}\t{each['reason']}")
        if batch:
            self.stdout.write(_("Import %(number)s") % {"number": batch.pk})


def as_text(found):
    return json.dumps(found, ensure_ascii=False, default=str)
