from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.models import ProtectedError
from django.utils import timezone

from reports import workflow
from reports.models import Cancellation, Edition, StateChange, Withdrawal
from reports.models.frozen import Frozen
from tests.factories import a_report, an_answer, an_item

TABLES = ["reports_edition", "reports_withdrawal", "reports_cancellation", "reports_statechange"]


@pytest.fixture
def edition(publisher):
    report = a_report()
    an_answer(report, an_item("1"))
    (edition,) = workflow.publish(report, languages=["en"], by=publisher)
    workflow.withdraw(report, language="en", reason="A slip", by=publisher)
    workflow.schedule(report, languages=["zh-hans"], publish_at=timezone.now() + timedelta(days=1), by=publisher)
    workflow.cancel(report, language="zh-hans", by=publisher)
    return edition


def dump():
    with connection.cursor() as cursor:
        rows = []
        for table in TABLES:
            cursor.execute(f"SELECT * FROM {table} ORDER BY id")
            rows += cursor.fetchall()
    return rows


@pytest.mark.parametrize("model", [Edition, Withdrawal, Cancellation, StateChange])
def test_rows_cannot_be_changed_through_the_application(edition, model):
    row, before = model.objects.first(), dump()

    for attempt in (
        row.save,
        row.delete,
        model.objects.all().delete,
        lambda: model.objects.update(pk=99),
        lambda: model.objects.bulk_update([row], ["id"]),
    ):
        with pytest.raises(Frozen, match="cannot be"):
            attempt()

    assert dump() == before


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("statement", ["UPDATE {table} SET id = id", "DELETE FROM {table}"])
def test_rows_cannot_be_changed_through_sql(edition, table, statement):
    before = dump()

    with pytest.raises(DatabaseError, match="cannot be"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement.format(table=table))

    assert dump() == before


COLUMNS = "report_id, language, number, schema, document, digest, note, published_at, published_by_id"
# What each database has besides UPDATE and DELETE to be rid of a row.
DETOURS = {
    "sqlite": [
        f"REPLACE INTO reports_edition (id, {COLUMNS}) SELECT id, {COLUMNS} FROM reports_edition",
        f"REPLACE INTO reports_edition (id, {COLUMNS}) SELECT 1000 + id, {COLUMNS} FROM reports_edition",
    ],
    "postgresql": ["TRUNCATE reports_edition CASCADE", "TRUNCATE reports_statechange"],
}


@pytest.mark.parametrize("statement", DETOURS[connection.vendor])
def test_rows_cannot_be_removed_by_a_detour(edition, statement):
    connection.check_constraints()
    before = dump()

    with pytest.raises(DatabaseError, match="cannot be"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)

    assert dump() == before


def test_report_with_editions_cannot_be_deleted(edition):
    with pytest.raises(ProtectedError):
        edition.report.delete()


def test_person_who_published_cannot_be_deleted(edition, publisher):
    with pytest.raises(ProtectedError):
        publisher.delete()
