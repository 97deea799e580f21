"""The pages of an import, in place of those that import-export brings: upload, columns, preview, confirmation."""

import re

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from import_export.admin import ImportMixin

from uccn.sheets import jobs, previews
from uccn.sheets.forms import UploadForm
from uccn.sheets.importing.planning import CHANGED, DOUBTFUL, LEFT_OUT, NEW, SAME, WRONG
from uccn.sheets.models import Upload, UploadState
from uccn.sheets.showing import changes_of
from uccn.sheets.uploads import own_upload, read_progress, take_in
from uccn.sheets.wrong_rows import written_with_problems

# What a person may say of a doubtful row: the number of a record, minus that of a line, or nothing any more.
ANSWER = re.compile(r"new|skip|-?\d+|")
# While it is worked on, and once it is imported or refused, there is nothing to answer and no file to read.
ANSWERABLE = (UploadState.UPLOADED, UploadState.PLANNED)


class ImportsSheets(ImportMixin):
    """For the admin of a model whose records come in sheets of `resource_class`."""

    resource_class = None
    # Models whose records have no list of their own: the list of this one offers their import.
    more_imports = ()

    def get_urls(self):
        # The addresses of import-export would read any file of the system's temporary folder.
        return self.import_urls() + super(ImportMixin, self).get_urls()

    def import_urls(self):
        name = "{}_{}_import".format(*self.get_model_info())
        views = [
            ("import/", self.import_action, name),
            ("import/<str:upload>/", self.import_page, f"{name}_page"),
            ("import/<str:upload>/columns/", self.import_columns, f"{name}_columns"),
            ("import/<str:upload>/answers/", self.import_answers, f"{name}_answers"),
            ("import/<str:upload>/confirm/", self.import_confirm, f"{name}_confirm"),
            ("import/<str:upload>/progress/", self.import_progress, f"{name}_progress"),
            ("import/<str:upload>/problems/", self.import_problems, f"{name}_problems"),
        ]
        return [path(route, self.admin_site.admin_view(view), name=name) for route, view, name in views]

    def changelist_view(self, request, extra_context=None):
        offered = [model for model in self.more_imports if self.admin_of(model).has_import_permission(request)]
        more = [(model._meta.verbose_name_plural, self.admin_of(model).upload_address()) for model in offered]
        return super().changelist_view(request, {**(extra_context or {}), "more_imports": more})

    def admin_of(self, model):
        return self.admin_site.get_model_admin(model)

    def has_import_permission(self, request):
        return self.resource_class.may_change(request.user)

    def import_action(self, request, **kwargs):
        self.refuse_strangers(request)
        form = UploadForm(request.POST or None, request.FILES or None)
        if request.method == "POST" and form.is_valid():
            upload = take_in(request, self.resource_class.name, form.cleaned_data["file"])
            jobs.begin(upload, jobs.PLAN, after=UploadState.UPLOADED)
            return redirect(self.address("page", upload))
        resource = self.resource_class(user=request.user)
        template = self.export_template_address(resource.name)
        context = {"form": form, "columns": resource.own_columns, "template_address": template}
        return self.sheet_page(request, "upload", **context, status=400 if form.errors else 200)

    def import_page(self, request, upload):
        upload = self.own(request, upload)
        jobs.mend(upload)
        if upload.state == UploadState.REFUSED:
            return self.sheet_page(request, "refused", upload=upload, status=400)
        if upload.state == UploadState.IMPORTED:
            return self.sheet_page(request, "imported", upload=upload)
        if upload.state == UploadState.WORKING:
            done, total = read_progress(upload)
            return self.sheet_page(request, "working", upload=upload, done=done, total=total)
        if upload.state == UploadState.UPLOADED or "columns" in request.GET:
            return self.columns_page(request, upload)
        if upload.language != get_language():
            # Its sentences are in the language of the one who had it made.
            jobs.begin(upload, jobs.PLAN, after=UploadState.PLANNED)
            return redirect(self.address("page", upload))
        return self.preview_page(request, upload)

    def columns_page(self, request, upload):
        known = self.resource_class(user=request.user).fields
        columns = jobs.read_columns(upload)["columns"]
        for column in columns:
            column["key"] = upload.columns.get(str(column["index"]), column["key"])
            column["choices"] = [known[key].title(get_language()) for key in column["choices"]]
        every = [(key, column.title(get_language())) for key, column in known.items()]
        return self.sheet_page(request, "columns", upload=upload, columns=columns, every=every)

    def import_columns(self, request, upload):
        upload = self.posted(request, upload)
        if upload.state not in ANSWERABLE:
            return redirect(self.address("page", upload))
        known = self.resource_class(user=request.user).fields
        chosen = {
            str(column["index"]): key
            for column in jobs.read_columns(upload)["columns"]
            if (key := request.POST.get(f"column-{column['index']}", "")) in known or key == ""
        }
        is_remembered = bool(request.POST.get("remember"))
        Upload.objects.filter(pk=upload.pk).update(columns=chosen, is_remembered=is_remembered, answers={})
        self.plan_again(upload)
        return redirect(self.address("page", upload))

    def preview_page(self, request, upload):
        counts = upload.counts
        outcomes = [each for each in (WRONG, DOUBTFUL, NEW, CHANGED, LEFT_OUT) if counts[each.replace("-", "_")]]
        chosen = request.GET.get("rows")
        outcome = chosen if chosen in outcomes else next(iter(outcomes), "")
        number = int(request.GET["page"]) if request.GET.get("page", "").isdecimal() else 1
        rows, pages = previews.page_of(upload, outcome, number)
        resource = self.resource_class(user=request.user)
        wrong = rows if outcome == WRONG else []
        names = outcome_names()
        told = jobs.read_columns(upload)
        return self.sheet_page(
            request,
            "preview",
            upload=upload,
            counts=counts,
            rows=[(row, changes_of(resource, row)) for row in rows],
            outcome=outcome,
            tabs=[(each, names[each], counts[each.replace("-", "_")]) for each in outcomes],
            number=number,
            pages=pages,
            # Beside the rows only where those do not say it all.
            sentences=previews.first_sentences(upload, previews.NAMED) if counts["wrong"] > len(wrong) else [],
            unknown=told["unknown"],
            is_remembered=told["remembered"],
            good=counts["new"] + counts["changed"],
            is_clean=not (counts["wrong"] or counts["doubtful"]),
        )

    def import_answers(self, request, upload):
        upload = self.posted(request, upload)
        if upload.state not in ANSWERABLE:
            return redirect(self.address("page", upload))
        answers = {} if "take-back" in request.POST else dict(upload.answers)
        for name, value in request.POST.items():
            kind, _dash, line = name.partition("-")
            if kind == "answer" and line.isdecimal() and ANSWER.fullmatch(value):
                answers[line] = value
        Upload.objects.filter(pk=upload.pk).update(answers={line: each for line, each in answers.items() if each})
        self.plan_again(upload)
        return redirect(self.address("page", upload))

    def import_confirm(self, request, upload):
        upload = self.posted(request, upload)
        address = self.address("page", upload)
        if upload.state == UploadState.IMPORTED:
            messages.warning(request, _("This file is imported already."))
            return redirect(address)
        if request.POST.get("digest") != upload.counts.get("digest"):
            messages.error(request, _("This is not the preview you saw. Look at it again; nothing has changed."))
            return redirect(address)
        act = jobs.CONFIRM_GOOD if request.POST.get("good-rows-only") else jobs.CONFIRM
        if not jobs.begin(upload, act, after=UploadState.PLANNED):
            messages.warning(request, _("This file is being imported already."))
        return redirect(address)

    def import_progress(self, request, upload):
        upload = self.own(request, upload)
        jobs.mend(upload)
        done, total = read_progress(upload)
        return JsonResponse({"working": upload.state == UploadState.WORKING, "done": done, "total": total})

    def import_problems(self, request, upload):
        upload = self.own(request, upload)
        if upload.state != UploadState.PLANNED:
            raise PermissionDenied
        stream, name = written_with_problems(upload, jobs.opened(upload).table)
        return FileResponse(stream, as_attachment=True, filename=name)

    def refuse_strangers(self, request):
        if not self.has_import_permission(request):
            raise PermissionDenied

    def own(self, request, pk):
        self.refuse_strangers(request)
        return own_upload(request, self.resource_class.name, pk)

    def posted(self, request, pk):
        if request.method != "POST":
            raise PermissionDenied
        return self.own(request, pk)

    def plan_again(self, upload):
        """After an answer. An import that has begun is past answering."""
        upload.refresh_from_db()
        if upload.state in (UploadState.UPLOADED, UploadState.PLANNED):
            jobs.begin(upload, jobs.PLAN, after=upload.state)

    def address(self, page, upload):
        name = "admin:{}_{}_import".format(*self.get_model_info())
        return reverse(f"{name}_{page}", args=[upload.pk])

    def upload_address(self):
        return reverse("admin:{}_{}_import".format(*self.get_model_info()))

    def list_address(self):
        return reverse("admin:{}_{}_changelist".format(*self.get_model_info()))

    def sheet_page(self, request, template, *, status=200, upload=None, **context):
        names = ("page", "columns", "answers", "confirm", "progress", "problems")
        addresses = {name: self.address(name, upload) for name in names} if upload else {}
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": _("Import a spreadsheet: %(things)s") % {"things": self.opts.verbose_name_plural},
            "upload": upload,
            "addresses": addresses,
            "list_address": self.list_address(),
            "upload_address": self.upload_address(),
            "media": self.media,
            **context,
        }
        return render(request, f"admin/sheets/{template}.html", context, status=status)


def outcome_names():
    return {
        NEW: _("new"),
        CHANGED: _("changed"),
        SAME: _("the same"),
        DOUBTFUL: _("doubtful"),
        WRONG: _("wrong"),
        LEFT_OUT: _("left out"),
    }
