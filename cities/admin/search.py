from cities.models import City
from uccn.languages.folding import fold


class CitySearch:
    """Searches lists by any name of a city too: aliases, either script, with or without accents."""

    def get_search_results(self, request, queryset, search_term):
        found, may_have_duplicates = super().get_search_results(request, queryset, search_term)
        if fold(search_term):
            found |= queryset.filter(**{f"{self.model.city_path}__in": City.objects.named(search_term)})
        return found, may_have_duplicates
