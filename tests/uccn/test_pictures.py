from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from reports.models import Figure
from uccn import pictures


def upload(kind="PNG", size=(2, 2), name="假.png"):
    content = BytesIO()
    Image.new("RGB", size).save(content, kind)
    return SimpleUploadedFile(name, content.getvalue())


@pytest.mark.parametrize(("kind", "suffix"), [("PNG", ".png"), ("JPEG", ".jpg"), ("WEBP", ".webp")])
def test_picture_is_kept_under_a_random_name_with_its_true_suffix(kind, suffix):
    field = Figure._meta.get_field("picture")

    clean = field.formfield().clean(upload(kind, name="../../evil.php"))
    name = field.generate_filename(None, clean.name)

    assert name.startswith("figures/")
    assert name.endswith(suffix)
    assert "evil" not in name
    assert name != field.generate_filename(None, clean.name)


@pytest.mark.parametrize("kind", ["GIF", "TIFF", "BMP"])
def test_other_formats_are_refused(kind):
    with pytest.raises(ValidationError, match="JPEG, PNG or WebP"):
        pictures.PictureFormField().clean(upload(kind, name="a.png"))


@pytest.mark.parametrize(
    "content", [b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"GIF89a", b"\x89PNG\r\n\x1a\n", b"x"]
)
def test_what_is_no_picture_is_refused(content):
    with pytest.raises(ValidationError, match="JPEG, PNG or WebP"):
        pictures.PictureFormField().clean(SimpleUploadedFile("a.png", content))


def test_size_is_read_before_the_picture_is(monkeypatch):
    monkeypatch.setattr(pictures, "MOST_PIXELS", 3)

    with pytest.raises(ValidationError, match="50 million pixels"):
        pictures.PictureFormField().clean(upload(size=(2, 2)))


def test_large_files_are_refused_by_their_size(monkeypatch):
    monkeypatch.setattr(pictures, "MOST_BYTES", 10)

    with pytest.raises(ValidationError, match="20 MB"):
        pictures.PictureFormField().clean(upload())
