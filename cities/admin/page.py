from django.contrib import admin

from cities.models import Page
from uccn.languages.admin import BilingualAdmin
from uccn.languages.codes import both


@admin.register(Page)
class PageAdmin(BilingualAdmin):
    list_display = ["title_zh_hans", "title_en", "slug", "position"]
    list_display_links = ["title_zh_hans", "title_en"]
    search_fields = ["slug", "title_zh_hans", "title_en"]
    fieldsets = [(None, {"fields": [both("title"), both("body"), both("source"), ("slug", "position")]})]
