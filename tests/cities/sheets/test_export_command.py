import io
import json

import pytest
from django.core.management import CommandError, call_command

from tests.factories import a_city, a_designation
from uccn.sheets.models import Export
from uccn.sheets.reading import read

pytestmark = pytest.mark.django_db


def run(command, path, *options):
    """What the command prints, and its refusal."""
    out = io.StringIO()
    try:
        call_command(command, str(path), *options, stdout=out)
    except CommandError as error:
        return None, str(error)
    return out.getvalue(), None


@pytest.fixture(autouse=True)
def shenzhen():
    city = a_city("shenzhen", name_zh_hans="深圳", name_en="Shenzhen")
    a_designation(city)
    a_city("kanazawa", name_en="Zaffre")
    return city


@pytest.mark.parametrize("kind", ["xlsx", "csv", "ods"])
@pytest.mark.parametrize(
    ("language", "heading"), [("zh", "地址名"), ("en", "Address name"), ("both", "地址名 Address name")]
)
def test_format_follows_the_name_and_headings_the_language(tmp_path, kind, language, heading):
    path = tmp_path / f"城市.{kind}"

    told, refusal = run("export_cities", path, "--language", language, "--json")

    assert refusal is None
    assert json.loads(told) == {"records": 2, "file": str(path), "export": Export.objects.get().pk}
    table = read(path.read_bytes(), path.name)
    assert table.header[0] == heading
    assert sorted(row.cells[0] for row in table.rows) == ["kanazawa", "shenzhen"]


def test_without_json_a_sentence_is_printed(tmp_path):
    path = tmp_path / "a.csv"

    assert run("export_cities", path) == (f"2 records: {path}\n", None)


@pytest.mark.parametrize("name", ["a.pdf", "a", "a.xls", "a.csv.exe"])
def test_other_formats_are_refused_in_words(tmp_path, name):
    assert run("export_cities", tmp_path / name) == (None, f"Name the file .xlsx, .ods or .csv: {name}")
    assert list(tmp_path.iterdir()) == []
    assert not Export.objects.exists()


def test_folder_that_is_not_there_is_refused(tmp_path):
    _told, refusal = run("export_cities", tmp_path / "nowhere" / "a.csv")

    assert refusal.endswith("No such file or directory")
    assert not Export.objects.exists()


def test_what_cannot_be_written_leaves_the_earlier_file_as_it_was(tmp_path, shenzhen):
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"earlier")
    shenzhen.summary_en = f"<p>{'a' * 40_000}</p>"
    shenzhen.save()

    _told, refusal = run("export_cities", path)

    assert "an Excel workbook takes 32767" in refusal
    assert path.read_bytes() == b"earlier"
    assert list(tmp_path.iterdir()) == [path]
    assert not Export.objects.exists()


def test_p7_focal_point_gets_own_cities_only(tmp_path, focal_point, shenzhen):
    focal_point.cities_written_for.add(shenzhen)
    path = tmp_path / "a.csv"

    run("export_cities", path, "--by", focal_point.username)

    assert "shenzhen" in path.read_text()
    assert "Zaffre" not in path.read_text()
    assert Export.objects.get().by == focal_point


def test_p7_contacts_are_refused_to_those_without_their_permission(tmp_path, editor):
    path = tmp_path / "a.csv"

    assert run("export_contacts", path, "--by", "editor") == (None, "“editor” may not export these records.")
    assert not path.exists()


def test_unknown_account_is_refused(tmp_path):
    assert run("export_cities", tmp_path / "a.csv", "--by", "nobody") == (None, "There is no account “nobody”.")
