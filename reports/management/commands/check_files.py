import json
from dataclasses import asdict

from django.core.management.base import BaseCommand, CommandError

from reports.files import check


class Command(BaseCommand):
    help = (
        "Compare the stored pictures and documents with the rows and editions that name them. Lists files that are "
        "missing, damaged or named by nothing; changes nothing. Exit code 1 if a file is missing or damaged."
    )

    def add_arguments(self, parser):
        parser.add_argument("--json", action="store_true", help="print one JSON object")

    def handle(self, *, json: bool, **options):
        findings = check()
        self.stdout.write(as_json(findings) if json else as_words(findings))
        if not findings.is_whole:
            raise CommandError(f"{len(findings.missing)} files are missing, {len(findings.damaged)} are damaged.")


def as_json(findings):
    return json.dumps(asdict(findings))


def as_words(findings):
    lists = (("missing", findings.missing), ("damaged", findings.damaged), ("orphan", findings.orphans))
    lines = [f"{word} {name}" for word, names in lists for name in names]
    return "\n".join([*lines, f"{findings.checked} files are named; {len(findings.orphans)} stored files are not."])
