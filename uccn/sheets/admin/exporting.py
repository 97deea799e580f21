"""The pages of an export, in place of those that import-export brings: what the list shows, in a file."""

from django.contrib import admin
from django.contrib.admin.options import IS_POPUP_VAR, IncorrectLookupParameters
from django.core.exceptions import BadRequest, PermissionDenied
from django.db import transaction
from django.http import Http404, HttpResponseNotAllowed, StreamingHttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from import_export.admin import ExportMixin

from uccn.sheets.exporting.export import Outgoing, recorded
from uccn.sheets.exporting.files import TYPES
from uccn.sheets.exporting.template import template
from uccn.sheets.exporting.wording import Wording, wording_of
from uccn.sheets.forms import ExportForm
from uccn.sheets.writing import Unwritable

# How rows chosen in a list are named in the form that asks what to do with them.
CHOSEN = "export_items"


class ExportsSheets(ExportMixin):
    """For the admin of a model whose records go out as sheets of `resource_class`, the first of several choices."""

    resource_class = None
    import_export_change_list_template = "admin/import_export/change_list_import_export.html"
    # Further kinds of sheets that the list offers: the answers of the reports it shows.
    more_resource_classes = ()

    def get_urls(self):
        name = "{}_{}_export".format(*self.get_model_info())
        own = [
            path("export/", self.admin_site.admin_view(self.export_action), name=name),
            path("template/<str:resource>/", self.admin_site.admin_view(self.export_template), name=f"{name}_template"),
        ]
        return own + super(ExportMixin, self).get_urls()

    def has_export_permission(self, request):
        return self.has_view_permission(request) and self.resource_class.may_export(request.user)

    def get_actions(self, request):
        # An admin that has actions of its own keeps this one.
        found = super().get_actions(request)
        if IS_POPUP_VAR not in request.GET and self.has_export_permission(request):
            found["export_chosen"] = self.get_action("export_chosen")
        return found

    @admin.action(description=gettext_lazy("Export the chosen %(verbose_name_plural)s"))
    def export_chosen(self, request, queryset):
        is_all = request.POST.get("select_across") == "1"
        chosen = [] if is_all else list(queryset.order_by().values_list("pk", flat=True))
        return self.export_page(request, ExportForm(self.export_resources(request), wording_of(get_language())), chosen)

    def export_action(self, request):
        if not self.has_export_permission(request):
            raise PermissionDenied
        chosen = whole_numbers(request.POST.getlist(CHOSEN))
        data = request.POST if request.method == "POST" else None
        form = ExportForm(self.export_resources(request), wording_of(get_language()), data)
        if form.is_valid():
            try:
                return self.export_file(request, form.cleaned_data, chosen)
            except Unwritable as error:
                form.add_error(None, str(error))
        return self.export_page(request, form, chosen)

    def export_resources(self, request):
        found = [each(user=request.user) for each in (self.resource_class, *self.more_resource_classes)]
        return {each.name: each for each in found if each.may_export(request.user)}

    def export_rows(self, request, chosen):
        """What the list shows, or the rows of it that were chosen: never a row that is not in the list."""
        try:
            queryset = self.get_export_queryset(request)
        except IncorrectLookupParameters as error:
            raise BadRequest(_("There is no such list.")) from error
        return queryset.filter(pk__in=chosen) if chosen else queryset

    def export_file(self, request, wanted, chosen):
        resource = self.export_resources(request)[wanted["resource"]]
        queryset = resource.of_listed(self.export_rows(request, chosen))
        with transaction.atomic():
            outgoing = Outgoing(resource, queryset, Wording(wanted["language"]), wanted["format"])
            recorded(outgoing, by=request.user, filters=request.GET.urlencode(), is_selection=bool(chosen))
            content = outgoing.pieces()
        name = outgoing.file_name(timezone.localdate())
        headers = {"Content-Disposition": content_disposition_header(True, name)}
        return StreamingHttpResponse(content, content_type=TYPES[outgoing.kind], headers=headers)

    def export_template(self, request, resource):
        if not self.has_export_permission(request):
            raise PermissionDenied
        if request.method not in ("GET", "HEAD"):
            return HttpResponseNotAllowed(["GET", "HEAD"])
        offered = self.export_resources(request)
        if resource not in offered:
            raise Http404
        content = template(offered[resource], get_language())
        name = "{}-{}.xlsx".format(offered[resource].get_display_name(), _("template"))
        headers = {"Content-Disposition": content_disposition_header(True, name)}
        return StreamingHttpResponse(content, content_type=TYPES["xlsx"], headers=headers)

    def export_page(self, request, form, chosen):
        address = reverse("admin:{}_{}_export".format(*self.get_model_info()))
        query = request.GET.urlencode()
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": _("Export: %(things)s") % {"things": self.opts.verbose_name_plural},
            "form": form,
            "chosen": chosen,
            "count": self.export_rows(request, chosen).count(),
            "address": f"{address}?{query}" if query else address,
            "offered": [
                (each.get_display_name(), each.exported_columns, self.export_template_address(name))
                for name, each in self.export_resources(request).items()
            ],
            "media": self.media,
        }
        return render(request, "admin/sheets/export.html", context, status=400 if form.errors else 200)

    def export_template_address(self, resource):
        return reverse("admin:{}_{}_export_template".format(*self.get_model_info()), args=[resource])


def whole_numbers(texts):
    if not all(text.isdecimal() and len(text) < 19 for text in texts):
        raise BadRequest(_("There are no such rows."))
    return [int(text) for text in texts]
