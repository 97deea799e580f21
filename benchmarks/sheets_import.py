"""Imports initiatives beside the documented resource of import-export: `python -m benchmarks.sheets_import [rows]`.

import-export takes the same time for each row; with a second number it imports so many, and the time is multiplied.
`--alone` measures the memory that so many rows take, `--page` the pages of an import of so many, some of them long.

On SQLite, or on PostgreSQL with `python -m tests.postgresql python -m benchmarks.sheets_import`.
Both import the same new rows of 23 columns, two links and two many-to-many fields: preview, then commit, the diff kept.
"""

import csv
import gc
import hashlib
import io
import os
import subprocess
import sys
import tempfile
import time

import django
import tablib
from django.test.utils import CaptureQueriesContext

from benchmarks.sheets_reading import WIDE, peak
from benchmarks.stock import headings, initiative_resource
from uccn.sheets.importing.collecting import collect_seldom

ROWS = 10_000
# The quickest counts, of ours as of stock: what else the machine does meanwhile only makes slower.
ROUNDS = 3


def set_up():
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    django.setup()
    from django.conf import settings
    from django.db import connection
    from django.test.runner import DiscoverRunner

    settings.SHEETS_ROOT = tempfile.mkdtemp()
    if connection.vendor == "sqlite":
        # In memory its pages would count as ours.
        connection.settings_dict["TEST"]["NAME"] = f"{settings.SHEETS_ROOT}/db.sqlite3"
    DiscoverRunner(verbosity=0, interactive=False).setup_databases()


def register():
    from reports.models import Goal
    from tests.factories import a_city, a_form, a_report, an_item

    cities = [a_city(f"city-{number:03}") for number in range(100)]
    form = a_form("2015")
    for number in range(1, 7):
        an_item(str(number), form=form, kind="initiatives")
    for number in range(1, 18):
        Goal.objects.create(number=number, name_zh_hans=f"目标 {number}", name_en=f"Goal {number}")
    for city in cities:
        a_report(f"{city.slug}-2018", city=city, form=form, state="draft")


def row(number):
    return {
        "report": f"city-{number % 100:03}-2018",
        "item": str(number // 100 % 6 + 1),
        "part_of": "",
        "label": f"({number})",
        "position": number % 30 + 1,
        "title_zh_hans": f"创意工坊与国际驻留项目 {number}",
        "title_en": f"Creative workshops and residency {number}",
        "text_zh_hans": f"<p>与合作城市共同举办的第 {number} 期驻留项目。</p>",
        "text_en": f"<p>Residency number {number}, held together with partner cities.</p>",
        "starts_on": f"20{number % 8 + 10}-0{number % 9 + 1}",
        "ends_on": f"20{number % 8 + 18}",
        "dates_as_written_zh_hans": "每年十月",
        "dates_as_written_en": "every October",
        "place_zh_hans": "陶溪川",
        "place_en": "Taoxichuan",
        "partner_cities": f"city-{number % 97:03}; city-{number % 89 + 10:03}",
        "other_partners_zh_hans": "大学",
        "other_partners_en": "University",
        "goals": f"{number % 17 + 1}; {(number + 5) % 17 + 1}",
        "follows_up": "",
        "outcome": "",
        "outcome_reason_zh_hans": "",
        "outcome_reason_en": "",
    }


def a_file(count):
    stream = io.StringIO()
    writer = csv.DictWriter(stream, headings())
    writer.writeheader()
    writer.writerows(map(row, range(count)))
    return stream.getvalue().encode()


def ours(content):
    """Preview with its files written, as the desk does it, and the import."""
    from reports.sheets.initiatives import InitiativeResource
    from uccn.sheets.importing.confirming import imported
    from uccn.sheets.importing.opening import Opened
    from uccn.sheets.importing.planning import Planner
    from uccn.sheets.importing.readings import Readings
    from uccn.sheets.models import Upload
    from uccn.sheets.previews import Written, digests_of
    from uccn.sheets.uploads import folder_of

    upload = Upload(pk="benchmark")
    folder_of(upload).mkdir(exist_ok=True)
    opened = Opened(InitiativeResource(), content, "a.csv", limits=WIDE)
    written = Written(upload, opened.resource)
    readings = Readings(folder_of(upload) / "readings", opened.resource)
    for rows in Planner(opened.resource, readings.kept(opened.readings())).chunks():
        for each in rows:
            written.add(each)
    written.close()
    upload.counts = {"digest": written.digest}
    resource = InitiativeResource()
    planner = Planner(resource, Readings(readings.path, resource), is_locking=True)
    imported(planner, file_name="a.csv", sha256="", seen=digests_of(upload))


def stock(content):
    resource = initiative_resource(
        import_id_fields=["report", "item", "label"], skip_unchanged=True, report_skipped=False
    )
    for dry_run in (True, False):
        dataset = tablib.Dataset().load(content.decode(), "csv")
        result = resource.import_data(dataset, dry_run=dry_run, raise_errors=True, use_transactions=True)
        assert not result.has_errors()


def seconds(work, content):
    began = time.perf_counter()
    work(content)
    return time.perf_counter() - began


def in_its_process(content):
    """As in the process that the desk starts for it."""
    usual = gc.get_threshold()
    collect_seldom()
    ours(content)
    gc.set_threshold(*usual)


def emptied():
    from reports.models import Initiative
    from uccn.languages.models import Translation
    from uccn.sheets.models import Batch, BatchRow

    for model in (
        Translation,
        BatchRow,
        Batch,
        Initiative.partner_cities.through,
        Initiative.goals.through,
        Initiative,
    ):
        model._default_manager.all()._raw_delete("default")


def beside_stock(count, sample):
    from django.db import connection

    content, few = a_file(count), a_file(sample)
    rounds = []
    for _ in range(ROUNDS):
        new = seconds(in_its_process, content)
        with CaptureQueriesContext(connection) as queries:
            again = seconds(in_its_process, content)
        emptied()
        stock_new, stock_again = (seconds(stock, few) * count / sample for _ in range(2))
        emptied()
        rounds.append([(new, stock_new), (again, stock_again)])
    writes = [each["sql"] for each in queries if each["sql"].lstrip().startswith(("INSERT", "UPDATE", "DELETE"))]
    print(f"{connection.vendor}, load {os.getloadavg()[0]:.1f}, {count} rows of {len(headings())} columns")
    for what, pairs in zip(("new rows ", "once more"), zip(*rounds, strict=True), strict=True):
        mine, theirs = map(min, zip(*pairs, strict=True))
        every = ", ".join(f"{one:.1f} and {other:.0f}" for one, other in pairs)
        print(f"  {what}  ours {mine:6.1f} s  stock {theirs:6.1f} s  {theirs / mine:5.1f} times  ({every})")
    to_records = sum("reports_initiative" in sql for sql in writes)
    print(f"  writes to records once more: {to_records}")


def alone(count):
    # Made by another process: what that takes must not count as the base of this one.
    make = f"import sys; from benchmarks.sheets_import import *; set_up(); sys.stdout.buffer.write(a_file({count}))"
    with tempfile.TemporaryFile() as file:
        subprocess.run([sys.executable, "-c", make], stdout=file, check=True)
        file.seek(0)
        content = file.read()
    ours(a_file(10))
    emptied()
    base = peak()
    took = seconds(in_its_process, content)
    megabytes = (peak() - base) / 1024
    print(f"{count} rows alone: {took:.1f} s, {megabytes:.0f} MB over base, file {len(content) / 2**20:.1f} MB")


SHORT = ["report", "item", "label", "title_zh_hans", "title_en", "text_zh_hans", "text_en"]
# The most of its file a page could show: so many rows with so long texts come first.
LONG_ROWS, LONG = 100, 5_000


def a_file_with_long_texts(count, word):
    stream = io.StringIO()
    writer = csv.DictWriter(stream, SHORT)
    writer.writeheader()
    for number in range(count):
        cells = {"report": f"city-{number % 100:03}-2018", "item": str(number // 100 % 6 + 1), "label": f"({number})"}
        cells["title_en"] = f"{word} {number}"
        if number < LONG_ROWS:
            chinese, english = f"合作城市{number}的{word}项目。", f"Residency {number} of the {word} kind. "
            cells["text_zh_hans"] = (chinese * LONG)[:LONG]
            cells["text_en"] = (english * LONG)[:LONG]
        writer.writerow(cells)
    return stream.getvalue().encode()


def pages(count):
    """Previews of new rows, then of the same with another word in every sentence; how long each request takes."""
    from django.conf import settings
    from django.db import connection
    from django.test import Client
    from django.utils import timezone

    from tests.factories import a_user
    from uccn.sheets import jobs
    from uccn.sheets.models import Upload, UploadState
    from uccn.sheets.uploads import folder_of

    person = a_user("ming", is_superuser=True, is_staff=True)
    settings.ALLOWED_HOSTS = ["testserver"]
    client = Client()
    client.force_login(person)
    client.get("/admin/")
    print(f"{connection.vendor}, load {os.getloadavg()[0]:.1f}, {count} rows, {LONG_ROWS} of them with long texts")
    for word in ("old", "new"):
        content = a_file_with_long_texts(count, word)
        upload = Upload.objects.create(
            pk=f"page-{word}",
            resource="initiatives",
            by=person,
            session=hashlib.sha256(client.session.session_key.encode()).hexdigest(),
            file_name="a.csv",
            sha256=hashlib.sha256(content).hexdigest(),
            at=timezone.now(),
            state=UploadState.WORKING,
            language="en",
        )
        folder_of(upload).mkdir()
        (folder_of(upload) / "file").write_bytes(content)
        jobs.run(upload.pk, jobs.PLAN)
        upload.refresh_from_db()
        assert upload.state == UploadState.PLANNED, upload.refusal
        asked(client, f"  preview ({word}, {len(content) / 2**20:.1f} MB)", upload.pk)
        asked(client, "  the columns", upload.pk, "?columns")
        asked(client, "  progress", upload.pk, "progress/")
        Upload.objects.filter(pk=upload.pk).update(state=UploadState.WORKING)
        jobs.run(upload.pk, jobs.CONFIRM)


def asked(client, name, upload, rest=""):
    address = f"/admin/reports/initiative/import/{upload}/{rest}"
    client.get(address)
    began = time.perf_counter()
    answer = client.get(address)
    took = time.perf_counter() - began
    assert answer.status_code == 200, answer.status_code
    print(f"{name:26} {took:5.2f} s  {len(answer.content) / 1000:6.0f} KB")


def main():
    set_up()
    register()
    if "--alone" in sys.argv:
        alone(int(sys.argv[1]))
    elif "--page" in sys.argv:
        pages(int(sys.argv[1]))
    else:
        count = int(sys.argv[1]) if len(sys.argv) > 1 else ROWS
        beside_stock(count, int(sys.argv[2]) if len(sys.argv) > 2 else count)


if __name__ == "__main__":
    main()
