"""What has been published and done: everybody may read it, nobody changes it."""

import json

from django.contrib import admin
from django.db.models import Exists, OuterRef
from django.utils import timezone, translation
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from reports.models import Cancellation, Edition, Mention, StateChange, Withdrawal
from uccn.access.admin import LimitedAdmin, ReadOnly


class RecordAdmin(ReadOnly, LimitedAdmin, admin.ModelAdmin):
    view_on_site = False
    list_per_page = 50


def public_address(edition):
    with translation.override(edition.language):
        return edition.get_absolute_url()


@admin.register(Edition)
class EditionAdmin(RecordAdmin):
    list_display = ["report", "language", "number", "published_at", "published_by", "note", "is_public"]
    list_filter = ["language", "published_at"]
    search_fields = ["report__slug", "report__title_zh_hans", "report__title_en"]
    ordering = ["-published_at", "-pk"]
    fields = [
        "report",
        "language",
        "number",
        "is_public",
        "public_page",
        "published_at",
        "published_by",
        "note",
        "digest",
        "schema",
        "printed",
    ]
    readonly_fields = ["is_public", "public_page", "withdrawn_because", "cancelled", "printed"]

    def get_queryset(self, request):
        current = Edition.objects.current(timezone.now()).filter(pk=OuterRef("pk"))
        editions = super().get_queryset(request).select_related("report", "published_by", "withdrawal", "cancellation")
        return editions.annotate(is_current=Exists(current)).defer("document")

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        edition = self.get_object(request, object_id)
        title = {"title": str(edition), "subtitle": None} if edition else {}
        return super().changeform_view(request, object_id, form_url, {**(extra_context or {}), **title})

    @admin.display(description=_("readers see it"), boolean=True)
    def is_public(self, edition):
        return edition.is_current

    def get_fields(self, request, obj=None):
        more = []
        if hasattr(obj, "withdrawal"):
            more = ["withdrawn_because"]
        elif hasattr(obj, "cancellation"):
            more = ["cancelled"]
        return [*self.fields, *more]

    @admin.display(description=_("reason for the withdrawal"))
    def withdrawn_because(self, edition):
        return edition.withdrawal.reason

    @admin.display(description=_("cancelled at"))
    def cancelled(self, edition):
        return edition.cancellation.cancelled_at

    @admin.display(description=_("public page"))
    def public_page(self, edition):
        address = public_address(edition)
        return format_html('<a href="{}">{}</a>', address, address)

    @admin.display(description=_("frozen document"))
    def printed(self, edition):
        text = json.dumps(edition.document, ensure_ascii=False, indent=2)
        return format_html('<pre class="document" tabindex="0">{}</pre>', text)


class OfEditionAdmin(RecordAdmin):
    """A record that belongs to an edition, whose document no list should load."""

    list_select_related = False

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("edition__report").defer("edition__document")

    @admin.display(description=_("edition"), ordering="edition")
    def edition_in_words(self, record):
        return str(record.edition)


@admin.register(Withdrawal)
class WithdrawalAdmin(OfEditionAdmin):
    list_display = ["edition_in_words", "reason", "withdrawn_at", "withdrawn_by"]
    search_fields = ["edition__report__slug", "reason"]
    ordering = ["-withdrawn_at"]
    fields = ["edition_in_words", "reason", "withdrawn_at", "withdrawn_by"]
    readonly_fields = ["edition_in_words"]

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("withdrawn_by")


@admin.register(Cancellation)
class CancellationAdmin(OfEditionAdmin):
    list_display = ["edition_in_words", "cancelled_at", "cancelled_by"]
    search_fields = ["edition__report__slug"]
    ordering = ["-cancelled_at"]
    fields = ["edition_in_words", "cancelled_at", "cancelled_by"]
    readonly_fields = ["edition_in_words"]

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("cancelled_by")


@admin.register(Mention)
class MentionAdmin(OfEditionAdmin):
    list_display = ["city", "title", "edition_in_words", "anchor"]
    search_fields = ["city__slug", "city__folded_names", "edition__report__slug", "title"]
    fields = ["city", "edition_in_words", "anchor", "title"]
    readonly_fields = ["edition_in_words"]

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("city")


@admin.register(StateChange)
class StateChangeAdmin(RecordAdmin):
    list_display = ["at", "report", "act", "language", "by", "reason"]
    list_filter = ["act", "language", "at"]
    list_select_related = ["report", "by"]
    search_fields = ["report__slug", "reason"]
    ordering = ["-pk"]
    fields = ["report", "act", "language", "reason", "by", "at"]
