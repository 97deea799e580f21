import io

import openpyxl
import pytest

from cities.models import Alias, City
from tests.cities.sheets.sheets import run, uploaded, words
from tests.factories import a_city, a_country, a_designation, a_field

pytestmark = pytest.mark.django_db

ADDRESS = "/admin/cities/city/template/cities/"


@pytest.fixture(autouse=True)
def register(settings, tmp_path):
    settings.SHEETS_ROOT = tmp_path / "sheets"
    a_field("design", name_zh_hans="设计", name_en="Design")
    a_country("CN", name_zh_hans="中国", name_en="China")


def template_of(client, address=ADDRESS):
    response = client.get(address)
    assert response.status_code == 200
    return b"".join(response.streaming_content)


def filled(content, **cells):
    """The template with one more row, by heading."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    headings = [cell.value for cell in book.worksheets[0][1]]
    book.worksheets[0].append([cells.get(heading) for heading in headings])
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def test_template_offers_choices_and_explains_every_column(client, editor):
    client.force_login(editor)

    book = openpyxl.load_workbook(io.BytesIO(template_of(client)))

    sheet, notes = book.worksheets[:2]
    rules = {str(rule.sqref).split(":")[0][:-1]: rule for rule in sheet.data_validations.dataValidation}
    by_heading = {cell.value: rules.get(cell.column_letter) for cell in sheet[1]}
    assert by_heading["Creative field"].formula1 == '"Design"'
    assert by_heading["Country"].formula1 == '"China"'
    assert by_heading["Website"] is None
    told = "\n".join(row[0] for row in notes.iter_rows(values_only=True) if row[0])
    for heading in by_heading:
        assert f"{heading} – " in told
    assert "清空 or (clear)" in told
    assert "2014-12-01" in told


def test_filled_template_is_imported_without_its_example(client, editor, tmp_path):
    client.force_login(editor)
    row = {"City (Chinese)": "深圳", "Country": "China", "Creative field": "Design", "Year of designation": "2008"}

    found, refusal = run(tmp_path, filled(template_of(client), **row))

    assert refusal is None
    assert [(each["line"], each["outcome"]) for each in found["rows"]] == [(3, "new"), (2, "left-out")]
    assert list(City.objects.values_list("name_zh_hans", flat=True)) == ["深圳"]


def test_example_row_is_seen_to_stay_out(client, editor):
    client.force_login(editor)
    row = {"City (Chinese)": "深圳", "Country": "China", "Creative field": "Design", "Year of designation": "2008"}

    page = client.get(uploaded(client, filled(template_of(client), **row)))

    assert "1 new" in words(page)
    assert "left out" in words(page)


def test_every_resource_has_a_template_that_names_it(client, superuser):
    client.force_login(superuser)
    for address in (
        "cities/contact/template/contacts",
        "cities/steeringterm/template/steering",
        "reports/report/template/reports",
        "reports/report/template/answers",
        "reports/initiative/template/initiatives",
        "reports/initiative/template/events",
        "reports/attendance/template/attendance",
    ):
        book = openpyxl.load_workbook(io.BytesIO(template_of(client, f"/admin/{address}/")))
        assert book.worksheets[0]["A2"].value.startswith("（示例 Example）")


def example_in(content):
    """The example row by its headings, and what the drop-downs of the short lists offer."""
    sheet = openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]
    rules = {str(rule.sqref)[0]: rule.formula1.strip('"') for rule in sheet.data_validations.dataValidation}
    return {cell.value: sheet.cell(2, cell.column).value for cell in sheet[1]}, {
        cell.value: rules[cell.column_letter].split(",") for cell in sheet[1] if cell.column_letter in rules
    }


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_the_example_says_what_the_drop_downs_offer_in_the_order_of_the_desk(client, superuser, language):
    chinese = language == "zh-hans"
    a_field("crafts-and-folk-art", name_zh_hans="手工艺与民间艺术", name_en="Crafts and Folk Art", position=7)
    a_field("film", name_zh_hans="电影", name_en="Film", position=8)
    a_country("AE", name_zh_hans="阿联酋", name_en="United Arab Emirates")
    a_country("FR", name_zh_hans="法国", name_en="France")
    a_city("jingdezhen", name_zh_hans="景德镇", name_en="Jingdezhen")
    client.force_login(superuser)
    client.cookies["django_language"] = language

    cities, offered = example_in(template_of(client))
    contacts, _offered = example_in(template_of(client, "/admin/cities/contact/template/contacts/"))
    terms, _offered = example_in(template_of(client, "/admin/cities/steeringterm/template/steering/"))

    country, field = ("国家", "创意领域") if chinese else ("Country", "Creative field")
    assert (cities[country], cities[field]) == (
        ("中国", "手工艺与民间艺术") if chinese else ("China", "Crafts and Folk Art")
    )
    assert offered[country] == (["阿联酋", "法国", "中国"] if chinese else ["China", "France", "United Arab Emirates"])
    assert offered[field] == (
        ["设计", "手工艺与民间艺术", "电影"] if chinese else ["Design", "Crafts and Folk Art", "Film"]
    )
    assert next(iter(contacts.values())) == f"（示例 Example）{'景德镇' if chinese else 'Jingdezhen'}"
    assert contacts["电子邮箱" if chinese else "E-mail"] == "zhangsan@example.org"
    # Bradford is not there: the first of those that are.
    assert terms["城市" if chinese else "City"] == ("景德镇" if chinese else "Jingdezhen")


def test_drop_downs_name_no_city_of_others(client, focal_point):
    own = a_city("own")
    a_designation(own)
    foreign = a_city("foreign", name_en="Zaffre", name_zh_hans="机密")
    Alias.objects.create(city=foreign, name="Zaffretown")
    focal_point.cities_written_for.add(own)
    client.force_login(focal_point)

    for address in (ADDRESS, "/admin/reports/report/template/reports/"):
        book = openpyxl.load_workbook(io.BytesIO(template_of(client, address)))
        said = str([[rule.formula1 for rule in sheet.data_validations.dataValidation] for sheet in book.worksheets])
        said += str([list(sheet.values) for sheet in book.worksheets])
        assert "Zaffre" not in said
        assert "机密" not in said


def test_template_is_for_those_who_may_see_the_records(client, bystander, editor):
    assert client.get(ADDRESS).status_code == 302
    client.force_login(bystander)
    assert client.get(ADDRESS).status_code == 403
    client.force_login(editor)
    assert client.get("/admin/cities/contact/template/contacts/").status_code == 403
    assert client.get("/admin/cities/city/template/contacts/").status_code == 404
    assert client.post(ADDRESS).status_code == 405
