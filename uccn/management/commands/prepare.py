import os
import secrets

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import transaction

from cities.models import City
from reports import workflow
from reports.models import Report
from uccn.languages import translations
from uccn.languages.codes import LANGUAGES
from uccn.languages.models import Settled, Translation

# In the order in which they refer to one another.
FIXTURES = [
    "fields",
    "countries",
    "cities",
    "designations",
    "meetings",
    "steering",
    "calls",
    "pages",
    "goals",
    "forms",
    "jingdezhen-2018",
]
USERNAME = "admin"


class Command(BaseCommand):
    help = (
        "Fill an empty database with the register and the shipped reports, publish them, and make the first account. "
        "A database in use is left as it is."
    )

    def handle(self, **options):
        if City.objects.exists():
            if not Translation.objects.exists():
                # A register from before the state of translations was kept.
                translations.take_stock()
            self.stdout.write(f"The register is in use; sign in at {settings.SITE_URL}/admin/ with your account.")
            self.stdout.write(f"A lost password is set anew with: manage.py changepassword {USERNAME}")
            return
        password = os.environ.get("ADMIN_PASSWORD") or secrets.token_urlsafe(12)
        fill(password)
        self.stdout.write(f"Sign in at {settings.SITE_URL}/admin/ as {USERNAME} with the password {password}")
        self.stdout.write("It is shown this once; change it after signing in.")


@transaction.atomic
def fill(password):
    call_command("loaddata", *FIXTURES, verbosity=0)
    admin = get_user_model().objects.create_superuser(USERNAME, password=password)
    translations.take_stock(by=admin, fresh=Settled.REVIEWED)
    for report in Report.objects.all():
        workflow.publish(report, languages=LANGUAGES, by=admin)
