from django.contrib import admin

from cities.models import Country, CountryAlias
from uccn.access.admin import LimitedInline
from uccn.desk.forms import RowForm
from uccn.languages.admin import BilingualAdmin
from uccn.languages.codes import both
from uccn.languages.folding import fold


class CountryAliasInline(LimitedInline, admin.StackedInline):
    model = CountryAlias
    form = RowForm
    fields = [("name", "language")]
    extra = 0


@admin.register(Country)
class CountryAdmin(BilingualAdmin):
    list_display = ["code", "name_zh_hans", "name_en", "continent", "unesco_region"]
    list_display_links = ["code", "name_zh_hans", "name_en"]
    list_filter = ["unesco_region", "continent"]
    search_fields = ["code"]
    fieldsets = [(None, {"fields": ["code", both("name"), ("continent", "unesco_region")]})]
    inlines = [CountryAliasInline]

    def get_search_results(self, request, queryset, search_term):
        found, may_have_duplicates = super().get_search_results(request, queryset, search_term)
        if folded := fold(search_term):
            aliases = CountryAlias.objects.filter(folded_name__contains=folded)
            found |= queryset.filter(folded_names__contains=folded) | queryset.filter(pk__in=aliases.values("country"))
        return found, may_have_duplicates
