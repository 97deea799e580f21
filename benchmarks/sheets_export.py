"""Exports initiatives beside the documented resource of import-export: `python -m benchmarks.sheets_export [rows]`.

The database is the engine of DATABASE_URL: SQLite, or PostgreSQL behind `python -m tests.postgresql`.
Both read the same rows of 18 columns, two links and two many-to-many fields; work is counted as processor time.
"""

import sys
import time
import tracemalloc
from os import getloadavg

from benchmarks.sheets_import import ROWS, register, set_up
from benchmarks.stock import headings, initiative_resource

KINDS = ("csv", "xlsx")


def fill(count):
    from cities.models import City
    from reports.models import FormItem, Goal, Initiative, Report

    reports = list(Report.objects.order_by("pk"))
    items = list(FormItem.objects.order_by("pk"))
    made = Initiative.objects.bulk_create(
        Initiative(
            report=reports[number % 100],
            item=items[number // 100 % 6],
            label=f"({number})",
            position=number % 30 + 1,
            title_zh_hans=f"创意工坊与国际驻留项目 {number}",
            title_en=f"Creative workshops and residency {number}",
            text_zh_hans=f"<p>与合作城市共同举办的第 {number} 期驻留项目。</p>",
            text_en=f"<p>Residency number {number}, held together with <strong>partner cities</strong>.</p>",
            starts_on=f"20{number % 8 + 10}-0{number % 9 + 1}",
            ends_on=f"20{number % 8 + 18}",
            dates_as_written_zh_hans="每年十月",
            dates_as_written_en="every October",
            place_zh_hans="陶溪川",
            place_en="Taoxichuan",
            other_partners_zh_hans="大学",
            other_partners_en="University",
        )
        for number in range(count)
    )
    for field, others in (("partner_cities", City), ("goals", Goal)):
        pks = list(others.objects.order_by("pk").values_list("pk", flat=True))
        through = Initiative._meta.get_field(field).remote_field.through
        name = {"partner_cities": "city_id", "goals": "goal_id"}[field]
        through.objects.bulk_create(
            through(initiative_id=each.pk, **{name: pks[(index * 5 + step) % len(pks)]})
            for index, each in enumerate(made)
            for step in (0, 7)
        )


def ours(kind):
    """As the desk does it; every piece is sent and forgotten."""
    from reports.sheets.initiatives import InitiativeResource
    from uccn.sheets.exporting.export import Outgoing
    from uccn.sheets.exporting.wording import Wording

    resource = InitiativeResource()
    outgoing = Outgoing(resource, resource.exportable(), Wording.BOTH, kind)
    return sum(map(len, outgoing.pieces()))


def stock(kind):
    content = getattr(initiative_resource().export(), kind)
    return len(content.encode() if isinstance(content, str) else content)


def seconds(work, kind, times):
    best = float("inf")
    for _ in range(times):
        began = time.process_time()
        work(kind)
        best = min(best, time.process_time() - began)
    return best


def peak(kind):
    """Megabytes over base."""
    tracemalloc.start()
    ours(kind)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return most / 2**20


def main():
    count = int(sys.argv[1]) if len(sys.argv) > 1 else ROWS
    set_up()
    from django.db import connection

    register()
    fill(count)
    print(f"{connection.vendor}, load {getloadavg()[0]:.1f}, {count} rows of {len(headings())} columns")
    ours("csv")
    for kind in KINDS:
        own, theirs = seconds(ours, kind, 3), seconds(stock, kind, 1)
        print(f"  {kind:5} ours {own:6.2f} s   stock {theirs:7.2f} s   {theirs / own:6.1f} times")
    for kind in (*KINDS, "ods"):
        print(f"  {kind:5} {peak(kind):.1f} MB over base")


if __name__ == "__main__":
    main()
