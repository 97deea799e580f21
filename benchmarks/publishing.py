"""What it costs to save an answer of Jingdezhen's report and publish it in both languages.

`python -m benchmarks.publishing` fills a database of its own in memory. Issue 3 asks for at most 40 queries and
100 ms of CPU time; for scale, Wagtail's save_revision().publish() of the same content took 280-330 ms and about 150.
"""

import io
import os
import statistics
import time

import django

RUNS = 20


def set_up():
    os.environ["DATABASE_URL"] = "sqlite://:memory:"
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    django.setup()


def measure(report, by, run):
    """Queries and CPU milliseconds of one answer saved through its form and both languages published."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from reports import workflow
    from reports.admin.answers import AnswerForm
    from reports.models import Answer, Report
    from uccn.languages.codes import LANGUAGES

    answer = Answer.objects.exclude(text_en="").first()
    form_class = django.forms.modelform_factory(Answer, AnswerForm, fields=["text_zh_hans", "text_en"])
    texts = {"text_zh_hans": f"<p>第 {run} 句。</p>", "text_en": f"<p>Sentence {run}.</p>"}
    notes = dict.fromkeys(LANGUAGES, "Another sentence")
    with CaptureQueriesContext(connection) as queries:
        save(form_class, answer, texts)
        workflow.publish(Report.objects.get(pk=report.pk), languages=LANGUAGES, by=by, notes=notes)
    counted = len(queries)
    texts = {name: text.replace(str(run), f"{run}b") for name, text in texts.items()}
    begun = time.process_time()
    save(form_class, answer, texts)
    saved = time.process_time()
    workflow.publish(report, languages=LANGUAGES, by=by, notes=notes)
    return counted, (saved - begun) * 1000, (time.process_time() - saved) * 1000


def save(form_class, answer, texts):
    form = form_class(texts, instance=answer)
    assert form.is_valid(), form.errors
    form.save()


def main():
    set_up()
    from django.contrib.auth import get_user_model
    from django.core.management import call_command

    from reports.models import Report

    call_command("migrate", verbosity=0)
    call_command("prepare", verbosity=0, stdout=io.StringIO())
    report = Report.objects.get(slug="jingdezhen-2018")
    by = get_user_model().objects.get(username="admin")
    runs = [measure(report, by, run) for run in range(RUNS)]
    queries, saving, publishing = (statistics.median(column) for column in zip(*runs, strict=True))
    print(f"queries: {queries:.0f} of 40 (with savepoints)")
    print(f"CPU: {saving:.1f} ms saving + {publishing:.1f} ms publishing of 100 ms")


if __name__ == "__main__":
    main()
