"""Pictures on the desk: no address serves the folder of uploads, so it shows them itself, to those who may see them."""

from django.contrib.admin.widgets import AdminFileWidget
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_safe

from uccn.pictures.names import original_name
from uccn.pictures.serving import original_response, picture_response

from .uploads import TakesFiles, with_progress


class PictureInput(AdminFileWidget):
    template_name = "desk/picture_input.html"

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, with_progress(attrs))
        context["widget"]["attrs"]["accept"] = "image/jpeg,image/png,image/webp"
        if self.is_initial(value):
            instance, opts = value.instance, value.instance._meta
            pages = f"admin:{opts.app_label}_{opts.model_name}_"
            context["address"] = reverse(f"{pages}picture", args=[instance.pk])
            if value.field.keeps_original:
                context["original"] = getattr(instance, value.field.name_field)
                context["original_address"] = reverse(f"{pages}original", args=[instance.pk])
        return context


class ShowsPicture(TakesFiles):
    """For the admin of a model with a picture."""

    picture_field = "picture"

    def get_urls(self):
        views = {"picture": self.picture_view}
        if self.model._meta.get_field(self.picture_field).keeps_original:
            views["original"] = self.original_view
        name = f"{self.opts.app_label}_{self.opts.model_name}"
        return [
            *(
                path(f"<int:pk>/{page}/", self.admin_site.admin_view(view), name=f"{name}_{page}")
                for page, view in views.items()
            ),
            *super().get_urls(),
        ]

    @method_decorator(require_safe)
    def picture_view(self, request, pk):
        return picture_response(self.picture(request, pk).name)

    @method_decorator(require_safe)
    def original_view(self, request, pk):
        """The file as it came, which may tell where and when it was taken."""
        file = self.picture(request, pk)
        return original_response(original_name(file.name), getattr(file.instance, file.field.name_field))

    def picture(self, request, pk):
        if not self.has_view_permission(request):
            raise PermissionDenied
        file = getattr(get_object_or_404(self.get_queryset(request), pk=pk), self.picture_field)
        if not file:
            raise Http404
        return file
