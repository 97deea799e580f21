"""What the benchmarks measure ours beside: Django's stock admin, and a resource as import-export documents it."""

import os
import sys
import tempfile

import django


def measure_desks(a_stock_admin, compare):
    """On a new database call `compare(client, lists)`; lists: the list of reports of the stock desk and of ours.

    a_stock_admin: makes the ModelAdmin of the stock one, once there are models.
    """
    with tempfile.TemporaryDirectory() as folder:
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
        os.environ["DATABASE_URL"] = f"sqlite:///{folder}/db.sqlite3"
        django.setup()
        from django.core.management import call_command

        call_command("migrate", verbosity=0)
        print(f"Python {sys.version.split()[0]}, Django {django.__version__}, load {os.getloadavg()[0]:.1f}")
        compare(signed_in(), lists(a_stock_admin()))


def signed_in():
    from django.test import Client

    from tests.factories import a_user

    client = Client(SERVER_NAME="localhost")
    client.force_login(a_user("superuser", is_staff=True, is_superuser=True))
    return client


def lists(stock_admin):
    from django.contrib.admin import AdminSite
    from django.urls import path

    from reports.models import Report
    from uccn import urls

    stock = AdminSite("stock")
    stock.register(Report, stock_admin)
    urls.urlpatterns = [path("stock/", stock.urls), *urls.urlpatterns]
    return {"stock": "/stock/reports/report/", "ours": "/admin/reports/report/"}


def headings():
    from reports.sheets.initiatives import InitiativeResource

    return [column.key for column in InitiativeResource().own_columns]


def initiative_resource(**options):
    """The resource of initiatives as the documentation of import-export writes it; options: of its Meta."""
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
        # The number of a part says which one it is only together with its report and item: stock would take the first.
        part_of = Field("part_of", "parent", ForeignKeyWidget(Initiative, "label"))
        follows_up = Field("follows_up", "follows_up", ForeignKeyWidget(Initiative, "label"))
        Meta = type("Meta", (), {"model": Initiative, "fields": headings(), **options})

    return Resource()
