"""Pictures on the desk: no address serves the folder of uploads, so it shows them itself, to those who may see them."""

from django.contrib.admin.widgets import AdminFileWidget
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404
from django.urls import path, reverse


class PictureInput(AdminFileWidget):
    template_name = "desk/picture_input.html"

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        if self.is_initial(value):
            opts = value.instance._meta
            context["address"] = reverse(f"admin:{opts.app_label}_{opts.model_name}_picture", args=[value.instance.pk])
        return context


class ShowsPicture:
    """For the admin of a model with a picture."""

    picture_field = "picture"

    def get_urls(self):
        name = f"{self.opts.app_label}_{self.opts.model_name}_picture"
        return [path("<int:pk>/picture/", self.admin_site.admin_view(self.picture), name=name), *super().get_urls()]

    def picture(self, request, pk):
        if not self.has_view_permission(request):
            raise PermissionDenied
        record = get_object_or_404(self.get_queryset(request), pk=pk)
        return picture_response(getattr(record, self.picture_field))


def picture_response(file):
    if not file or not file.storage.exists(file.name):
        raise Http404
    return FileResponse(file.open())
