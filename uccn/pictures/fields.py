import hashlib

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import models
from django.db.models.fields.files import ImageFieldFile
from django.utils.translation import gettext_lazy as _

from uccn.uploads import name_as_text, store

from . import names
from .encoding import TooManyPixels, Unreadable, encode

MOST_BYTES = 20 * 1024 * 1024


class PictureFormField(forms.FileField):
    widget = forms.ClearableFileInput

    def to_python(self, data):
        # How long its name is does not matter: it gets another one.
        upload = super().to_python(data)
        if upload is None:
            return None
        if upload.size > MOST_BYTES:
            raise ValidationError(_("This picture is larger than 20 MB. Save a smaller copy and upload that."))
        try:
            upload.encoded = encode(upload)
        except TooManyPixels as fault:
            words = _("This picture has more than 50 million pixels. Upload a smaller copy.")
            raise ValidationError(words) from fault
        except Unreadable as fault:
            raise ValidationError(_("This file is not a readable JPEG, PNG or WebP picture.")) from fault
        return upload


class PictureFile(ImageFieldFile):
    """Stores what readers may see of a picture, and where the field says so the file as it came beside it."""

    def save(self, name, content, save=True):
        encoded = getattr(content, "encoded", None) or encode(content)
        self.name = store(
            self.storage, names.random_name(self.field.upload_to, encoded.suffix), ContentFile(encoded.shown)
        )
        setattr(self.instance, self.field.attname, self.name)
        if self.field.keeps_original:
            self.keep_original(name or "", content, encoded)
        self._committed = True
        if save:
            self.instance.save()

    def keep_original(self, name, content, encoded):
        for (width, suffix), copy in encoded.copies.items():
            store(self.storage, names.copy_name(self.name, width, suffix), ContentFile(copy))
        store(self.storage, names.original_name(self.name), content)
        self.field.describe_original(self.instance, name_as_text(name), digest(content))


class PictureField(models.ImageField):
    """A JPEG, PNG or WebP picture. What is shown of it is encoded anew; no upload chooses its own name.

    Where it names a `name_field` and a `digest_field`, which come after it, these keep the name and the SHA-256 of the
    file as it came; the file lies under names.original_name(), smaller copies under names.copy_name().
    """

    attr_class = PictureFile

    def __init__(self, *args, name_field=None, digest_field=None, **kwargs):
        self.name_field, self.digest_field = name_field, digest_field
        super().__init__(*args, **kwargs)

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        named = {"name_field": self.name_field, "digest_field": self.digest_field}
        return name, path, args, {**kwargs, **{key: value for key, value in named.items() if value}}

    @property
    def keeps_original(self):
        return bool(self.digest_field)

    def formfield(self, **kwargs):
        return models.FileField.formfield(self, **{"form_class": PictureFormField, **kwargs, "max_length": None})

    def pre_save(self, instance, add):
        file = super().pre_save(instance, add)
        if self.keeps_original and not file:
            self.describe_original(instance, "", "")
        return file

    def describe_original(self, instance, name, sha256):
        setattr(instance, self.name_field, name)
        setattr(instance, self.digest_field, sha256)


def digest(content):
    sha256 = hashlib.sha256()
    content.seek(0)
    for chunk in content.chunks():
        sha256.update(chunk)
    return sha256.hexdigest()
