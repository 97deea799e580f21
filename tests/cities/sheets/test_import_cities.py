"""What rows of a sheet mean: columns, values, matching (THREATS I5-I10, I12, I13, S11)."""

import pytest

from cities.models import Alias, City
from tests.factories import a_city, a_country, a_designation, a_field
from uccn.sheets.importing import planning
from uccn.sheets.models import Batch, BatchRow

from .sheets import HEADINGS, a_sheet, outcomes, run

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shenzhen")]


def test_a_dry_run_tells_everything_and_changes_nothing(tmp_path):
    found, refusal = run(tmp_path, a_sheet(["新城 Newtown", "China", "Design", "2025"]), "--dry-run")

    assert refusal is None
    assert {name: found[name] for name in ("new", "changed", "same", "doubtful", "wrong", "batch")} == {
        "new": 1,
        "changed": 0,
        "same": 0,
        "doubtful": 0,
        "wrong": 0,
        "batch": None,
    }
    row = found["rows"][0]
    assert (row["line"], row["outcome"], row["city"], row["name"]) == (2, "new", "newtown", "新城 Newtown")
    assert row["changes"]["country"] == [None, "CN"]
    assert row["changes"]["since"] == [None, "2025"]
    assert City.objects.count() == 1


@pytest.mark.parametrize(
    "name",
    [
        "Shenzhen",
        "深圳",
        "SHENZHEN",
        "Ｓｈｅｎｚｈｅｎ",
        "Shen\u200bzhen",
        "\u202eShenzhen\u202c",
        "Shenzhen\u00a0",
        "深圳 Shenzhen",
    ],
)
def test_i10_a_city_is_found_however_its_name_is_typed(tmp_path, name):
    found, _ = run(tmp_path, a_sheet([name, "中国"], headings=HEADINGS[:2]))

    assert outcomes(found) == [(2, "same", "shenzhen")]


@pytest.mark.parametrize(
    "slug", ["shenzhen", "ＳＨＥＮＺＨＥＮ", "shen\u200bzhen", " shenzhen\u00a0", "\u202dshenzhen"]
)
def test_our_key_is_found_however_it_is_typed(tmp_path, slug):
    found, _ = run(tmp_path, a_sheet([slug], headings=["slug"]))

    assert outcomes(found) == [(2, "same", "shenzhen")]
    assert City.objects.count() == 1


def test_the_two_granadas_are_never_merged(tmp_path):
    spain, nicaragua = a_country("ES", name_en="Spain"), a_country("NI", name_en="Nicaragua")
    a_city("granada", name_zh_hans="格拉纳达", name_en="Granada", country=spain)
    a_city("granada-nicaragua", name_zh_hans="格拉纳达", name_en="Granada", country=nicaragua)
    a_country("CO", name_en="Colombia")

    found, _ = run(
        tmp_path,
        a_sheet(["Granada", "Nicaragua"], ["格拉纳达", "Spain"], ["Granada", "Colombia"], headings=HEADINGS[:2]),
        "--dry-run",
    )

    assert outcomes(found) == [(2, "same", "granada-nicaragua"), (3, "same", "granada"), (4, "doubtful", None)]


def test_a_name_without_its_country_is_doubtful_unless_field_and_year_agree(tmp_path, shenzhen):
    a_designation(shenzhen, field=a_field("design"), since="2008-11")

    found, _ = run(
        tmp_path,
        a_sheet(["深圳", "设计", "2008"], ["深圳", None, None], headings=["城市", "领域", "年份"]),
        "--dry-run",
    )

    assert [(row["outcome"], row["reason"]) for row in found["rows"]] == [
        ("same", "name, field and year"),
        ("doubtful", "without its country a name is not enough: 深圳 Shenzhen (shenzhen)"),
    ]


def test_a_city_found_by_another_name_keeps_its_own(tmp_path):
    ghent = a_city("ghent", name_zh_hans="根特", name_en="Ghent", country=a_country("BE", name_en="Belgium"))
    Alias.objects.create(city=ghent, name="Gand")

    found, _ = run(tmp_path, a_sheet(["Gand", "Belgium"], headings=HEADINGS[:2]))

    assert [(row["city"], row["outcome"], row["reason"]) for row in found["rows"]] == [
        ("ghent", "same", "another name and country")
    ]
    ghent.refresh_from_db()
    assert ghent.name_en == "Ghent"


def test_two_rows_of_one_city_with_one_field_are_refused_with_both_lines(tmp_path):
    row = ["深圳", "中国", "设计", "2008"]

    found, refusal = run(tmp_path, a_sheet(row, ["Shenzhen", "China", "Design", "2008"]))

    assert "refused whole" in refusal
    assert found["rows"][1]["reason"] == "Line 3: the same city as in line 2 of this file"
    assert not Batch.objects.exists()


@pytest.mark.parametrize("chunk", [1, 1000])
@pytest.mark.parametrize(
    ("first", "second", "column"),
    [
        (["深圳", "Shenzhen", None], ["深圳", "Shenzhen", "https://b.example"], ""),
        (["深圳", "Shenzhen", "https://a.example"], ["深圳", "Shenzhen", "清空"], "Website"),
        (["新城", "Newtown", "https://a.example"], ["新城", "Newtown", "https://b.example"], "Website"),
        (["新城", "Newtown", None], ["新城", "New Town", None], "City (English)"),
    ],
)
def test_rows_that_say_different_things_of_one_city_are_refused_however_far_apart(
    tmp_path, monkeypatch, chunk, first, second, column
):
    monkeypatch.setattr(planning, "CHUNK", chunk)
    a_designation(City.objects.get(), since="2008")
    a_field("music")
    headings = ["name_zh_hans", "name_en", "website", "country", "field", "since"]

    found, _ = run(
        tmp_path,
        a_sheet([*first, "中国", "Design", "2008"], [*second, "中国", "Music", "2019"], headings=headings),
    )

    assert [row["outcome"] for row in found["rows"]][1] == ("wrong" if column else "changed")
    assert bool(found["batch"]) is not bool(column)
    if column:
        assert found["rows"][1]["reason"] == f"Line 3, {column}: line 2 of this file says something else"


def test_a_new_city_with_two_titles_stands_in_two_rows(tmp_path):
    a_field("film", name_zh_hans="电影", name_en="Film")

    found, refusal = run(
        tmp_path, a_sheet(["Newtown", "China", "Design", "2008"], ["Newtown", "China", "Film", "2023"])
    )

    assert refusal is None
    assert outcomes(found) == [(2, "new", "newtown"), (3, "new", "newtown")]
    assert [str(each.since) for each in City.objects.get(slug="newtown").designations.all()] == ["2008", "2023"]


def test_another_year_or_a_second_field_changes_identity(tmp_path, shenzhen):
    a_designation(shenzhen, field=a_field("design"), since="2008")
    a_field("film", name_en="Film")

    year, _ = run(tmp_path, a_sheet(["深圳", "中国", "设计", "2009"]), "--dry-run")
    field, _ = run(tmp_path, a_sheet(["深圳", "中国", "Film", "2019"]), "--dry-run")
    country, _ = run(tmp_path, a_sheet(["shenzhen", "France"], headings=["slug", "国家"]), "--dry-run")

    assert year["rows"][0]["changes"] == {"since": ["2008", "2009"]}
    assert year["rows"][0]["changes_identity"] is True
    assert field["rows"][0]["changes_identity"] is True
    assert country["wrong"] == 1


def test_blank_cells_keep_and_the_marker_clears(tmp_path, shenzhen):
    shenzhen.website = "https://sz.example"
    shenzhen.save()
    headings = ["slug", "网址", "简介"]

    run(tmp_path, a_sheet(["shenzhen", None, " "], headings=headings))
    shenzhen.refresh_from_db()
    assert shenzhen.website == "https://sz.example"
    run(tmp_path, a_sheet(["shenzhen", "清空", None], headings=headings))
    shenzhen.refresh_from_db()
    assert shenzhen.website == ""


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("#REF!", "“#REF!” is an error of the spreadsheet"),
        ("03/04/2014", "“03/04/2014” may mean two dates"),
        ("2014-02-30", "that month has no day 30"),
        ("20x7", "“20x7” is not a year"),
        ("1e3", "“1e3” is not a year"),
        (1999, "The network began in 2004"),
    ],
)
def test_a_wrong_date_is_refused_by_line(tmp_path, value, words):
    found, refusal = run(tmp_path, a_sheet(["新城 Newtown", "中国", "设计", value]))

    assert refusal
    assert words in found["rows"][0]["reason"]
    assert not Batch.objects.exists()


@pytest.mark.parametrize(
    ("heading", "value", "words"),
    [
        ("name_en", " #REF!", "“#REF!” is an error of the spreadsheet"),
        ("name_en", "x" * 121, "this has 121 characters; at most 120 are kept"),
        ("standing", "honorary", "“honorary” is none of these"),
        ("国家", "Atlantis", "“Atlantis” is not in the list of countries"),
        ("latitude", "91", "91 lies outside -90 to 90"),
        ("网址", "javascript:alert(1)", "is not a web address"),
    ],
)
def test_i9_what_the_database_would_not_hold_is_refused_by_line(tmp_path, heading, value, words):
    a_designation(City.objects.get(), since="2008")

    found, refusal = run(tmp_path, a_sheet(["shenzhen", value], headings=["slug", heading]))

    assert refusal
    assert words in found["rows"][0]["reason"]


def test_a_csv_with_a_nul_is_refused(tmp_path):
    _, refusal = run(tmp_path, "slug,网址\nshenzhen,a\x00b\n".encode(), name="a.csv")

    assert "NUL" in refusal


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16"])
def test_a_csv_of_any_office_encoding_is_understood(tmp_path, encoding):
    text = "城市,国家,领域,入选年份\n深圳,中国,设计之都,2008年\n景德镇,中国,设计之都,2014年\n"

    found, refusal = run(tmp_path, text.encode(encoding), name="城市.csv")

    assert refusal is None
    assert outcomes(found) == [(2, "changed", "shenzhen"), (3, "new", "jing-de-zhen")]


def test_a_sheet_without_a_key_is_refused_with_what_was_expected(tmp_path):
    _, refusal = run(tmp_path, a_sheet(["中国", "设计"], headings=["国家", "领域"]))

    assert refusal.startswith("No column tells which record a row is. Expected: the city’s name in Chinese or English")


def test_the_same_heading_twice_is_refused(tmp_path):
    _, refusal = run(tmp_path, a_sheet(["深圳", "中国", "法国"], headings=["城市", "国家", "国 家"]))

    assert refusal == "The heading “国家” stands over more than one column (B, C). Rename one of them."


def test_a_heading_that_may_mean_two_columns_is_refused_until_it_is_said(tmp_path):
    content = a_sheet(["shenzhen", "https://sz.example"], headings=["slug", "地址"])

    _, refusal = run(tmp_path, content)
    found, said = run(tmp_path, content, "--column", "地址=website")

    assert "地址 (slug, website)" in refusal
    assert said is None
    assert found["changed"] == 1


def test_i13_an_import_keeps_what_was_before_and_after_beside_the_checksum(tmp_path, shenzhen):
    found, _ = run(tmp_path, a_sheet(["shenzhen", "https://sz.example"], headings=["slug", "网址"]))

    batch = Batch.objects.get(pk=found["batch"])
    assert len(batch.sha256) == 64
    row = BatchRow.objects.get()
    assert (row.line, row.model, row.object_id) == (2, "cities.city", shenzhen.pk)
    assert (row.before, row.after) == ({"website": ""}, {"website": "https://sz.example"})


def test_i12_the_same_file_twice_makes_no_second_batch(tmp_path):
    content = a_sheet(["新城 Newtown", "中国", "设计", "2025"])

    run(tmp_path, content)
    found, _ = run(tmp_path, content)

    assert (found["same"], found["batch"]) == (1, None)
    assert Batch.objects.count() == 1
