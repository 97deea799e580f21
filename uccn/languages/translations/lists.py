"""For lists of the desk: how far each record is translated."""

from django.contrib import admin
from django.contrib.contenttypes.models import ContentType
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from uccn.languages.models import State
from uccn.languages.names import name_of

from .work import progress, rows_seen_by


class TranslationFilter(admin.SimpleListFilter):
    title = gettext_lazy("translation")
    parameter_name = "translation"

    def lookups(self, request, model_admin):
        self.rows, self.counted_by = model_admin.translation_rows(request), model_admin.translations_counted_by
        return [
            ("to-do", _("something to translate")),
            ("draft", _("something to review")),
            ("complete", _("complete")),
        ]

    def queryset(self, request, queryset):
        if self.value() == "to-do":
            return queryset.filter(pk__in=self.counted(self.rows.to_do()))
        if self.value() == "draft":
            return queryset.filter(pk__in=self.counted(self.rows.filter(state=State.DRAFT)))
        if self.value() == "complete":
            return queryset.exclude(pk__in=self.counted(self.rows.unsettled()))
        return queryset

    def counted(self, rows):
        return rows.order_by().values(self.counted_by)


class TellsProgress:
    """For the admin of a model: a column and a filter of what is left to translate on each record."""

    # The column of the rows that names the record of the list: "whole_id", or "city" for all that is a city's.
    translations_counted_by = "whole_id"

    def translation_rows(self, request):
        rows = rows_seen_by(request.user)
        if self.translations_counted_by == "city":
            return rows.exclude(city=None)
        return rows.filter(whole_type=ContentType.objects.get_for_model(self.model))

    def get_list_display(self, request):
        return [*super().get_list_display(request), "translation_progress"]

    def get_list_filter(self, request):
        return [*super().get_list_filter(request), TranslationFilter]

    def get_changelist_instance(self, request):
        changelist = super().get_changelist_instance(request)
        shown = {f"{self.translations_counted_by}__in": [record.pk for record in changelist.result_list]}
        found = progress(self.translation_rows(request).filter(**shown), self.translations_counted_by)
        for record in changelist.result_list:
            record.translations = found.get(record.pk, [])
        return changelist

    @admin.display(description=gettext_lazy("translation"))
    def translation_progress(self, record):
        if not record.translations:
            return None
        return " · ".join(filter(None, map(in_words, record.translations))) or _("complete")


def in_words(progress):
    names = {
        "language": name_of(progress.language),
        "texts": progress.to_do,
        "words": progress.words,
        "drafts": progress.drafts,
    }
    if progress.to_do:
        return _("%(language)s: %(texts)d to translate, %(words)d words") % names
    if progress.drafts:
        return _("%(language)s: %(drafts)d to review") % names
    return ""
