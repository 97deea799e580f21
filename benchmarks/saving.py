"""Saves the form of a report with 60 answers beside Django's stock admin: `python -m benchmarks.saving`.

Both forms post what a browser would send, in its encoding. Ours also compares with what others saved meanwhile, keeps
versions and the state of each translation. Stock is a plain ModelAdmin with the answers as TabularInlines and nothing
else set. CPU time in one process, the best of several rounds that take turns. Queries are counted in a round of their
own, for counting costs time; begin, commit and savepoints are left out.
"""

import time
from urllib.parse import urlencode

from benchmarks.stock import measure_desks

ANSWERS = 60
ROUNDS = 5


def a_stock_admin():
    from django.contrib.admin import ModelAdmin, TabularInline

    from reports.models import Answer

    class StockAnswers(TabularInline):
        model = Answer
        extra = 0
        fields = ["item", "state", "text_zh_hans", "text_en", "note_zh_hans", "note_en"]

    class StockAdmin(ModelAdmin):
        fields = [
            *("title_zh_hans", "title_en", "city", "designation", "form", "original_language", "due_year"),
            *("period_from", "period_to", "responsible_entity_zh_hans", "responsible_entity_en", "slug"),
        ]
        inlines = [StockAnswers]

    return StockAdmin


def compare(client, lists):
    report = a_full_report()
    addresses = {who: f"{address}{report.pk}/change/" for who, address in lists.items()}
    for changed in (1, ANSWERS):
        show(f"{changed} of {ANSWERS} answers changed", client, addresses, changed)


def a_full_report():
    from tests.factories import a_report, an_answer, an_item

    report = a_report("jingdezhen-2018")
    for number in range(ANSWERS):
        item = an_item(f"3.{number}", form=report.form)
        an_answer(report, item, text_zh_hans=chinese(number), text_en=english(number))
    return report


def chinese(number):
    return f"<p>{number}{'陶瓷之路' * 60}</p>"


def english(number, mark=""):
    return f"<p>{number} {mark}{'The road of porcelain. ' * 40}</p>"


def show(what, client, addresses, changed):
    # The first round fills caches.
    queries = {who: queries_of(client, address, changed, who) for who, address in addresses.items()}
    measured = {who: [] for who in addresses}
    for round_ in range(ROUNDS):
        for who, address in addresses.items():
            measured[who].append(seconds_of(client, address, changed, f"{who} {round_}"))
    for who, seconds in measured.items():
        print(f"{what:28} {who:6} {queries[who]:4} queries {min(seconds) * 1000:8.0f} ms CPU")
    print(f"{'':28} ratio  {min(measured['ours']) / min(measured['stock']):.2f}")


def queries_of(client, address, changed, mark):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    form = filled_in(client, address, changed, mark)
    with CaptureQueriesContext(connection) as seen:
        send(client, address, form)
    return sum(query["sql"].split()[0] in {"SELECT", "INSERT", "UPDATE", "DELETE"} for query in seen.captured_queries)


def seconds_of(client, address, changed, mark):
    """Seconds of the processor that one save takes."""
    form = filled_in(client, address, changed, mark)
    began = time.process_time()
    send(client, address, form)
    return time.process_time() - began


def send(client, address, form):
    response = client.post(address, form, content_type="application/x-www-form-urlencoded")
    assert response.status_code == 302, response.content.decode()


def filled_in(client, address, changed, mark):
    """What a browser sends: there are no files among the fields."""
    from tests.forms import fields_of

    form = fields_of(client.get(address), "report_form")
    form |= {f"answers-{row}-text_en": english(row, f"{mark}, {changed}: ") for row in range(changed)}
    return urlencode(form, doseq=True)


if __name__ == "__main__":
    measure_desks(a_stock_admin, compare)
