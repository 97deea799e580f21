"""Sheets as offices keep them, and the ways they are brought in."""

import io
import json
import re

from django.core.management import CommandError, call_command

from tests.uccn.sheets.files import a_book, saved

HEADINGS = ["城市 City", "国家 Country", "领域 Field", "入选年份"]


def a_sheet(*rows, headings=HEADINGS):
    return saved(a_book([headings, *rows]))


def run(tmp_path, content, *options, name="cities.xlsx", command="import_cities"):
    """What the command prints as JSON, and its refusal."""
    path = tmp_path / name
    path.write_bytes(content)
    out = io.StringIO()
    refusal = None
    try:
        call_command(command, str(path), "--json", *options, stdout=out)
    except CommandError as error:
        refusal = str(error)
    return json.loads(out.getvalue() or "null"), refusal


def outcomes(found):
    return [(row["line"], row["outcome"], row["city"]) for row in found["rows"]]


def uploaded(client, content, name="cities.xlsx", address="/admin/cities/city/import/"):
    """The address of the page that an upload leads to."""
    file = io.BytesIO(content)
    file.name = name
    response = client.post(address, {"file": file})
    assert response.status_code == 302, response.content.decode()
    return response["Location"]


def words(response):
    """What a page says, without its markup."""
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def confirmed(client, page, **more):
    digest = re.search(r'name="digest" value="(\w+)"', client.get(page).content.decode())[1]
    return client.post(f"{page}confirm/", {"digest": digest, **more})
