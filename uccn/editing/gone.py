"""A form of a record that was deleted meanwhile: what was typed is offered back, the record stays deleted."""

import re

from django.contrib.admin.models import DELETION, LogEntry
from django.contrib.admin.options import get_content_type_for_model
from django.core.exceptions import FieldDoesNotExist
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from .opened import FIELD

NOT_TYPED = re.compile(
    r"csrfmiddlewaretoken|_.*|.*-(?:TOTAL|INITIAL|MIN_NUM|MAX_NUM)_FORMS|.*__prefix__.*|(?:.*-)?id|" + FIELD
)


def gone(model_admin, request, pk):
    deletion = None
    if request.opened:
        deleted = LogEntry.objects.filter(
            content_type=get_content_type_for_model(model_admin.model), object_id=pk, action_flag=DELETION
        )
        deletion = deleted.select_related("user").first()
    context = {
        **model_admin.admin_site.each_context(request),
        "title": _("This record was deleted meanwhile"),
        "opts": model_admin.opts,
        "deletion": deletion,
        "texts": list(typed(model_admin, request)),
    }
    return TemplateResponse(request, "editing/gone.html", context)


def typed(model_admin, request):
    """Every text that was sent, with the label of its field."""
    models = [model_admin.model, *(inline.model for inline in model_admin.inlines)]
    for name, values in request.POST.lists():
        text = "\n".join(filter(None, values))
        if text and not NOT_TYPED.fullmatch(name):
            yield label(models, name.rpartition("-")[2]), text


def label(models, field_name):
    for model in models:
        try:
            return model._meta.get_field(field_name).verbose_name
        except FieldDoesNotExist:
            continue
    return field_name
