"""Imports initiatives beside the documented resource of import-export: `python -m benchmarks.sheets_import [rows]`.

import-export takes the same time for each row; with a second number it imports so many, and the time is multiplied.

On SQLite, or on PostgreSQL with `python -m tests.postgresql python -m benchmarks.sheets_import`.
Both import the same new rows of 20 columns, two links and two many-to-many fields: preview, then commit, the diff kept.
"""

import csv
import io
import os
import sys
import tempfile
import time

import django
import tablib
from django.test.utils import CaptureQueriesContext

from benchmarks.sheets_reading import WIDE, peak

ROWS = 10_000


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


def headings():
    from reports.sheets.initiatives import InitiativeResource

    return [column.key for column in InitiativeResource().own_columns]


def row(number):
    return {
        "report": f"city-{number % 100:03}-2018",
        "item": str(number // 100 % 6 + 1),
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
    resource = InitiativeResource()
    planner = Planner(resource, Readings(readings.path, resource), is_locking=True)
    imported(planner, file_name="a.csv", sha256="", seen=digests_of(upload))


def stock(content):
    """The resource as the documentation of import-export writes it."""
    from import_export.fields import Field
    from import_export.resources import ModelResource
    from import_export.widgets import ForeignKeyWidget, ManyToManyWidget

    from cities.models import City
    from reports.models import FormItem, Goal, Initiative, Report

    class Resource(ModelResource):
        report = Field("report", "report", ForeignKeyWidget(Report, "slug"))
        item = Field("item", "item", ForeignKeyWidget(FormItem, "number"))
        partner_cities = Field("partner_cities", "partner_cities", ManyToManyWidget(City, "; ", "slug"))
        goals = Field("goals", "goals", ManyToManyWidget(Goal, "; ", "number"))

        class Meta:
            model = Initiative
            fields = headings()
            import_id_fields = ["report", "item", "label"]
            skip_unchanged = True
            report_skipped = False

    for dry_run in (True, False):
        dataset = tablib.Dataset().load(content.decode(), "csv")
        result = Resource().import_data(dataset, dry_run=dry_run, raise_errors=True, use_transactions=True)
        assert not result.has_errors()


def seconds(work, content):
    began = time.perf_counter()
    work(content)
    return time.perf_counter() - began


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

    content = a_file(count)
    first = seconds(ours, content)
    with CaptureQueriesContext(connection) as queries:
        again = seconds(ours, content)
    writes = [each["sql"] for each in queries if each["sql"].lstrip().startswith(("INSERT", "UPDATE", "DELETE"))]
    emptied()
    few = a_file(sample)
    theirs = seconds(stock, few) * count / sample
    theirs_again = seconds(stock, few) * count / sample
    emptied()
    print(f"{connection.vendor}, load {os.getloadavg()[0]:.1f}, {count} rows of {len(headings())} columns")
    print(f"  new rows     ours {first:7.1f} s   stock {theirs:7.1f} s   {theirs / first:6.1f} times")
    print(f"  once more    ours {again:7.1f} s   stock {theirs_again:7.1f} s   {theirs_again / again:6.1f} times")
    to_records = sum("reports_initiative" in sql for sql in writes)
    print(f"  writes to records once more: {to_records}")


def alone(count):
    content = a_file(count)
    base = peak()
    took = seconds(ours, content)
    megabytes = (peak() - base) / 1024
    print(f"{count} rows alone: {took:.1f} s, {megabytes:.0f} MB over base, file {len(content) / 2**20:.1f} MB")


def main():
    set_up()
    register()
    if "--alone" in sys.argv:
        alone(int(sys.argv[1]))
    else:
        count = int(sys.argv[1]) if len(sys.argv) > 1 else ROWS
        beside_stock(count, int(sys.argv[2]) if len(sys.argv) > 2 else count)


if __name__ == "__main__":
    main()
