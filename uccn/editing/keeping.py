"""Forms that were sent after the session or its secret had expired: the page that answers carries all that was typed.

Nothing is kept on the server. The text travels signed through the signing in and back into its form, for the
person who had opened the form and nobody else.
"""

from django.contrib import admin
from django.contrib.admin.forms import AdminAuthenticationForm
from django.core import signing
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views import csrf

from .opened import FIELD, Opened

KEPT = "kept"


def is_form(request):
    return request.method == "POST" and FIELD in request.POST


def kept(request):
    return signing.dumps([request.get_full_path(), fields_sent(request)], salt=KEPT, compress=True)


def fields_sent(request):
    sent = request.POST.lists()
    return [(name, value) for name, values in sent for value in values if name != "csrfmiddlewaretoken"]


def sign_in_again(site, request, status=200):
    context = {
        **site.each_context(request),
        "title": _("Log in"),
        "subtitle": None,
        "app_path": reverse("admin:login"),
        "next": request.get_full_path(),
        "username": request.user.get_username(),
        "form": AdminAuthenticationForm(request),
        "kept": kept(request),
    }
    return render(request, "admin/login.html", context, status=status)


def hand_back(request, token):
    """The page that leads back into the form; None if the text is somebody else's or none at all."""
    try:
        path, fields = signing.loads(token, salt=KEPT)
    except signing.BadSignature:
        return None
    opened = Opened.load(dict(fields)[FIELD])
    if opened is None or opened.user != request.user.pk:
        return None
    return offer(request, path, fields)


def offer(request, path, fields, status=200):
    context = {**admin.site.each_context(request), "title": _("Your text is still here"), "path": path}
    return render(request, "editing/kept.html", {**context, "fields": fields}, status=status)


def csrf_failure(request, reason=""):
    opened = Opened.load(request.POST[FIELD]) if is_form(request) else None
    if opened is None:
        # Another site cannot sign, so it cannot have its words shown here.
        return csrf.csrf_failure(request, reason)
    if opened.user != request.user.pk:
        return sign_in_again(admin.site, request, status=403)
    return offer(request, request.get_full_path(), fields_sent(request), status=403)
