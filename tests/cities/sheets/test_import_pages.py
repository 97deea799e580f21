"""The pages of an import: what is seen, what is refused, and who may do it (THREATS S1-S6, P5, P6, C6, I1, I2, I12)."""

import re
from datetime import timedelta

import pytest
from django.db.models import Count
from django.utils import timezone

from cities.models import Alias, City, Country, CreativeField, Designation
from cities.sheets.cities import CityResource
from tests.cast import allowed
from tests.factories import a_city, a_country, a_designation, a_field
from tests.forms import fields_of
from uccn.sheets import jobs
from uccn.sheets.columns.headings import shape_of
from uccn.sheets.exporting.files import pieces as file_of
from uccn.sheets.models import Batch, FileShape, Upload
from uccn.sheets.reading import read
from uccn.sheets.uploads import folder_of
from uccn.sheets.writing import Column, Sheet

from .sheets import a_sheet, confirmed, run, uploaded, words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shenzhen")]

NEW = ["新城 Newtown", "China", "设计之都 City of Design", "2025年"]
WRONG = ["坏城 Badtown", "中国", "设计", "20x7"]
UPLOAD = "/admin/cities/city/import/"


def id_of(page):
    return page.rstrip("/").rpartition("/")[2]


def test_new_and_changed_rows_are_seen_before_they_are_written(client, editor):
    client.force_login(editor)

    page = uploaded(client, a_sheet(["深圳 Shenzhen", "中国", "design", "2008年"], NEW))
    shown = words(client.get(page))

    assert "1 new 1 changed 0 the same 0 doubtful 0 wrong" in shown
    assert not City.objects.filter(slug="newtown").exists()
    response = confirmed(client, page)
    assert (response.status_code, response["Location"]) == (302, page)
    assert City.objects.get(slug="newtown").designations.get().since.year == 2025
    batch = Batch.objects.get()
    assert (batch.by, batch.new, batch.changed) == (editor, 1, 1)
    assert "is imported" in words(client.get(page))


def test_old_and_new_value_of_each_change_are_shown_by_the_name_of_the_field(client, editor):
    client.force_login(editor)

    page = uploaded(client, a_sheet(["shenzhen", "https://old.example"], headings=["slug", "网址"]))
    confirmed(client, page)
    page = uploaded(client, a_sheet(["shenzhen", "https://new.example"], headings=["slug", "网址"]))

    assert "Website https://old.example → https://new.example" in words(client.get(page))


def test_a_row_that_makes_another_thing_of_a_city_says_which_in_the_readers_language(client, editor, shenzhen):
    a_designation(shenzhen, field=CreativeField.objects.get(), since="2008")
    a_field("film", name_zh_hans="电影", name_en="Film")
    Alias.objects.create(city=shenzhen, name="Shumchun")
    client.force_login(editor)
    rows = [["深圳", "中国", "设计", "2009", None], ["深圳", "中国", "Film", "2019", "鹏城；Pengcheng"]]

    sheet = a_sheet(*rows, headings=["城市", "国家", "领域", "年份", "别名"])
    page = words(client.get(uploaded(client, sheet)))
    client.cookies["django_language"] = "zh-hans"
    chinese = words(client.get(uploaded(client, sheet)))

    assert "line 2 深圳 another one than the register has: Year of designation found by" in page
    assert "line 3 深圳 adds a designation beside what there is found by" in page
    assert "Other names 鹏城; Pengcheng" in page
    assert "其他名称 鹏城；Pengcheng" in chinese


def test_a_forbidden_row_says_so_once_and_wrong_ones_each_in_a_clause(focal_point, shenzhen, tmp_path):
    focal_point.cities_written_for.add(shenzhen)

    forbidden, _ = run(tmp_path, a_sheet(NEW), "--by", focal_point.username, "--dry-run")
    wrong, _ = run(tmp_path, a_sheet(["坏城 Badtown", "中国", "Nothing", "20x7"]))

    assert forbidden["rows"][0]["reason"] == "Line 2: you may not add this"
    assert wrong["rows"][0]["reason"] == (
        "Line 2, Creative field: “Nothing” is not in the list of creative fields; "
        "Line 2, Year of designation: “20x7” is not a year"
    )


def test_a_record_deleted_since_the_preview_is_not_named_in_it(client, editor):
    a_country("PL", name_zh_hans="波兰", name_en="Poland")
    client.force_login(editor)

    page = uploaded(client, a_sheet(["新城 Newtown", "Poland", "设计之都 City of Design", "2025年"]))
    Country.objects.filter(code="PL").delete()

    assert "Country …" in words(client.get(page))


def test_i1_all_wrong_lines_are_named_at_once_and_there_is_no_way_to_confirm(client, editor):
    client.force_login(editor)

    page = uploaded(client, a_sheet(NEW, *[["坏", "中国", "设计", f"20x{n}"] for n in range(3)]))
    response = client.get(page)

    shown = words(response)
    for line in (3, 4, 5):
        assert shown.count(f"line {line} 坏 Year of designation: “20x{line - 3}” is not a year") == 1
    assert "With 3 wrong rows the file is not imported as a whole. Mend the file and upload it again. Down" in shown
    assert "What is wrong" not in shown
    assert 'class="default"' not in response.content.decode()
    assert "Import the good rows only (1 new, 0 changed) and leave 3 wrong ones out" in shown


def test_i1_wrong_lines_that_a_page_has_no_room_for_are_named_beside_its_rows(client, editor):
    client.force_login(editor)

    page = uploaded(client, a_sheet(*[["坏", "中国", "设计", f"20x{n}"] for n in range(51)]))
    shown = client.get(page).content.decode()

    assert "<summary>What is wrong</summary>" in shown
    assert "Line 52, Year of designation: “20x50” is not a year" in shown
    assert shown.count("“20x0” is not a year") == 2


def test_wrong_rows_are_named_in_chinese_to_chinese_readers(client, editor):
    client.force_login(editor)

    page = uploaded(client, a_sheet(WRONG))
    client.cookies["django_language"] = "zh-hans"

    assert client.get(page).status_code == 302
    assert "入选年份" in words(client.get(page))


def test_i1_confirming_a_file_with_wrong_rows_is_refused_whole(client, editor):
    client.force_login(editor)
    page = uploaded(client, a_sheet(NEW, WRONG))

    confirmed(client, page)

    assert "1 wrong rows" in words(client.get(page))
    assert not Batch.objects.exists()
    assert not City.objects.filter(slug="newtown").exists()


def test_good_rows_alone_are_imported_when_that_is_said(client, editor):
    client.force_login(editor)
    page = uploaded(client, a_sheet(NEW, WRONG))

    confirmed(client, page, **{"good-rows-only": "1"})

    assert City.objects.filter(slug="newtown").exists()
    assert (Batch.objects.get().new, Batch.objects.get().left_out) == (1, 1)


@pytest.mark.parametrize(("kind", "language"), [("xlsx", "en"), ("ods", "zh-hans"), ("csv", "zh-hans")])
def test_the_same_file_comes_back_with_a_last_column_that_names_the_problems(client, editor, kind, language):
    client.force_login(editor)
    client.cookies["django_language"] = language
    header = ("城市", "国家", "领域", "入选年份", "心情")
    rows = [NEW, ["合计", 9], [*WRONG, "好"], NEW]
    sheet = Sheet("a", [*map(Column, header)], rows, above=[["中国会员城市一览"], []])

    page = uploaded(client, b"".join(file_of(kind, sheet)), f"cities.{kind}")
    answer = b"".join(client.get(f"{page}problems/").streaming_content)
    again = uploaded(client, answer, f"again.{kind}")
    twice = b"".join(client.get(f"{again}problems/").streaming_content)

    table, last = (read(content, f"a.{kind}", known=CityResource().headings.knows) for content in (answer, twice))
    assert table.header == last.header == (*header, {"en": "Problem", "zh-hans": "错误说明"}[language])
    assert table.seen[0].cells[0] == "中国会员城市一览"
    assert [row.line for row in table.rows] == [row.line for row in last.rows] == [4, 6, 7]
    told = [row.cells[-1] for row in table.rows]
    assert told == [row.cells[-1] for row in last.rows]
    assert told[0] is None
    assert "20x7" in told[1]
    assert "4" in told[2]
    first, second = (Upload.objects.get(pk=id_of(each)) for each in (page, again))
    assert first.counts == second.counts
    assert jobs.read_columns(second)["unknown"] == ["心情"]
    assert shape_of(table.header) == shape_of(header)


def test_i2_what_moved_since_the_preview_refuses_the_whole_import(client, editor):
    client.force_login(editor)
    page = uploaded(client, a_sheet(NEW, ["shenzhen2", "中国", "设计", "2010"]))
    a_city("newtown", name_zh_hans="新城", name_en="Newtown", country=City.objects.get(slug="shenzhen").country)

    confirmed(client, page)

    shown = words(client.get(page))
    assert "Something has changed since the preview, in what these lines are about: 2." in shown
    assert not Batch.objects.exists()
    assert not Designation.objects.exists()


def test_i12_the_same_file_twice_changes_nothing_the_second_time(client, editor):
    client.force_login(editor)
    confirmed(client, uploaded(client, a_sheet(NEW)))

    page = uploaded(client, a_sheet(NEW))

    assert "0 new 0 changed 1 the same" in words(client.get(page))
    confirmed(client, page)
    assert Batch.objects.count() == 1


def test_c6_a_second_click_on_confirm_has_no_second_effect(client, editor):
    client.force_login(editor)
    page = uploaded(client, a_sheet(NEW))
    digest = re.search(r'name="digest" value="(\w+)"', client.get(page).content.decode())[1]

    answers = [client.post(f"{page}confirm/", {"digest": digest}) for _ in range(2)]

    assert [each.status_code for each in answers] == [302, 302]
    assert "This file is imported already." in words(client.get(page))
    assert Batch.objects.count() == 1
    assert City.objects.filter(slug="newtown").count() == 1


def test_a_preview_that_is_not_the_one_seen_is_not_confirmed(client, editor):
    client.force_login(editor)
    page = uploaded(client, a_sheet(NEW))

    client.post(f"{page}confirm/", {"digest": "another"})

    assert "This is not the preview you saw." in words(client.get(page))
    assert not Batch.objects.exists()


def test_files_of_an_upload_are_private_and_gone_when_it_is_imported(client, editor):
    client.force_login(editor)
    page = uploaded(client, a_sheet(NEW))
    upload = Upload.objects.get()
    folder = folder_of(upload)

    assert folder.stat().st_mode & 0o777 == 0o700
    confirmed(client, page)
    assert not folder.exists()


def test_a_refused_file_is_deleted_at_once(client, editor):
    client.force_login(editor)

    page = uploaded(client, b"%PDF-1.7 contact list", name="contacts.pdf")

    response = client.get(page)
    assert response.status_code == 400
    assert "This is a PDF." in words(response)
    assert not folder_of(Upload.objects.get()).exists()


def test_an_old_upload_is_refused_and_deleted(client, editor):
    client.force_login(editor)
    page = uploaded(client, a_sheet(NEW))
    upload = Upload.objects.get()
    Upload.objects.update(at=timezone.now() - timedelta(hours=25))

    assert client.get(page).status_code == 403
    uploaded(client, a_sheet(NEW))
    assert not folder_of(upload).exists()
    assert not Upload.objects.filter(pk=upload.pk).exists()


@pytest.mark.parametrize("address", ["", "columns/", "answers/", "confirm/", "progress/", "problems/"])
def test_p6_an_upload_is_of_one_person_and_one_session(client, editor, publisher, address):
    client.force_login(editor)
    page = uploaded(client, a_sheet(NEW))
    upload = Upload.objects.get()
    forged = page.replace(id_of(page), "forged")

    client.force_login(publisher)
    asked = [getattr(client, method)(page + address) for method in ("get", "post")]
    client.force_login(editor)
    asked += [client.get(page + address), client.post(page + address), client.post(forged + address)]

    assert {each.status_code for each in asked} <= {403, 404}
    assert folder_of(upload).exists()
    assert not Batch.objects.exists()


def test_p6_after_signing_out_nothing_is_read(client, editor):
    client.force_login(editor)
    page = uploaded(client, a_sheet(NEW))

    client.logout()

    assert client.post(f"{page}confirm/").status_code == 302
    assert not Batch.objects.exists()


def test_p6_after_signing_in_again_it_says_what_to_do(client, editor):
    client.force_login(editor)
    page = uploaded(client, a_sheet(NEW))
    client.logout()
    client.force_login(editor)

    refused = client.get(page)

    assert refused.status_code == 403
    assert "There is no such upload of yours in this session. Upload the file again." in words(refused)
    assert '<a href="/admin/">' in refused.content.decode()


def test_p6_the_addresses_of_the_library_are_gone(client, superuser):
    client.force_login(superuser)

    response = client.post(f"{UPLOAD}process_import/", {"import_file_name": "/etc/passwd", "format": "99"})

    assert response.status_code in (403, 404)


@pytest.mark.parametrize("person", ["focal_point", "bystander", "stranger"])
def test_people_who_may_not_change_cities_import_none(client, request, person):
    client.force_login(request.getfixturevalue(person))

    assert client.get(UPLOAD).status_code == 403
    assert client.post(UPLOAD, {}).status_code == 403


def test_a_translator_imports_texts_of_one_language_only(client, translator_into_english):
    client.force_login(translator_into_english)

    page = uploaded(client, a_sheet(["shenzhen", "Design city"], headings=["slug", "Summary"]))
    confirmed(client, page)
    page = uploaded(client, a_sheet(["shenzhen", "设计之都"], headings=["slug", "简介"]))
    shown = words(client.get(page))

    assert City.objects.get(slug="shenzhen").summary_en == "<p>Design city</p>"
    assert "you may not write this column" in shown
    assert "It is refused whole." in shown
    assert not City.objects.get(slug="shenzhen").summary_zh_hans


def test_a_limited_person_with_the_right_to_cities_meets_only_their_own(client, focal_point, shenzhen, china):
    focal_point.user_permissions.set(allowed("change_city", "add_city"))
    focal_point.cities_written_for.set([shenzhen])
    other = a_city("hangzhou", name_zh_hans="杭州", name_en="Hangzhou", country=china)
    client.force_login(focal_point)

    page = uploaded(client, a_sheet(["hangzhou", "https://evil.example"], headings=["slug", "网址"]))

    response = client.get(page)
    assert "line 2" in words(response)
    assert 'class="default"' not in response.content.decode()
    other.refresh_from_db()
    assert other.website == ""


def test_doubtful_rows_are_answered_one_by_one_and_answers_are_kept(client, editor):
    client.force_login(editor)
    page = uploaded(client, a_sheet(["Shenzhenn", "中国", "设计", "2008"], NEW))
    asked = words(client.get(page))
    assert "a city of a similar name is in this country" in asked.lower()
    assert "With 1 doubtful row the file is not imported as a whole. Answer it below. Down" in asked
    shenzhen = City.objects.get(slug="shenzhen")

    client.post(f"{page}answers/", {"answer-2": "new"})
    assert "2 new 0 changed 0 the same 0 doubtful" in words(client.get(page))
    assert "Take back your answer to 1 doubtful row" in words(client.get(page))
    client.post(f"{page}answers/", {"take-back": "1"})
    assert "a city of a similar name is in this country" in words(client.get(page)).lower()
    client.post(f"{page}answers/", {"answer-2": str(shenzhen.pk)})

    assert "1 new 1 changed 0 the same 0 doubtful" in words(client.get(page))
    confirmed(client, page)
    shenzhen.refresh_from_db()
    assert (shenzhen.name_en, shenzhen.designations.count()) == ("Shenzhen", 1)
    assert City.objects.count() == 2


@pytest.mark.parametrize(
    ("answer", "counts", "towns"),
    [
        ("-2", "2 new 0 changed 0 the same 0 doubtful", [("丽江", "Lijiang", 2)]),
        ("new", "2 new 0 changed 0 the same 0 doubtful", [("丽江", "Lijiang", 1), ("丽江市", "Li Jiang", 1)]),
        ("skip", "1 new 0 changed 0 the same 0 doubtful", [("丽江", "Lijiang", 1)]),
        ("-7", "1 new 0 changed 0 the same 1 doubtful", []),
    ],
)
def test_names_that_are_nearly_those_of_a_city_the_file_adds_are_asked_about(client, editor, answer, counts, towns):
    a_field("music", name_zh_hans="音乐")
    client.force_login(editor)
    rows = [["丽江 Lijiang", "中国", "设计", "2025"], ["丽江市 Li Jiang", "中国", "音乐", "2025"]]
    page = uploaded(client, a_sheet(*rows))
    asked = words(client.get(page))
    assert "Another line of this file adds a city of a similar name" in asked
    assert "the same as 丽江 Lijiang (line 2 of this file)" in asked

    client.post(f"{page}answers/", {"answer-3": answer})

    assert counts in words(client.get(page))
    confirmed(client, page)
    added = City.objects.exclude(slug="shenzhen").annotate(titles=Count("designations")).order_by("pk")
    assert list(added.values_list("name_zh_hans", "name_en", "titles")) == towns


@pytest.mark.parametrize("heading", ["备注", "注", "Remarks", "notes"])
def test_what_an_office_notes_for_itself_does_not_become_what_readers_see(client, editor, heading):
    client.force_login(editor)

    page = uploaded(client, a_sheet([*NEW, "国家待查"], headings=["城市", "国家", "领域", "年份", heading]))
    told = words(client.get(page))
    confirmed(client, page)

    assert f"not understood and stay out: “{heading}”" in told
    assert list(Designation.objects.values_list("note_zh_hans", "note_en")) == [("", "")]


def test_a_heading_that_fits_two_columns_is_asked_about_and_remembered(client, editor):
    client.force_login(editor)
    content = a_sheet(["shenzhen", "https://sz.example"], headings=["slug", "地址"])
    page = uploaded(client, content)
    assert "May be: Address name, Website" in words(client.get(page))

    client.post(f"{page}columns/", {"column-0": "slug", "column-1": "website", "remember": "1"})
    confirmed(client, page)

    assert City.objects.get(slug="shenzhen").website == "https://sz.example"
    assert FileShape.objects.get().columns == {"0": "slug", "1": "website"}
    assert "0 new 0 changed 1 the same" in words(client.get(uploaded(client, content)))


def test_x2_cells_and_headings_are_shown_as_text(client, editor):
    client.force_login(editor)
    script = "<script>alert(1)</script>"

    page = uploaded(
        client, a_sheet([script, "中国", script, script, "x"], headings=["城市", "国家", "领域", "年份", script])
    )

    content = client.get(page).content.decode()
    assert script not in content
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in content


def test_a_preview_of_many_rows_is_paged(client, editor):
    client.force_login(editor)
    rows = [[f"Town {number}", "中国", "设计", "2020"] for number in "abcdefghijklmnopqrstuvwxyz"]
    rows = [[f"{first[0]} {second[0]}", *first[1:]] for first in rows for second in rows[:4]]

    page = uploaded(client, a_sheet(*rows))

    response = client.get(f"{page}?rows=new&page=2")
    assert "page 2 of" in words(response)
    assert len(response.content) < 300_000


def test_a_preview_of_long_texts_has_fewer_rows_on_a_page(client, editor, china):
    client.force_login(editor)
    rows = [
        [f"town-{number}", f"Town {number}", "中国", "".join(f"陶瓷之都{year}。" for year in range(900))]
        for number in range(60)
    ]

    page = uploaded(client, a_sheet(*rows, headings=["slug", "name_en", "国家", "简介"]))

    first, last = client.get(page), client.get(f"{page}?rows=new&page=3")
    assert "page 1 of 3" in words(first)
    assert "Town 59" in words(last)
    assert max(len(first.content), len(last.content)) < 300_000


def test_a_change_far_down_in_a_long_text_is_shown(client, editor, shenzhen):
    client.force_login(editor)
    text = [f"第{number}年的节目。" for number in range(2_000)]
    shenzhen.summary_zh_hans = f"<p>{''.join(text)}</p>"
    shenzhen.save()
    text[1_500] = "那一年没有节目。"

    page = uploaded(client, a_sheet(["shenzhen", "".join(text)], headings=["slug", "简介"]))

    shown = words(client.get(page))
    assert "没有" in shown
    assert "第1499年" in shown
    assert "第1400年" not in shown


def test_what_a_row_names_and_is_gone_since_the_preview_refuses_the_import(client, editor):
    client.force_login(editor)
    chile = a_country("CL", name_en="Chile")
    page = uploaded(client, a_sheet(["Arica", "Chile", "设计", "2025"], NEW))
    chile.delete()

    confirmed(client, page)

    assert "Something has changed since the preview, in what these lines are about: 2." in words(client.get(page))
    assert not Batch.objects.exists()


@pytest.mark.parametrize("name", ["readings", "digests"])
def test_what_a_preview_kept_is_not_believed_blindly(client, editor, name):
    client.force_login(editor)
    page = uploaded(client, a_sheet(NEW))
    kept = folder_of(Upload.objects.get()) / name
    kept.write_bytes(kept.read_bytes().replace(b"Newtown", b"Oldtown") if name == "readings" else bytes(16))

    confirmed(client, page)

    assert not Batch.objects.exists()


@pytest.mark.parametrize("page", ["columns", "answers"])
def test_p6_nothing_is_answered_once_a_file_is_imported(client, editor, page):
    client.force_login(editor)
    address = uploaded(client, a_sheet(NEW))
    confirmed(client, address)

    answer = client.post(f"{address}{page}/", {"column-0": "slug", "answer-2": "skip"})

    assert (answer.status_code, answer["Location"]) == (302, address)
    assert Upload.objects.values_list("columns", "answers").get() == ({}, {})


def test_c4_an_import_meanwhile_is_told_in_an_open_form(client, editor):
    client.force_login(editor)
    city = City.objects.get()
    change = f"/admin/cities/city/{city.pk}/change/"
    opened = fields_of(client.get(change), "city_form")

    page = uploaded(client, a_sheet(["shenzhen", "https://file.example"], headings=["slug", "网址"]))
    confirmed(client, page)
    refused = client.post(change, {**opened, "website": "https://form.example"})

    city.refresh_from_db()
    assert (refused.status_code, city.website) == (200, "https://file.example")
    assert fields_of(refused, "city_form")["website"] == "https://form.example"
    assert "https://file.example" in refused.content.decode()
