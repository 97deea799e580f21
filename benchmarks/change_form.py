"""The page of a report and the list of reports beside Django's stock admin: `python -m benchmarks.change_form`.

Stock is a plain ModelAdmin with the same rows as TabularInlines and nothing else set, its list with the same filters,
as many columns and as many rows a page. CPU time in one process, the best of several rounds that take turns.
"""

import time

from benchmarks.stock import measure_desks

SUB_OBJECTS = 60
REPORTS = 10_000
ROUNDS = 7


def a_stock_admin():
    from django.contrib.admin import ModelAdmin, TabularInline, site

    from reports.models import Answer, Initiative, Report

    def written(model):
        """Without the base columns of translated texts, which would only double the stock form."""
        fields = [*model._meta.fields, *model._meta.many_to_many]
        translated = {field.translated_field.name for field in fields if hasattr(field, "translated_field")}
        return [field.name for field in fields if field.editable and field.name not in {"id", *translated}]

    def inline(model):
        names = [name for name in written(model) if name != "report"]
        return type("Stock", (TabularInline,), {"model": model, "extra": 0, "fields": names, "fk_name": "report"})

    class StockAdmin(ModelAdmin):
        fields = written(Report)
        inlines = [inline(Answer), inline(Initiative)]
        # As many columns as ours, of the kinds Django knows.
        list_display = ["title_en", "city", "due_year", "state", "form", "original_language"]
        list_filter = site._registry[Report].list_filter
        list_per_page = site._registry[Report].list_per_page

    return StockAdmin


def compare(client, lists):
    report = a_full_report()
    more_reports(report)
    show(f"change form, {SUB_OBJECTS} rows", client, {who: f"{lists[who]}{report.pk}/change/" for who in lists})
    show(f"list of {REPORTS} reports", client, lists)


def a_full_report():
    from tests.factories import a_city, a_form, a_report, an_answer, an_initiative, an_item

    form = a_form()
    report = a_report("jingdezhen-2018", form=form)
    for _ in range(20):
        a_city()
    for number in range(SUB_OBJECTS // 2):
        words = {"text_zh_hans": f"<p>{'陶瓷之路' * 60}</p>", "text_en": f"<p>{'The road of porcelain. ' * 40}</p>"}
        an_answer(report, an_item(f"3.{number}", form=form), **words)
    item = an_item("4", form=form, kind="initiatives")
    for number in range(SUB_OBJECTS - SUB_OBJECTS // 2):
        an_initiative(report, item, label=f"({number})", **words)
    return report


def more_reports(report):
    from reports.models import Report
    from tests.factories import a_designation

    designations = [a_designation() for _ in range(200)]
    Report.objects.bulk_create(
        Report(
            slug=f"report-{number}",
            city=designations[number % 200].city,
            designation=designations[number % 200],
            form=report.form,
            title_zh_hans=f"监测报告 {number}",
            title_en=f"Monitoring report {number}",
            due_year=2000 + number // 200,
            period_from=2014,
            period_to=2018,
            original_language="en",
        )
        for number in range(REPORTS - 1)
    )


def show(what, client, addresses):
    measured = {who: [cost(client, address) for _ in range(2)] for who, address in addresses.items()}
    for _ in range(ROUNDS):
        for who, address in addresses.items():
            measured[who].append(cost(client, address))
    for who, costs in measured.items():
        print(f"{what:28} {who:6} {costs[-1][1]:4} queries {min(costs)[0] * 1000:8.0f} ms CPU")
    print(f"{'':28} ratio  {min(measured['ours'])[0] / min(measured['stock'])[0]:.2f}")


def cost(client, address):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    began = time.process_time()
    with CaptureQueriesContext(connection) as queries:
        response = client.get(address)
    assert response.status_code == 200, (address, response.status_code)
    return time.process_time() - began, len(queries)


if __name__ == "__main__":
    measure_desks(a_stock_admin, compare)
