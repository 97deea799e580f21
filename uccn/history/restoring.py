"""Bringing back what a version holds. Who calls makes the new version."""

from django.db import models
from reversion.revisions import _get_options

from .changes import loaded


class FieldNotKept(Exception):
    """No such field in the version, or none that the person may write."""


def restore_field(form_class, record, version, field_name):
    if field_name not in form_class.base_fields or field_name not in names_of(version):
        raise FieldNotKept
    column = record._meta.get_field(field_name)
    if isinstance(column, models.ManyToManyField):
        getattr(record, field_name).set(version.field_dict[column.attname])
        return
    fresh = type(record)._base_manager.get(pk=record.pk)
    setattr(fresh, column.attname, version.field_dict[column.attname])
    fresh.save()


def names_of(version):
    return _get_options(version._model).fields


def parts_of(record):
    """The rows kept along with the record now."""
    names = _get_options(type(record)).follow
    return [row for name in names for row in getattr(record, name)]


def versions_with(version):
    """The version and those of the rows that belonged to its record then."""
    record = version._object_version.object
    owners = {}
    for name in _get_options(type(record)).follow:
        relation = record._meta.get_field(name.removeprefix("kept_"))
        owners[relation.related_model] = relation.field.attname
    yield version
    for other in version.revision.version_set.exclude(pk=version.pk):
        owner = owners.get(other._model)
        if owner and str(other.field_dict[owner]) == version.object_id:
            yield other


def restore_whole(record, version):
    kept = list(versions_with(version))
    then = {(each._model, each.object_id) for each in kept}
    for row in parts_of(record):
        if (type(row), str(row.pk)) not in then:
            row.delete()
    for each in kept:
        each.revert()


def restore_missing(version):
    for each in versions_with(version):
        if not each._model._base_manager.filter(pk=each.object_id).exists():
            each.revert()
    return loaded(version._model._base_manager.all()).get(pk=version.object_id)
