import pytest
from django.utils import translation

from tests.uccn.sheets.files import a_book, codes, note, ods_of, ods_row, refusal_of, saved, table_of, zipped

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


def named(argument):
    # Archives hold the time they were made at: they would name a test differently each time.
    return argument if isinstance(argument, str) else ""


def ole(stream):
    return OLE + stream.encode("utf-16-le") + bytes(64)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty"),
        (b"\xef\xbb\xbf\r\n \r\n", "empty"),
        (ole("EncryptedPackage"), "password"),
        (ole("Workbook"), "old_excel"),
        (ole("Book"), "old_excel"),
        (ole("WordDocument"), "word"),
        (ole("Somebody"), "unknown"),
        (b"<html><table><tr><td>\xe5\x9f\x8e", "html"),
        ('\ufeff\n<!DOCTYPE html PUBLIC "-//W3C//DTD HTML 4.01//EN">'.encode(), "html"),
        (b'<?xml version="1.0"?><html xmlns="x">', "html"),
        (b"<table border=1><tr><td>1</td></tr></table>", "html"),
        (b"MIME-Version: 1.0\r\nContent-Type: multipart/related", "html"),
        (b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook/>', "xml"),
        (b"%PDF-1.7", "pdf"),
        (b"\x89PNG\r\n\x1a\n", "picture"),
        (b"\xff\xd8\xff\xe0", "picture"),
        (b"RIFF\x00\x00\x00\x00WEBP", "picture"),
        (b"{\\rtf1", "word"),
        (b"\x1f\x8b\x08\x00", "archive"),
        (b"\x7fELF\x02\x01", "unknown"),
        (bytes(range(256)) * 8 + bytes(1000), "unknown"),
        (zipped({"a.csv": "城市"}), "archive"),
        (zipped({"xl/workbook.bin": b"x"}), "binary_excel"),
        (zipped({"word/document.xml": "<a/>"}), "word"),
        (zipped({"ppt/presentation.xml": "<a/>"}), "slides"),
        (zipped({"Index/Document.iwa": b"x"}), "numbers"),
        (zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<a/>"}), "word"),
    ],
    ids=named,
)
def test_i5_what_is_no_spreadsheet_is_named(content, code):
    assert refusal_of(content, "城市.xlsx").code == code


def test_i5_old_workbook_is_refused_with_the_mend_in_the_readers_language():
    refusal = refusal_of(ole("Workbook"), "城市.xls")

    assert str(refusal) == "This is a workbook of the old .xls kind. Open it in Excel or WPS and save it as .xlsx."
    with translation.override("zh-hans"):
        assert ".xls" in str(refusal)


def test_i5_ods_with_a_password_is_named():
    content = zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "content.xml": b"\x93\x01",
            "META-INF/manifest.xml": "<manifest:encryption-data/>",
        }
    )

    assert (
        str(refusal_of(content)) == "This workbook is protected by a password. Remove the password and save it again."
    )


@pytest.mark.parametrize(
    ("content", "filename", "kind"),
    [
        (saved(a_book([["城市"], ["深圳"]])), "城市.csv", "xlsx"),
        ("城市\n深圳\n".encode(), "城市.xls", "csv"),
        (ods_of(f'<table:table table:name="a">{ods_row("城市")}{ods_row("深圳")}</table:table>'), "城市.xlsx", "ods"),
    ],
    ids=named,
)
def test_i5_file_with_a_wrong_name_is_read_as_what_it_is_and_that_is_said(content, filename, kind):
    table = table_of(content, filename)

    assert table.kind == kind
    assert [row.cells for row in table.rows] == [("深圳",)]
    assert note(table, "named_otherwise") == (
        f"The file is named .{filename.rpartition('.')[2]} but is of the kind .{kind}, and was read as that."
    )


@pytest.mark.parametrize("filename", ["a.xlsx", "a.XLSM", "无名"])
def test_a_fitting_name_needs_no_word(filename):
    assert "named_otherwise" not in codes(table_of(saved(a_book([["城市"], ["深圳"]])), filename))
