"""Forms of the desk that take files: they show how far an upload is, and leave no file behind that no row names."""

from django import forms
from django.contrib.admin.widgets import AdminFileWidget
from django.http import JsonResponse
from django.utils.translation import gettext

from uccn.uploads import removed_on_failure


def with_progress(attrs):
    """Attributes of a file field from which upload.js takes its words."""
    return {
        **(attrs or {}),
        "data-uploading": gettext("Uploading"),
        "data-working": gettext("Uploaded; the file is being read."),
        "data-interrupted": gettext("The upload was interrupted. Look at your connection, then save again."),
    }


class UploadInput(AdminFileWidget):
    def get_context(self, name, value, attrs):
        return super().get_context(name, value, with_progress(attrs))


class TakesFiles:
    """For the admin of a model whose form takes files."""

    @property
    def media(self):
        return super().media + forms.Media(js=["admin-desk/upload.js"])

    def changeform_view(self, request, *args, **kwargs):
        with removed_on_failure():
            response = super().changeform_view(request, *args, **kwargs)
        # A script that followed the redirect itself would use up the messages meant for the next page.
        if response.status_code == 302 and request.headers.get("X-Upload") == "1":
            return JsonResponse({"location": response.url})
        return response
