"""Bringing back what versions hold. Who calls opens the change that becomes the new version."""

from django.core.exceptions import PermissionDenied
from django.db import models

from uccn.access.columns import may_write, may_write_facts
from uccn.languages import translations
from uccn.languages.translations.pairs import translated_models

from .changes import gone
from .kept import FIELDS
from .states import state_after, versions_by_number


class NotKept(Exception):
    """No such row or field to bring back."""


def restore_field(version, name, *, by):
    column = next((each for each in editable(version._model) if each.name == name), None)
    row = version._model._base_manager.filter(pk=version.object_id).first()
    if row is None or column is None:
        raise NotKept
    write(row, [column], version, by)


def restore_row(version, *, by):
    row = version._model._base_manager.filter(pk=version.object_id).first()
    if row is None:
        recover([version], by=by)
    else:
        write(row, editable(version._model), version, by)


def restore_whole(record, number, *, by):
    """Make the record and its parts what they were after the revision of that number.

    Rows without any version are left alone: nobody could bring them back.
    """
    then = state_after(record, number)
    for row in reversed(list(state_after(record))):
        if row not in then:
            remove(row, by)
    versions = versions_by_number(then.values())
    recover([version for version in versions.values() if not is_there(version)], by=by)
    for version in versions.values():
        restore_row(version, by=by)


def restore_deleted(version, *, by):
    """Recover a record with the parts that were deleted along with it."""
    record = version._model(pk=version.object_id)
    state = state_after(record, version.revision_id, deleted_with_it=True)
    recover(versions_by_number(state.values()).values(), by=by)
    return version._model._base_manager.get(pk=version.object_id)


def recover(versions, *, by):
    """Make the rows anew, under their old numbers. What no form may write starts afresh, as the state of a report."""
    if versions and not may_write_facts(by):
        raise PermissionDenied
    for version in versions:
        columns = [each for each in editable(version._model) if not isinstance(each, models.ManyToManyField)]
        row = version._model(pk=version.object_id)
        put(row, columns, version)
        row.save(force_insert=True)
        keep_translations(row, None, by)
    for version in versions:
        put_many(version._model._base_manager.get(pk=version.object_id), version)


def remove(row, by):
    if not may_write_facts(by):
        raise PermissionDenied
    found = row.model._base_manager.filter(pk=row.object_id).first()
    if found:
        gone(found)
        found.delete()
        translations.forget_gone()


def write(row, columns, version, by):
    differing = [each for each in columns if value_now(row, each) != value_then(version, each)]
    if not differing:
        return
    if not all(may_write(each, by) for each in differing):
        raise PermissionDenied
    before = {each.attname: value_now(row, each) for each in differing}
    put(row, [each for each in differing if not isinstance(each, models.ManyToManyField)], version)
    row.save()
    keep_translations(row, before, by)
    if any(isinstance(each, models.ManyToManyField) for each in differing):
        put_many(row, version)


def keep_translations(row, before, by):
    if type(row) in translated_models():
        translations.keep(row, before, by=by)


def put(row, columns, version):
    for column in columns:
        setattr(row, column.attname, version.field_dict[column.attname])


def put_many(row, version):
    for column in editable(type(row)):
        if isinstance(column, models.ManyToManyField):
            getattr(row, column.name).set(version.field_dict[column.attname])


def value_now(row, column):
    if isinstance(column, models.ManyToManyField):
        return set(getattr(row, column.name).values_list("pk", flat=True))
    return getattr(row, column.attname)


def value_then(version, column):
    value = version.field_dict[column.attname]
    return set(value) if isinstance(column, models.ManyToManyField) else value


def editable(model):
    columns = (model._meta.get_field(name) for name in FIELDS[model])
    return [column for column in columns if column.editable and not column.primary_key]


def is_there(version):
    return version._model._base_manager.filter(pk=version.object_id).exists()
