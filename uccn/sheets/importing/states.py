"""Fields of a record as the records of imports keep them: what JSON can hold, and what the database holds again."""

from functools import cache

from modeltranslation.translator import NotRegistered, translator

from uccn.languages.fields import DerivedField


@cache
def kept_fields(model):
    """All fields but those that follow from others, and the base columns of translated ones, which nobody reads."""
    try:
        bases = translator.get_options_for_model(model).all_fields
    except NotRegistered:
        bases = ()
    return [
        field
        for field in model._meta.concrete_fields
        if not (field.generated or field.primary_key or field.name in bases or isinstance(field, DerivedField))
    ]


# Values that JSON takes as they are.
PLAIN = (str, int, bool, type(None))


def value_of(field, record):
    value = getattr(record, field.attname)
    return value if type(value) in PLAIN else field.value_to_string(record)


def state_of(record, names=None):
    """The fields that are named, or all."""
    fields = kept_fields(type(record))
    if names is not None:
        fields = [field for field in fields if field.name in names]
    return {field.name: value_of(field, record) for field in fields}


def put_state(record, state):
    for name, value in state.items():
        field = record._meta.get_field(name)
        if not field.many_to_many:
            setattr(record, field.attname, field.to_python(value))
