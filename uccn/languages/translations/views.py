"""The translators' work list on the desk, and the buttons of its rows."""

import re
from itertools import zip_longest

from django import forms
from django.contrib import admin, messages
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import Http404, HttpResponseRedirect, QueryDict
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from uccn.access.rows import visible
from uccn.languages.models import TO_DO, Settled, State
from uccn.languages.names import name_of
from uccn.texts.html import plain

from .comparing import blocks
from .marks import verdict_open
from .pages import pages
from .settling import Refused, settle
from .work import city_model, languages_of, rows_for, whole_key, whole_of_key, with_records

PER_PAGE = 25
NUMBER = re.compile(r"[0-9]{1,18}")


class Choices(forms.Form):
    """What the list is narrowed to. Choices that are not offered narrow nothing."""

    state = forms.ChoiceField(label=gettext_lazy("State"), required=False)
    language = forms.ChoiceField(label=gettext_lazy("Into"), required=False)
    model = forms.ChoiceField(label=gettext_lazy("Kind of record"), required=False)
    city = forms.ChoiceField(label=gettext_lazy("City"), required=False)
    whole = forms.ChoiceField(label=gettext_lazy("Record"), required=False)

    def __init__(self, request, languages, rows):
        super().__init__(request.GET)
        self.fields["state"].choices = [
            ("", _("Missing or out of date")),
            *((state.value, capfirst(state.label)) for state in State),
        ]
        self.fields["language"].choices = everything([(language, name_of(language)) for language in languages])
        self.fields["model"].choices = everything(kinds(request.user))
        if whole := whole_of_key(rows, request.GET.get("whole", "")):
            self.fields["whole"].choices = [("", _("All")), (whole_key(whole), str(whole))]
        else:
            del self.fields["whole"]
        # What else is chosen decides which cities have something to offer.
        self.full_clean()
        self.fields["city"].choices = [("", _("All")), *cities(request, self.narrowed(rows))]
        self.full_clean()

    def narrowed(self, rows):
        chosen = self.cleaned_data
        filters = {
            "language": chosen.get("language"),
            "content_type": chosen.get("model"),
            "city": chosen.get("city"),
            "state__in": [chosen["state"]] if chosen.get("state") else TO_DO,
        }
        if chosen.get("whole"):
            filters["whole_type"], filters["whole_id"] = chosen["whole"].split("-")
        return rows.filter(**{lookup: value for lookup, value in filters.items() if value})


def everything(choices):
    return [("", _("All")), *choices] if len(choices) != 1 else choices


def kinds(person):
    models = [model for model, page in pages().items() if page.may_be_changed_by(person)]
    numbers = ContentType.objects.get_for_models(*models)
    found = ((str(number.pk), capfirst(model._meta.verbose_name)) for model, number in numbers.items())
    return sorted(found, key=lambda each: each[1])


def cities(request, rows):
    """Those of the rows, and the one that is chosen though nothing may be left of it."""
    model = city_model()
    order = pages()[model].keeper.get_ordering(request)
    chosen = request.GET.get("city", "")
    wanted = Q(pk__in=rows.order_by().values("city")) | Q(pk=chosen if NUMBER.fullmatch(chosen) else None)
    found = visible(model._base_manager.filter(wanted).order_by(*order), request.user)
    return [(str(city.pk), str(city)) for city in found]


@require_safe
def work_list(request):
    languages = languages_of(request.user)
    if not languages:
        raise PermissionDenied
    rows = rows_for(request.user).filter(language__in=languages)
    form = Choices(request, languages, rows)
    narrowed = form.narrowed(rows)
    page = Paginator(narrowed, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        **admin.site.each_context(request),
        "title": _("Translations"),
        "form": form,
        "amount": narrowed.amount(),
        "page": page,
        "lines": lines(with_records(page.object_list), request),
        "query": request.GET.urlencode(),
        "others": without_page(request.GET),
    }
    return TemplateResponse(request, "admin/translations/work_list.html", context)


def lines(work, request):
    """The rows as the page shows them; each knows its neighbour, where the eye goes once it is settled."""
    query = urlencode({"work_list": request.GET.urlencode()})
    return [
        {
            "work": each,
            "id": f"row-{each.row.pk}",
            "address": f"{each.address}?{query}#{each.anchor}",
            "excerpt": plain(each.source),
            "blocks": blocks(each.row, each.record) if each.state == State.OUT_OF_DATE else None,
            "target": plain(each.target),
            "verdict": verdict_open(each.row),
            "next": f"row-{following.row.pk}" if following else "work",
        }
        for each, following in zip_longest(work, work[1:])
    ]


def without_page(query):
    kept = query.copy()
    kept.pop("page", None)
    return kept.urlencode()


@require_POST
def settle_row(request, pk):
    # A row of others is answered like one that is not there.
    found = with_records(rows_for(request.user).filter(pk=pk))
    if not found:
        raise Http404
    (work,) = found
    try:
        settle(
            work.record,
            work.row.field,
            request.POST.get("verdict", ""),
            seen=request.POST.get("seen", ""),
            by=request.user,
        )
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, settled_words(work, request.POST["verdict"]))
    return HttpResponseRedirect(f"{list_address(request.POST.get('query', ''))}#{place(request.POST.get('next', ''))}")


def settled_words(work, verdict):
    sentences = {
        Settled.REVIEWED: _("%(text)s in %(language)s is reviewed: %(record)s"),
        Settled.NOT_NEEDED: _("%(text)s needs no translation into %(language)s: %(record)s"),
        Settled.NOTHING: _("%(text)s is to be translated into %(language)s: %(record)s"),
    }
    return sentences[verdict] % {
        "text": capfirst(work.label),
        "language": name_of(work.row.language),
        "record": work.record,
    }


def list_address(query):
    """The work list narrowed as it was; whatever else the text holds is left behind."""
    asked = QueryDict(query[:1000])
    kept = {name: asked[name] for name in ("state", "language", "model", "city", "whole", "page") if name in asked}
    return reverse("admin:translations") + (f"?{urlencode(kept)}" if kept else "")


def place(text):
    return text if text.removeprefix("row-").isdecimal() else "work"
