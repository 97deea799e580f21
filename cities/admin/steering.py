from django.contrib import admin

from cities.models import SteeringTerm
from cities.sheets.steering import SteeringResource
from uccn.languages.admin import BilingualAdmin
from uccn.languages.codes import both
from uccn.sheets.admin import ExportsSheets, ImportsSheets

from .search import CitySearch


@admin.register(SteeringTerm)
class SteeringTermAdmin(ExportsSheets, ImportsSheets, CitySearch, BilingualAdmin):
    resource_class = SteeringResource
    list_display = ["field", "role", "city", "since", "until"]
    list_display_links = ["field", "role", "city"]
    list_filter = ["field", "role", "since"]
    list_select_related = ["field", "city"]
    search_fields = ["city__slug"]
    ordering = ["-since", "field__position", "role"]
    autocomplete_fields = ["city"]
    fieldsets = [(None, {"fields": [("field", "role"), "city", ("since", "until"), both("source")]})]
