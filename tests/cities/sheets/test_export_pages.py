import io
from urllib.parse import quote

import openpyxl
import pytest
from django.contrib.auth.models import Permission
from django.utils.timezone import localdate

from cities.models import Contact, SteeringTerm
from tests.cast import a_person
from tests.factories import a_city, a_country, a_designation, a_field, a_user
from uccn.sheets.models import Export
from uccn.sheets.reading import read

from .sheets import words

pytestmark = pytest.mark.django_db

CITIES = "/admin/cities/city/export/"
CONTACTS = "/admin/cities/contact/export/"
SECRET = "机密Secret"


@pytest.fixture(autouse=True)
def register():
    china = a_country("CN", name_zh_hans="中国", name_en="China")
    shenzhen = a_city("shenzhen", name_zh_hans="深圳", name_en="Shenzhen", country=china)
    a_designation(shenzhen, field=a_field("design"), since="2008")
    kanazawa = a_city("kanazawa", name_zh_hans=f"金泽{SECRET}", name_en="Kanazawa")
    a_designation(kanazawa, field=a_field("film"), since="2009-06")
    return {"shenzhen": shenzhen, "kanazawa": kanazawa}


def wanted(kind="xlsx", language="en", resource="cities", **more):
    return {"resource": resource, "language": language, "format": kind, **more}


def content_of(response):
    assert response.status_code == 200, response.content[:500]
    assert response.streaming
    return b"".join(response.streaming_content)


def table_of(response, kind="xlsx"):
    return read(content_of(response), f"a.{kind}")


def rows_of(table):
    return list(table.rows)


def slugs(response):
    return [row.cells[0] for row in table_of(response).rows]


def may_see_contacts(person, act="change"):
    person.user_permissions.add(*Permission.objects.filter(codename__in=["view_contact", f"{act}_contact"]))
    return person


def test_export_says_what_the_list_shows_under_human_headings(client, editor):
    client.force_login(editor)

    table = table_of(client.post(CITIES, wanted()))

    assert table.header[:5] == ("Address name", "City (Chinese)", "City (English)", "Country", "Creative field")
    assert [row.cells[0] for row in table.rows] == ["kanazawa", "shenzhen"]
    assert rows_of(table)[1].cells[2:6] == ("Shenzhen", "China", "Field design", "2008")


@pytest.mark.parametrize("kind", ["xlsx", "csv", "ods"])
def test_headings_and_names_stand_in_the_languages_asked_for(client, editor, kind):
    client.force_login(editor)

    chinese = table_of(client.post(CITIES, wanted(kind, "zh")), kind)
    both = table_of(client.post(CITIES, wanted(kind, "both")), kind)

    assert chinese.header[3:5] == ("国家", "创意领域")
    assert both.header[3:5] == ("国家 Country", "创意领域 Creative field")
    assert rows_of(chinese)[1].cells[3] == "中国"
    assert rows_of(both)[1].cells[3] == "中国 China"


def test_csv_begins_with_a_bom(client, editor):
    client.force_login(editor)

    assert content_of(client.post(CITIES, wanted("csv"))).startswith(b"\xef\xbb\xbfAddress name,")


def test_file_has_a_name_in_chinese(client, editor):
    client.force_login(editor)

    response = client.post(CITIES, wanted("csv", "zh"))

    expected = f"attachment; filename*=utf-8''{quote(f'城市-{localdate():%Y-%m-%d}.csv')}"
    assert response["Content-Disposition"] == expected


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("?q=shenzhen", ["shenzhen"]),
        ("?designations__since_year=2009", ["kanazawa"]),
        ("?o=-2", ["shenzhen", "kanazawa"]),
        ("?o=2", ["kanazawa", "shenzhen"]),
        ("?q=nowhere", []),
    ],
)
def test_export_keeps_filter_search_and_order_of_the_list(client, editor, query, expected):
    client.force_login(editor)

    assert slugs(client.post(CITIES + query, wanted())) == expected


def test_rows_chosen_in_the_list_are_exported_alone(client, editor, register):
    client.force_login(editor)

    page = client.post(
        "/admin/cities/city/", {"action": "export_chosen", "_selected_action": [register["kanazawa"].pk]}
    )

    assert f'name="export_items" value="{register["kanazawa"].pk}"' in page.content.decode()
    assert slugs(client.post(CITIES, wanted(export_items=[register["kanazawa"].pk]))) == ["kanazawa"]
    assert Export.objects.get().is_selection


def test_all_rows_of_a_filtered_list_are_chosen_by_its_filter(client, editor, register):
    client.force_login(editor)

    page = client.post(
        "/admin/cities/city/?q=shenzhen",
        {"action": "export_chosen", "_selected_action": [register["shenzhen"].pk], "select_across": "1"},
    ).content.decode()

    assert 'name="export_items"' not in page
    assert 'action="/admin/cities/city/export/?q=shenzhen"' in page


def test_list_offers_the_export_of_what_it_shows(client, editor):
    client.force_login(editor)

    page = client.get("/admin/cities/city/?q=shenzhen").content.decode()

    assert 'href="/admin/cities/city/export/?q=shenzhen"' in page
    assert "/admin/cities/city/import/" in page


def test_p7_focal_point_takes_the_rows_of_own_cities_only(client, focal_point, register):
    focal_point.cities_written_for.add(register["shenzhen"])
    client.force_login(focal_point)

    for query in ("", "?q=Kanazawa", "?designations__since_year=2009"):
        for more in ({}, {"export_items": [register["kanazawa"].pk, register["shenzhen"].pk]}):
            found = content_of(client.post(CITIES + query, wanted("csv", **more))).decode()
            assert SECRET not in found
            assert "Kanazawa" not in found
    assert slugs(client.post(CITIES, wanted(export_items=[register["kanazawa"].pk]))) == []


@pytest.mark.parametrize("person", ["focal_point", "translator_into_english", "editor", "publisher", "writer"])
def test_p7_nobody_takes_contacts_away_by_a_role(client, person, register, request):
    Contact.objects.create(city=register["shenzhen"], role="mayor", person="张三", phone="+86 755")
    client.force_login(request.getfixturevalue(person))

    for response in (client.get(CONTACTS), client.post(CONTACTS, wanted("csv", resource="contacts"))):
        assert response.status_code == 403
    assert client.post(CITIES, wanted("csv", resource="contacts")).status_code in (400, 403)
    assert not Export.objects.exists()


def test_p7_who_may_only_look_at_contacts_takes_none_away(client, editor):
    client.force_login(may_see_contacts(editor, act="view"))

    assert client.post(CONTACTS, wanted("csv", resource="contacts")).status_code == 403


def test_p7_contacts_leave_with_their_own_permission_and_are_recorded(client, editor, register):
    Contact.objects.create(city=register["shenzhen"], role="mayor", person="张三", phone="+86 755")
    client.force_login(may_see_contacts(editor))

    found = content_of(client.post(CONTACTS + "?q=张三", wanted("csv", resource="contacts"))).decode()

    assert "张三" in found
    assert "'+86 755" in found
    export = Export.objects.get()
    assert (export.resource, export.by, export.records, export.format) == ("contacts", editor, 1, "csv")
    assert export.filters == "q=%E5%BC%A0%E4%B8%89"


def test_p7_contacts_of_a_city_are_not_in_the_sheet_of_cities(client, editor, register):
    Contact.objects.create(city=register["shenzhen"], role="mayor", person=SECRET * 2, phone="13800138000")
    client.force_login(may_see_contacts(editor))

    for resource, address in (("cities", CITIES), ("steering", "/admin/cities/steeringterm/export/")):
        assert "13800138000" not in content_of(client.post(address, wanted("csv", resource=resource))).decode()


@pytest.mark.parametrize("person", ["bystander", "stranger"])
def test_s3_staff_without_the_right_export_nothing(client, person, request):
    SteeringTerm.objects.create(field=a_field("design"), role="coordinator", city=a_city("x"), since=2019)
    client.force_login(request.getfixturevalue(person))

    for address, resource in (("/admin/cities/steeringterm/export/", "steering"), (CONTACTS, "contacts")):
        assert client.get(address).status_code == 403
        assert client.post(address, wanted(resource=resource)).status_code == 403
    if person == "bystander":
        assert client.post(CITIES, wanted()).status_code == 403


def test_visitor_is_sent_to_sign_in(client):
    assert client.post(CITIES, wanted()).status_code == 302
    assert client.get(CITIES)["Location"].startswith("/admin/login/")


def test_opening_the_page_records_and_sends_nothing(client, editor):
    client.force_login(editor)

    response = client.get(CITIES + "?resource=cities&format=csv&language=en")

    assert not response.streaming
    assert not Export.objects.exists()


@pytest.mark.parametrize(
    "forged",
    [
        {"format": "99"},
        {"format": "x"},
        {"format": ""},
        {"language": "fr"},
        {"resource": "answers"},
        {"resource": "../etc"},
        {"export_items": "x"},
        {"export_items": "-1"},
        {"export_items": "9" * 40},
        {"export_items": "\x00"},
    ],
)
def test_s5_forged_parameters_are_refused_in_words(client, editor, forged):
    client.force_login(editor)

    response = client.post(CITIES, {**wanted(), **forged})

    assert response.status_code == 400
    assert not Export.objects.exists()


@pytest.mark.parametrize(
    "query", ["?nothing__here=1", "?designations__since_year=x", "?designations__field__id__exact=x"]
)
def test_forged_filters_are_refused(client, editor, query):
    client.force_login(editor)

    assert client.post(CITIES + query, wanted()).status_code == 400


def test_columns_of_what_the_person_may_not_see_are_left_out(client, register):
    person = a_user("reader", is_staff=True)
    person.user_permissions.add(
        *Permission.objects.filter(codename__in=["view_city", "work_for_every_city"], content_type__app_label="cities")
    )
    client.force_login(person)

    table = table_of(client.post(CITIES, wanted()))

    assert "Creative field" not in table.header
    assert "Other names" not in table.header
    assert len(rows_of(table)) == 2


def test_exports_are_read_and_never_edited_or_deleted(client, superuser, editor):
    client.force_login(editor)
    content_of(client.post(CITIES, wanted()))
    export = Export.objects.get()
    client.force_login(superuser)

    listed = words(client.get("/admin/sheets/export/?format=xlsx"))
    assert "By format All Workbook for Excel and WPS (.xlsx)" in listed
    assert listed.count("Workbook for Excel and WPS (.xlsx)") == 2
    assert client.get("/admin/sheets/export/?format=csv").context["cl"].result_count == 0
    assert f"{export.pk} · cities</h2>" in client.get(f"/admin/sheets/export/{export.pk}/change/").content.decode()
    assert client.post(f"/admin/sheets/export/{export.pk}/change/", {"records": 0}).status_code == 403
    assert client.post(f"/admin/sheets/export/{export.pk}/delete/", {"post": "yes"}).status_code == 403
    assert client.get("/admin/sheets/export/add/").status_code == 403
    assert Export.objects.get().records == 2


def test_records_of_exports_show_contacts_to_those_who_may_take_them(client, editor, register):
    Export.objects.create(
        resource="contacts", by=None, at="2026-01-01T00:00Z", format="csv", records=7, filters="q=张三"
    )
    client.force_login(editor)

    assert "张三" not in client.get("/admin/sheets/export/").content.decode()
    client.force_login(may_see_contacts(a_person("keeper", "Editor")))
    assert "张三" in client.get("/admin/sheets/export/").content.decode()


def test_focal_point_sees_own_exports_only(client, focal_point, editor, register):
    focal_point.cities_written_for.add(register["shenzhen"])
    Export.objects.create(
        resource="cities", by=editor, at="2026-01-01T00:00Z", format="csv", records=4711, filters="q=kept"
    )
    client.force_login(focal_point)

    assert "q=kept" not in client.get("/admin/sheets/export/").content.decode()


@pytest.mark.parametrize("rows", [1, 3])
def test_export_asks_the_database_the_same_for_one_row_and_for_three(client, editor, rows, django_assert_num_queries):
    for number in range(rows - 1):
        a_designation(a_city(f"more-{number}"), field=a_field("design"))
    client.force_login(editor)
    client.get(CITIES)

    with django_assert_num_queries(21):
        content_of(client.post(CITIES, wanted("csv")))


def test_x5_formulas_leave_as_texts_in_every_format(client, editor, register):
    register["shenzhen"].summary_en = "<p>=1+1</p>"
    register["shenzhen"].name_zh_hans = "=cmd|' /C calc'!A0"
    register["shenzhen"].save()
    client.force_login(editor)

    csv = content_of(client.post(CITIES, wanted("csv"))).decode()
    book = openpyxl.load_workbook(io.BytesIO(content_of(client.post(CITIES, wanted()))))

    assert "'=cmd|' /C calc'!A0" in csv
    assert ",'=1+1," in csv
    assert {cell.data_type for row in book.active.iter_rows() for cell in row if cell.value} == {"s"}


def test_workbook_that_cannot_hold_a_text_is_refused_in_words(client, editor, register):
    register["shenzhen"].summary_en = f"<p>{'a' * 40_000}</p>"
    register["shenzhen"].save()
    client.force_login(editor)

    response = client.post(CITIES, wanted())

    assert response.status_code == 400
    assert "an Excel workbook takes 32767" in response.content.decode()
    assert not Export.objects.exists()
