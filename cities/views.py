from itertools import groupby

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from . import totals
from .filters import Choices, CityFilterForm
from .models import AnnualMeeting, Call, City, CreativeField, Page, RuleChange, SteeringTerm
from .steering_table import steering_table


@require_safe
def about(request):
    pages = Page.objects.order_by("position")
    return render(request, "cities/about.html", {"pages": pages})


@require_safe
def city_list(request):
    language = request.LANGUAGE_CODE
    form = CityFilterForm(request.GET, choices=Choices.load(language))
    cities = list(form.cities().with_designations().in_order(language))
    members = [city for city in cities if city.is_or_was_member]
    context = {
        "form": form,
        "letters": [(letter, list(group)) for letter, group in groupby(members, lambda city: city.initial(language))],
        "total": len(members),
        "uncounted": [city for city in cities if not city.is_or_was_member],
    }
    return render(request, "cities/city_list.html", context)


@require_safe
def field_detail(request, code):
    field = get_object_or_404(CreativeField.objects.with_criteria(), code=code)
    members = list(City.objects.in_field(field).with_designations().in_order(request.LANGUAGE_CODE))
    return render(request, "cities/field_detail.html", {"field": field, "members": members})


@require_safe
def network(request):
    terms = SteeringTerm.objects.select_related("field", "city")
    context = {
        "meetings": AnnualMeeting.objects.with_rules(),
        "rules": RuleChange.objects.select_related("meeting__country"),
        "steering": steering_table(terms, request.LANGUAGE_CODE),
        "calls": Call.objects.with_timeline(),
        "duties": Page.objects.filter(slug="steering-group").first(),
    }
    return render(request, "cities/network.html", context)


@require_safe
def statistics(request):
    years = totals.growth()
    if not years:
        raise Http404
    asked = request.GET.get("year")
    chosen = next((year for year in years if str(year.year) == asked), years[-1] if asked is None else None)
    if chosen is None:
        raise Http404
    countries = list(totals.by_country(request.LANGUAGE_CODE, chosen.year))
    context = {
        "growth": years,
        "chosen": chosen,
        "fields": totals.by_field(chosen.year),
        "joined_by_field": totals.joined_by_field(chosen.year),
        "countries": countries,
        "continents": totals.by_continent(countries),
    }
    return render(request, "cities/statistics.html", context)
