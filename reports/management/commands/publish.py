import json

from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.core.management.base import BaseCommand, CommandError

from reports import workflow
from reports.document.rows import Rows
from reports.flags import remarks
from reports.models import Report
from uccn.languages.codes import LANGUAGES, PREFIXES

CHOICES = {prefix: (language,) for language, prefix in PREFIXES.items()} | {"both": LANGUAGES}


class Command(BaseCommand):
    help = "Publish an approved report: freeze its working rows as the next edition in one language or both."

    def add_arguments(self, parser):
        parser.add_argument("slug", help="the report's address name, such as jingdezhen-2018")
        parser.add_argument("--language", choices=CHOICES, required=True)
        parser.add_argument("--by", metavar="USERNAME", required=True, help="who publishes")
        parser.add_argument("--note", default="", help="what changed, for readers")
        parser.add_argument("--though-changed", action="store_true", help="publish what was changed since the approval")
        parser.add_argument("--json", action="store_true", help="print one JSON object")

    def handle(self, *, slug, language, by, note, though_changed, json: bool, **options):
        try:
            report = Report.objects.get(slug=slug)
            person = get_user_model().objects.get(username=by)
            notes = dict.fromkeys(LANGUAGES, note)
            editions = workflow.publish(
                report, languages=CHOICES[language], by=person, notes=notes, though_changed=though_changed
            )
        except Report.DoesNotExist as error:
            raise CommandError(f"There is no report {slug!r}.") from error
        except get_user_model().DoesNotExist as error:
            raise CommandError(f"There is no user {by!r}.") from error
        except (workflow.Refused, PermissionDenied) as error:
            raise CommandError(str(error)) from error
        flags = remarks(Rows.load(report)).open
        for flag in flags:
            self.stderr.write(flag.words)
        self.stdout.write(as_json(report, editions, flags) if json else as_words(report, editions))


def as_json(report, editions, flags):
    rows = [
        {"language": PREFIXES[e.language], "number": e.number, "digest": e.digest, "published_at": e.published_at}
        for e in editions
    ]
    remarks = [{"kind": flag.kind, "item": flag.number, "place": flag.place, "words": flag.words} for flag in flags]
    return json.dumps({"report": report.slug, "editions": rows, "flags": remarks}, default=str)


def as_words(report, editions):
    return "\n".join(f"{report.slug} is public in {PREFIXES[e.language]} as edition {e.number}." for e in editions)
