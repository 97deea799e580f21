from django.contrib import admin

from cities.models import Call, CallDate, CallPhase
from uccn.languages.admin import BilingualAdmin, BilingualStackedInline
from uccn.languages.codes import both


class CallPhaseInline(BilingualStackedInline):
    model = CallPhase
    fieldsets = [(None, {"fields": [("number", *both("name"))]})]
    show_change_link = True


@admin.register(Call)
class CallAdmin(BilingualAdmin):
    list_display = ["year", "title_zh_hans", "title_en"]
    list_display_links = ["year", "title_zh_hans", "title_en"]
    search_fields = ["year", "title_zh_hans", "title_en"]
    fieldsets = [(None, {"fields": ["year", both("title"), "website", both("note")]})]
    inlines = [CallPhaseInline]


class CallDateInline(BilingualStackedInline):
    model = CallDate
    fieldsets = [(None, {"fields": [("on", *both("text"))]})]


@admin.register(CallPhase)
class CallPhaseAdmin(BilingualAdmin):
    list_display = ["call", "number", "name_zh_hans", "name_en"]
    list_display_links = ["number", "name_zh_hans", "name_en"]
    list_filter = ["call"]
    list_select_related = ["call"]
    search_fields = ["name_zh_hans", "name_en"]
    fieldsets = [(None, {"fields": [("call", "number"), both("name")]})]
    inlines = [CallDateInline]
