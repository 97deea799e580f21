from django.contrib import admin, messages
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from cities.admin.city import CityAdmin
from cities.admin.search import CitySearch
from cities.models import City
from reports import deadlines
from reports.models import Deadline
from uccn.access.admin import LimitedAdmin
from uccn.desk.columns import date_column
from uccn.desk.forms import WithoutPopUps
from uccn.editing.admin import GuardsEdits
from uccn.history.admin import KeepsHistory
from uccn.history.changes import Way, add, change


@admin.register(Deadline)
class DeadlineAdmin(CitySearch, LimitedAdmin, KeepsHistory, GuardsEdits, WithoutPopUps, admin.ModelAdmin):
    list_display = ["city", "round", date_column("due_on", gettext_lazy("due")), "is_confirmed", "report"]
    list_filter = ["round", "is_confirmed", "city__country__unesco_region"]
    list_select_related = ["city", "report"]
    search_fields = ["city__slug", "round"]
    autocomplete_fields = ["city", "report"]
    fields = [("city", "round"), ("due_on", "is_confirmed"), "report", "note"]
    view_on_site = False
    list_per_page = 50


admin.site.unregister(City)


@admin.register(City)
class CityWithDeadlinesAdmin(CityAdmin):
    """The register knows nothing of reports; here the desk adds what it does for cities."""

    actions = ["propose_deadlines"]

    @admin.action(description=gettext_lazy("Propose deadlines for reports"), permissions=["add_deadline"])
    def propose_deadlines(self, request, cities):
        with change(by=request.user, way=Way.ACTION):
            added = deadlines.propose(cities, year=timezone.localdate().year)
            for deadline in added:
                add(deadline)
        if not added:
            words = _("Every deadline that can be proposed for these cities is there already.")
        else:
            words = ngettext("%d deadline is proposed.", "%d deadlines are proposed.", len(added)) % len(added)
        self.message_user(request, words, messages.SUCCESS if added else messages.INFO)

    def has_add_deadline_permission(self, request):
        return request.user.has_perm("reports.add_deadline")
