from django.contrib import admin

from reports.models import Event, Initiative
from reports.sheets.events import EventResource

from .only_in_sheets import OnlyInSheets


@admin.register(Event)
class EventAdmin(OnlyInSheets):
    resource_class = EventResource
    listed = Initiative
