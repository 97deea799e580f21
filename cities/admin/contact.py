from django.contrib import admin
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from cities.models import Consent, Contact
from cities.sheets.contacts import ContactResource
from uccn.access.admin import LimitedInline
from uccn.languages.admin import BilingualAdmin
from uccn.languages.codes import both
from uccn.sheets.admin import ExportsSheets, ImportsSheets

from .search import CitySearch


class ConsentInline(LimitedInline, admin.StackedInline):
    """A consent is recorded once; it can be withdrawn, never rewritten or removed."""

    model = Consent
    fields = ["wording", ("given_on", "withdrawn_on"), "recorded_by"]
    readonly_fields = ["recorded_by"]
    extra = 0
    can_delete = False

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("recorded_by")


@admin.register(Contact)
class ContactAdmin(ExportsSheets, ImportsSheets, CitySearch, BilingualAdmin):
    resource_class = ContactResource
    list_display = ["__str__", "city", "role", "may_be_named"]
    list_filter = ["role"]
    list_select_related = ["city"]
    search_fields = ["person", "office_zh_hans", "office_en"]
    autocomplete_fields = ["city"]
    fieldsets = [
        (
            None,
            {
                "fields": [
                    ("city", "role"),
                    "person",
                    both("office"),
                    both("address"),
                    ("postcode", "phone", "email"),
                    "note",
                ],
                "description": _("Contacts are private. Only a consent recorded below lets the public see one."),
            },
        ),
    ]
    inlines = [ConsentInline]

    def get_queryset(self, request):
        standing = Consent.objects.standing().filter(contact=OuterRef("pk"))
        return super().get_queryset(request).annotate(has_consent=Exists(standing))

    @admin.display(description=_("may be named in public"), boolean=True)
    def may_be_named(self, contact):
        return contact.has_consent

    def save_formset(self, request, form, formset, change):
        for row in formset.forms:
            if row.instance._state.adding:
                row.instance.recorded_by = request.user
        super().save_formset(request, form, formset, change)
