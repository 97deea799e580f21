"""Pictures handed in by editors: which kinds are read, how large they may be, and under what name they are kept."""

import secrets

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from PIL import Image, UnidentifiedImageError

FORMATS = {"JPEG": ".jpg", "PNG": ".png", "WEBP": ".webp"}
MOST_PIXELS = 50_000_000
MOST_BYTES = 20 * 1024 * 1024


def random_name(folder, suffix):
    return f"{folder}/{secrets.token_hex(16)}{suffix}"


class PictureFormField(forms.FileField):
    widget = forms.ClearableFileInput

    def to_python(self, data):
        upload = super().to_python(data)
        if upload is None:
            return None
        if upload.size > MOST_BYTES:
            raise ValidationError(_("This picture is larger than 20 MB. Save a smaller copy and upload that."))
        try:
            # Only these three decoders are ever asked: most flaws of the library are in the others.
            with Image.open(upload, formats=list(FORMATS)) as picture:
                width, height = picture.size
                kind = picture.format
                if width * height > MOST_PIXELS:
                    raise ValidationError(_("This picture has more than 50 million pixels. Upload a smaller copy."))
                picture.verify()
        except (UnidentifiedImageError, OSError, SyntaxError, Image.DecompressionBombError) as error:
            raise ValidationError(_("This file is not a readable JPEG, PNG or WebP picture.")) from error
        upload.seek(0)
        upload.name = f"picture{FORMATS[kind]}"
        return upload


class PictureField(models.ImageField):
    """A JPEG, PNG or WebP picture, kept under a random name so that no upload can choose its own."""

    def formfield(self, **kwargs):
        return models.FileField.formfield(self, **{"form_class": PictureFormField, **kwargs})

    def generate_filename(self, instance, filename):
        suffix = "." + filename.rsplit(".", 1)[-1].lower()
        return random_name(self.upload_to, suffix if suffix in FORMATS.values() else ".jpg")
