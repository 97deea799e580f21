"""How a picture gets from a form to the folder of uploads."""

import hashlib

import pytest
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage

from reports.models import Figure
from tests.factories import a_report, an_item
from tests.pictures import PAYLOAD, a_picture, a_snapshot, an_upload, opened, png_that_claims
from uccn.pictures import PictureFormField, fields

pytestmark = pytest.mark.filterwarnings("ignore::PIL.Image.DecompressionBombWarning")
HOSTILE = [
    ("../../evil.png", "evil.png"),
    ("/etc/passwd", "passwd"),
    ("C:\\fakepath\\con.png", "con.png"),
    (".htaccess", ".htaccess"),
    ("kiln.php.png", "kiln.php.png"),
    ("<img src=x>.png", "<img src=x>.png"),
    ("a\u202egnp.exe", "agnp.exe"),
    ("a\r\nSet-Cookie: x.png", "aSet-Cookie: x.png"),
    ("景德镇窑.png", "景德镇窑.png"),
]


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


def stored(folder=""):
    folders, files = default_storage.listdir(folder)
    return sorted([f"{folder}{name}" for name in files] + [each for name in folders for each in stored(f"{name}/")])


def a_figure(upload):
    report = a_report()
    item = report.form.items.first() or an_item(form=report.form)
    return Figure.objects.create(report=report, item=item, caption_en="A kiln", picture=upload)


def read(figure):
    return default_storage.open(figure.picture.name).read()


def through_a_form(upload):
    return Figure._meta.get_field("picture").formfield().clean(upload)


@pytest.mark.parametrize(("kind", "suffix"), [("PNG", "png"), ("JPEG", "jpg"), ("WEBP", "webp")])
def test_picture_is_kept_under_a_random_name_with_its_true_suffix(db, kind, suffix):
    first, second = (a_figure(an_upload(a_picture(kind), "evil.php")).picture.name for _turn in range(2))

    assert first.startswith("figures/")
    assert first.endswith(f".{suffix}")
    assert len(first) == len("figures/") + 32 + len(f".{suffix}")
    assert first != second


def test_picture_its_copies_and_the_file_as_it_came_are_kept(db):
    content = a_picture("JPEG", (1000, 500))
    figure = a_figure(through_a_form(an_upload(content, "窑.jpeg")))

    name = figure.picture.name.removeprefix("figures/").removesuffix(".jpg")
    sizes = [f"{width}.{suffix}" for width in (1000, 480, 960) for suffix in ("jpg", "webp")]
    assert stored() == sorted(
        [*(f"figures/{name}-{each}" for each in sizes), f"figures/{name}.jpg", f"originals/{name}"]
    )
    assert (figure.width, figure.height, figure.widths) == (1000, 500, (480, 960, 1000))
    assert default_storage.open(f"originals/{name}").read() == content
    assert figure.original_name == "窑.jpeg"
    assert figure.original_sha256 == hashlib.sha256(content).hexdigest()


def test_size_is_that_of_the_picture_as_shown(db):
    figure = a_figure(through_a_form(an_upload(a_snapshot(orientation=6))))

    figure.refresh_from_db()
    assert (figure.width, figure.height) == (20, 40)
    assert opened(read(figure)).size == (20, 40)


def test_picture_that_comes_past_every_form_is_encoded_anew_as_well(db):
    figure = a_figure(an_upload(a_picture() + PAYLOAD))

    assert PAYLOAD not in read(figure)


def test_picture_taken_out_takes_its_name_and_digest_along(db):
    figure = a_figure(an_upload())

    figure.picture = ""
    figure.save()

    figure.refresh_from_db()
    assert (figure.original_name, figure.original_sha256, figure.widths) == ("", "", ())


@pytest.mark.parametrize(("name", "kept"), HOSTILE)
def test_u5_a_name_is_text_and_nothing_else(db, media, name, kept):
    upload = an_upload()
    upload._name = name

    figure = a_figure(upload)

    assert figure.original_name == kept
    assert {each.split("/")[0] for each in stored()} == {"figures", "originals"}
    assert [path.name for path in media.parent.iterdir() if path.name.startswith(("evil", "passwd"))] == []


def test_u5_a_name_of_300_chinese_characters_is_kept_as_far_as_the_column_goes(db):
    figure = a_figure(through_a_form(an_upload(name="窑" * 300 + ".png")))

    figure.refresh_from_db()
    assert figure.original_name == "窑" * 251 + ".png"


def test_x3_svg_is_refused_in_words():
    with pytest.raises(ValidationError, match="JPEG, PNG or WebP"):
        PictureFormField().clean(an_upload(b"<svg xmlns='http://www.w3.org/2000/svg'/>"))


def test_u1_too_many_pixels_are_refused_in_words():
    with pytest.raises(ValidationError, match="50 million pixels"):
        PictureFormField().clean(an_upload(png_that_claims(13_000, 13_000)))


def test_u4_large_files_are_refused_by_their_size(monkeypatch):
    monkeypatch.setattr(fields, "MOST_BYTES", 10)

    with pytest.raises(ValidationError, match="20 MB"):
        PictureFormField().clean(an_upload())
