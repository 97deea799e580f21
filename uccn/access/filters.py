"""Filters of lists that offer nothing but what stands in rows the person may see."""

from django.contrib.admin import AllValuesFieldListFilter, RelatedFieldListFilter
from django.contrib.admin.utils import get_fields_from_path
from django.db import models

from .rows import visible


class VisibleRelated(RelatedFieldListFilter):
    def field_choices(self, field, request, model_admin):
        rows = visible(field.related_model._default_manager.all(), request.user)
        ordering = self.field_admin_ordering(field, request, model_admin)
        return field.get_choices(include_blank=False, ordering=ordering, limit_choices_to={"pk__in": rows.values("pk")})


class VisibleValues(AllValuesFieldListFilter):
    def __init__(self, field, request, params, model, model_admin, field_path):
        super().__init__(field, request, params, model, model_admin, field_path)
        rows = model_admin.get_queryset(request).order_by(field_path)
        self.lookup_choices = rows.values_list(field_path, flat=True).distinct()


def visible_filter(model, entry):
    """What stands in a `list_filter`, with choices drawn from visible rows."""
    if not isinstance(entry, str):
        return entry
    field = get_fields_from_path(model, entry)[-1]
    if field.is_relation:
        return entry, VisibleRelated
    if field.choices or isinstance(field, models.BooleanField | models.DateField):
        return entry
    return entry, VisibleValues
