from django.contrib import admin
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from cities.models import AnnualMeeting, RuleChange
from uccn.dates.words import span_in_words
from uccn.languages.admin import BilingualAdmin, BilingualStackedInline
from uccn.languages.codes import both


class RuleChangeInline(BilingualStackedInline):
    model = RuleChange
    fieldsets = [(None, {"fields": [("year", "position"), both("text"), both("source")]})]


@admin.register(AnnualMeeting)
class AnnualMeetingAdmin(BilingualAdmin):
    list_display = ["year", "number", "place_zh_hans", "place_en", "dates", "status", "is_confirmed"]
    list_display_links = ["year", "place_zh_hans", "place_en"]
    list_filter = ["status", "is_confirmed"]
    search_fields = ["year", "slug", "place_zh_hans", "place_en"]
    ordering = ["-year"]
    autocomplete_fields = ["hosts", "country"]
    fieldsets = [
        (
            None,
            {
                "fields": [
                    ("year", "number", "slug"),
                    both("place"),
                    ("starts_on", "ends_on"),
                    ("hosts", "country"),
                    ("status", "is_confirmed"),
                    both("source"),
                    both("note"),
                ]
            },
        ),
    ]
    inlines = [RuleChangeInline]

    @admin.display(description=_("dates"), ordering="starts_on")
    def dates(self, meeting):
        if meeting.starts_on is None:
            return None
        return span_in_words(meeting.starts_on, meeting.ends_on, get_language())


@admin.register(RuleChange)
class RuleChangeAdmin(BilingualAdmin):
    list_display = ["year", "position", "text_zh_hans", "text_en", "meeting"]
    list_display_links = ["year", "position", "text_zh_hans", "text_en"]
    list_filter = ["year"]
    list_select_related = ["meeting"]
    search_fields = ["text_zh_hans", "text_en"]
    ordering = ["-year", "position"]
    autocomplete_fields = ["meeting"]
    fieldsets = [(None, {"fields": [("year", "position", "meeting"), both("text"), both("source")]})]
