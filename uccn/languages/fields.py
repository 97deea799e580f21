from django.db import models
from django.db.models.query_utils import DeferredAttribute

from .folding import fold, sort_key


class Derivation(DeferredAttribute):
    """Reads as derived until it is stored: fixtures write what they read here, past pre_save()."""

    def __get__(self, record, cls=None):
        value = super().__get__(record, cls)
        if record is not None and value == "":
            return self.field.derive_from(record)
        return value

    def __set__(self, record, value):
        record.__dict__[self.field.attname] = value


class DerivedField(models.CharField):
    """A text worked out anew from other fields of the row each time the row is written; nobody edits it."""

    descriptor_class = Derivation

    def __init__(self, *args, of, **kwargs):
        self.of = tuple(of)
        kwargs.setdefault("max_length", 400)
        kwargs["editable"] = False
        kwargs["default"] = ""
        super().__init__(*args, **kwargs)

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        del kwargs["editable"], kwargs["default"]
        return name, path, args, {**kwargs, "of": self.of}

    def derive(self, texts):
        raise NotImplementedError

    def derive_from(self, record):
        return self.derive([getattr(record, name) or "" for name in self.of])[: self.max_length]

    def pre_save(self, record, add):
        value = self.derive_from(record)
        setattr(record, self.attname, value)
        return value


class FoldedField(DerivedField):
    """The folded names of the row, each between bars, so that a whole name can be asked for: "|gand|"."""

    def derive(self, texts):
        return "".join(f"|{folded}" for text in texts if (folded := fold(text))) + "|"


class SortKeyField(DerivedField):
    """The key by which the name sorts: see folding.sort_key."""

    def derive(self, texts):
        return sort_key(texts[0])
