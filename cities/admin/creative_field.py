from django.contrib import admin

from cities.models import CreativeField, Criterion
from uccn.languages.admin import BilingualAdmin, BilingualStackedInline
from uccn.languages.codes import both


class CriterionInline(BilingualStackedInline):
    model = Criterion
    fieldsets = [(None, {"fields": ["position", both("text"), both("source"), both("note")]})]


@admin.register(CreativeField)
class CreativeFieldAdmin(BilingualAdmin):
    list_display = ["name_zh_hans", "name_en", "title_zh_hans", "title_en", "code", "since"]
    search_fields = ["code", "name_zh_hans", "name_en"]
    fieldsets = [(None, {"fields": [both("name"), both("title"), "code", ("since", "position")]})]
    inlines = [CriterionInline]
