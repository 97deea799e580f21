from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.db.models import Count, Exists, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html_join
from django.utils.safestring import mark_safe
from django.utils.timezone import localtime
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from cities.admin.search import CitySearch
from cities.models import Designation
from reports.document.rows import Rows
from reports.models import Answer, Edition, PreviewComment, Report, StateChange
from reports.models.report import Act
from reports.sheets.answers import AnswerResource
from reports.sheets.reports import ReportResource
from uccn.dates.words import moment_in_words
from uccn.desk.choices import LoadedAutocompleteSelect
from uccn.desk.columns import text_column
from uccn.languages.admin import BilingualAdmin, BilingualForm
from uccn.languages.codes import CHINESE, ENGLISH, NAMES, both
from uccn.languages.translations.lists import TellsProgress
from uccn.sheets.admin import ExportsSheets, ImportsSheets

from .answers import AnswerInline
from .flags import FlagsPage
from .held import HoldsReport
from .links import SharedPreviews
from .outline import outline
from .panel import Panel, standing_editions
from .preview import Preview
from .steps import WorkflowSteps

CHOSEN_BY_SEARCH = ["city", "designation", "previous"]


def edition_column(language):
    """The edition readers see in the language, since when, and from when on they see the next."""

    @admin.display(description=NAMES[language])
    def column(report):
        return format_html_join(mark_safe("<br>"), "{}", ((line,) for line in standing_in(report, language)))

    column.__name__ = f"edition_{language}".replace("-", "_")
    return column


def standing_in(report, language):
    lines = []
    for edition in report.standing_editions:
        if edition.language == language and not edition.is_scheduled:
            published_on = date_format(localtime(edition.published_at), "DATE_FORMAT")
            lines.append(_("edition %(number)d, %(date)s") % {"number": edition.number, "date": published_on})
    for edition in report.standing_editions:
        if edition.language == language and edition.is_scheduled:
            moment = moment_in_words(edition.published_at, get_language())
            lines.append(_("edition %(number)d from %(moment)s") % {"number": edition.number, "moment": moment})
    return lines or [_("not public")]


class PublicationFilter(admin.SimpleListFilter):
    title = gettext_lazy("publication")
    parameter_name = "publication"

    def lookups(self, request, model_admin):
        return [("public", _("public")), ("scheduled", _("scheduled")), ("none", _("not public"))]

    def queryset(self, request, reports):
        at = timezone.now()
        current = Edition.objects.current(at).filter(report=OuterRef("pk"))
        scheduled = Edition.objects.scheduled(at).filter(report=OuterRef("pk"))
        conditions = {"public": Exists(current), "scheduled": Exists(scheduled), "none": ~Exists(current)}
        return reports.filter(conditions[self.value()]) if self.value() in conditions else reports


class ReportForm(BilingualForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in CHOSEN_BY_SEARCH:
            if name in self.fields and getattr(self.instance, f"{name}_id"):
                self.fields[name].widget.loaded = [getattr(self.instance, name)]


class ReportList(ChangeList):
    def get_queryset(self, *args, **kwargs):
        # Of the records a report's page shows, the list shows the city alone.
        reports = super().get_queryset(*args, **kwargs).select_related(None).select_related("city")
        return reports.prefetch_related(standing_editions())


@admin.register(Report)
class ReportAdmin(
    ExportsSheets,
    ImportsSheets,
    CitySearch,
    TellsProgress,
    HoldsReport,
    WorkflowSteps,
    SharedPreviews,
    FlagsPage,
    Preview,
    BilingualAdmin,
):
    form = ReportForm
    resource_class = ReportResource
    more_resource_classes = [AnswerResource]
    more_imports = [Answer]
    change_form_template = "admin/reports/report/change_form.html"
    list_display = [
        text_column("title", gettext_lazy("title")),
        "city",
        "due_year",
        "state",
        edition_column(CHINESE),
        edition_column(ENGLISH),
    ]
    list_filter = ["state", PublicationFilter, "due_year", "form", "designation__field", "original_language"]
    search_fields = ["slug", "title_zh_hans", "title_en"]
    autocomplete_fields = CHOSEN_BY_SEARCH
    fieldsets = [
        (
            None,
            {
                "fields": [
                    both("title"),
                    ("city", "designation"),
                    ("form", "original_language"),
                    ("due_year", "period_from", "period_to"),
                    ("submitted_on", "previous"),
                    both("responsible_entity"),
                    "slug",
                ]
            },
        ),
    ]
    inlines = [AnswerInline]

    def get_queryset(self, request):
        approvals = StateChange.objects.filter(report=OuterRef("pk"), act=Act.APPROVE).order_by("-pk")
        new = PreviewComment.objects.filter(link__report=OuterRef("pk"), done_at=None).order_by()
        reports = super().get_queryset(request).with_facts()
        return reports.annotate(
            was_published=Exists(Edition.objects.filter(report=OuterRef("pk"))),
            approved_digests=Subquery(approvals.values("digests")[:1]),
            new_comments=Coalesce(Subquery(new.values("link__report").annotate(count=Count("*")).values("count")), 0),
        )

    def held_reports(self, request, object_id):
        return Q(pk=object_id)

    def get_changelist(self, request, **kwargs):
        return ReportList

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name in CHOSEN_BY_SEARCH:
            kwargs["widget"] = LoadedAutocompleteSelect(db_field, self.admin_site)
        if db_field.name == "designation":
            kwargs["queryset"] = Designation.objects.select_related("city", "field")
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def get_readonly_fields(self, request, obj=None):
        found = super().get_readonly_fields(request, obj)
        if obj is None:
            return found
        # The answers belong to the items of this form; the address of what was published stays.
        kept = ["form", "slug"] if obj.was_published else ["form"]
        return list(dict.fromkeys([*found, *kept]))

    def get_deleted_objects(self, objs, request):
        deleted, counts, lacking, protected = super().get_deleted_objects(objs, request)
        # What protects a report is no right that somebody else might have: nobody deletes what was published.
        return deleted, counts, set() if protected else lacking, protected

    def get_inlines(self, request, obj):
        # Which items there are to answer follows from the form, so the report itself comes first.
        return self.inlines if obj else []

    def render_change_form(self, request, context, *args, **kwargs):
        report = kwargs.get("obj")
        if report:
            # A refused form has put its values into the report; the panel speaks of what is saved.
            rows = Rows.of(report) if request.method == "GET" else None
            panel = Panel(report, request.user, rows)
            may_add = self.has_change_permission(request, report)
            context["panel"] = panel
            context["outline"] = outline(panel, answers_by_item(context), may_add=may_add)
        return super().render_change_form(request, context, *args, **kwargs)

    def response_add(self, request, obj, post_url_continue=None):
        # The new report opens at once: its answers are still to be written.
        request.POST = request.POST.copy()
        request.POST["_continue"] = "1"
        return super().response_add(request, obj, post_url_continue)


def answers_by_item(context):
    """The admin's answer forms by the number of their form item, as text."""
    return {
        str(answer.form["item"].value()): answer for formset in context["inline_admin_formsets"] for answer in formset
    }
