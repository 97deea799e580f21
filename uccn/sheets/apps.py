from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _


class SheetsConfig(AppConfig):
    name = "uccn.sheets"
    verbose_name = _("spreadsheets")

    def ready(self):
        autodiscover_modules("sheets")
