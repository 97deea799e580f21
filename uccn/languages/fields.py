from django.db import models

from .folding import fold, sort_key


class DerivedField(models.CharField):
    """A text worked out anew from other fields of the row each time the row is written; nobody edits it."""

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

    def pre_save(self, record, add):
        texts = [getattr(record, name) or "" for name in self.of]
        value = self.derive(texts)[: self.max_length]
        setattr(record, self.attname, value)
        return value


class FoldedField(DerivedField):
    """The folded names of the row, each between bars, so that a whole name can be asked for: "|gand|"."""

    def derive(self, texts):
        return "".join(f"|{folded}" for text in texts if (folded := fold(text))) + "|"


class SortKeyField(DerivedField):
    def derive(self, texts):
        return sort_key(texts[0])
