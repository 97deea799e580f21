from django.http import HttpResponsePermanentRedirect, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.templatetags.static import static
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from cities import totals
from cities.models import City, Page
from reports.models import Edition, Mention
from reports.outline import listed

from .languages.codes import PREFIXES
from .languages.middleware import preferred_language


@require_safe
def root(request):
    response = HttpResponseRedirect(f"/{PREFIXES[preferred_language(request)]}/")
    patch_vary_headers(response, ["Accept-Language"])
    return response


@require_safe
def long_prefix(request, rest):
    """Addresses that spell out the script (/zh-hans/...) have moved for good."""
    query = request.META["QUERY_STRING"]
    return HttpResponsePermanentRedirect(f"/zh/{rest}" + (f"?{query}" if query else ""))


@require_safe
def favicon(request):
    """What browsers ask for on pages that name no icon, such as a picture opened by itself."""
    return HttpResponseRedirect(static("mark.svg"))


@require_safe
@cache_control(no_cache=True)
def home(request):
    language = request.LANGUAGE_CODE
    growth = totals.growth()
    members = City.objects.members()
    chinese_members = members.filter(country__code="CN").with_designations().in_order(language)
    context = {
        "about": Page.objects.filter(slug="about").first(),
        "growth": growth,
        "fields_then": totals.fields_known(growth[-1].year if growth else None).count(),
        "members": members.count(),
        "countries": members.values("country").distinct().count(),
        "fields": totals.by_field(),
        "chinese_members": chinese_members,
        "chinese_years": totals.by_year_joined(chinese_members),
        "reports": listed(Edition.objects.all(), language, timezone.now())[:6],
    }
    return render(request, "uccn/home.html", context)


@require_safe
@cache_control(no_cache=True)
def city_detail(request, slug):
    language, at = request.LANGUAGE_CODE, timezone.now()
    city = get_object_or_404(
        City.objects.with_designations().prefetch_related("aliases", "meetings_hosted", "steering_terms__field"),
        slug=slug,
    )
    context = {
        "city": city,
        "reports": listed(Edition.objects.filter(report__city=city), language, at),
        "mentions": Mention.objects.public(language, at).filter(city=city),
    }
    return render(request, "uccn/city_detail.html", context)
