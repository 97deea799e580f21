"""What a preview link shows: the working rows as they are now, and a form for comments.

Whoever has the address may read and comment; no session is looked at and no cookie is set.
"""

import uuid

from django import forms
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from uccn.languages.codes import LANGUAGES
from uccn.pictures.serving import picture_response

from . import document, previews
from .document.tree import walk


class CommentForm(forms.Form):
    key = forms.UUIDField(widget=forms.HiddenInput)
    name = forms.CharField(label=_("Your name"), max_length=80)
    place = forms.ChoiceField(label=_("On which part"), required=False)
    text = forms.CharField(label=_("Comment"), max_length=4000, widget=forms.Textarea(attrs={"rows": 5}))

    def __init__(self, *args, draft, **kwargs):
        super().__init__(*args, **kwargs)
        places = [(section.number, f"{section.number} {section.heading}") for section in walk(draft.sections)]
        self.fields["place"].choices = [("", _("the whole report")), *places]


# The address is the right to comment, so there is no session that another site could misuse; and pages that send no
# referrer send no origin either, without which Django's check refuses every form.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def shared_preview(request, token):
    at = timezone.now()
    link = visited(token, at)
    if link is None:
        return without_traces(render(request, "reports/preview_ended.html", status=404))
    draft = document.build(link.report, request.LANGUAGE_CODE)
    form = CommentForm(request.POST or None, draft=draft, initial={"key": uuid.uuid4()})
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            previews.comment(link, **form.cleaned_data, language=request.LANGUAGE_CODE, at=at)
        except previews.TooMany as refusal:
            form.add_error(None, str(refusal))
            status = 429
        else:
            return without_traces(HttpResponseRedirect(f"{request.path}?sent=1#comment"))
    context = {
        "document": draft,
        "edition": None,
        "history": [],
        "is_preview": True,
        "figures_at": f"{request.path}figures/",
        "languages": list(LANGUAGES),
        "link": link,
        "form": form,
        "is_sent": "sent" in request.GET,
    }
    return without_traces(render(request, "reports/shared_preview.html", context, status=status))


@require_safe
def shared_preview_figure(request, token, number):
    link = visited(token, timezone.now())
    if link is None:
        raise Http404
    figures = document.build(link.report, request.LANGUAGE_CODE).figures()
    picture = next((each.picture for each in figures if each.number == number and each.picture), None)
    if picture is None:
        raise Http404
    return without_traces(picture_response(picture.file))


def visited(token, at):
    """The link that the token opens now, None for one that has ended, was revoked, or never was one."""
    link = previews.opened(token, at)
    if link:
        previews.visit(link, at)
    return link


def without_traces(response):
    """Kept in no cache, found by no search engine, told to no other site."""
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Robots-Tag"] = "noindex"
    response.headers["Referrer-Policy"] = "no-referrer"
    return response
