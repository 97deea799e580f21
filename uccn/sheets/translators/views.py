"""The page of the desk on which translators take their sheet and bring it back."""

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.text import capfirst
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from uccn.languages.models import TO_DO
from uccn.languages.names import name_of
from uccn.languages.translations.work import languages_of
from uccn.sheets.exporting.files import TYPES, pieces
from uccn.sheets.forms import FORMATS, UploadForm
from uccn.sheets.models import Export
from uccn.sheets.reading import Unreadable
from uccn.sheets.writing import Unwritable

from .coming_in import NotTheSheet, receive, sentences
from .going_out import rows_to_send, sheet_to_send
from .sheet import TranslatorsSheet

# How many refused rows the page names.
NAMED = 100


class TakeForm(forms.Form):
    """What goes into the sheet."""

    language = forms.ChoiceField(label=gettext_lazy("translations into"), widget=forms.RadioSelect)
    states = forms.MultipleChoiceField(label=gettext_lazy("texts"), widget=forms.CheckboxSelectMultiple)
    format = forms.ChoiceField(label=gettext_lazy("format"), choices=FORMATS, widget=forms.RadioSelect)

    def __init__(self, languages, data=None):
        super().__init__(data, initial={"language": languages[0], "states": TO_DO, "format": "xlsx"})
        self.fields["language"].choices = [(each, name_of(each)) for each in languages]
        self.fields["states"].choices = [(state.value, state.label) for state in TO_DO]


def translators_sheet(request):
    languages = languages_of(request.user)
    if not languages:
        raise PermissionDenied
    is_bringing = request.method == "POST" and "bring" in request.POST
    taking = TakeForm(languages, request.POST if request.method == "POST" and not is_bringing else None)
    bringing = UploadForm(*(request.POST, request.FILES) if is_bringing else ())
    received = None
    if taking.is_valid():
        try:
            return sent(request, taking.cleaned_data)
        except Unwritable as error:
            taking.add_error(None, str(error))
    elif bringing.is_valid():
        received = brought(request, bringing)
    context = {
        **admin.site.each_context(request),
        "title": _("Translators’ sheet"),
        "taking": taking,
        "bringing": bringing,
        "received": received,
        "sentences": sentences(received)[:NAMED] if received else [],
    }
    is_wrong = taking.errors or bringing.errors
    return render(request, "admin/translations/sheet.html", context, status=400 if is_wrong else 200)


def sent(request, wanted):
    language, kind = wanted["language"], wanted["format"]
    rows = rows_to_send(request.user, language, wanted["states"])
    name = capfirst(_("translations into %(language)s") % {"language": name_of(language)})
    with transaction.atomic():
        Export.objects.create(
            resource=TranslatorsSheet.name,
            by=request.user,
            at=timezone.now(),
            format=kind,
            filters=f"{language} {' '.join(wanted['states'])}",
            records=rows.count(),
        )
        content = pieces(kind, sheet_to_send(name[:31], rows, language, words_in=get_language()))
    file_name = f"{name}-{timezone.localdate():%Y-%m-%d}.{kind}"
    headers = {"Content-Disposition": content_disposition_header(True, file_name)}
    return StreamingHttpResponse(content, content_type=TYPES[kind], headers=headers)


def brought(request, form):
    file = form.cleaned_data["file"]
    try:
        received = receive(file.read(), file.name, by=request.user)
    except (Unreadable, NotTheSheet) as error:
        form.add_error("file", str(error))
        return None
    if received.stored:
        count = len(received.stored)
        words = ngettext(
            "%(count)s translation is stored, for somebody to review. What is of the register readers see at once.",
            "%(count)s translations are stored, for somebody to review. What is of the register readers see at once.",
            count,
        )
        messages.success(request, words % {"count": count})
    return received
