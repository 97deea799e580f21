"""Files and the rows that name them, compared by a command."""

import json
from io import StringIO

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command

from reports import sources, workflow
from reports.models import Figure, Source
from tests.factories import a_city, a_report, an_answer
from tests.pictures import an_upload


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def figure(db):
    report = a_report("jingdezhen-2018")
    answer = an_answer(report)
    return Figure.objects.create(report=report, item=answer.item, caption_en="A kiln", picture=an_upload())


def run(*options):
    out = StringIO()
    call_command("check_files", *options, stdout=out)
    return out.getvalue()


def found():
    return json.loads(run("--json"))


def test_all_is_well(figure, superuser):
    a_city("ghent", logo=an_upload())
    sources.keep(Source(report=figure.report, language="en"), an_upload(), by=superuser)

    assert run("--json") == '{"checked": 6, "missing": [], "damaged": [], "orphans": []}\n'
    assert run() == "6 files are named; 0 stored files are not.\n"


def test_u8_files_that_nothing_names_are_listed(figure):
    default_storage.save("figures/left.png", ContentFile(b"x"))
    old = figure.picture.name
    figure.picture = an_upload()
    figure.save()

    stem = old.removesuffix(".png")
    orphans = [f"{stem}-4.jpg", f"{stem}-4.webp", old, "figures/left.png", stem.replace("figures", "originals")]
    assert found()["orphans"] == sorted(orphans)


def test_u8_a_file_that_an_edition_names_is_no_orphan(figure, publisher):
    workflow.publish(figure.report, languages=["en"], by=publisher)
    name = figure.picture.name
    figure.delete()

    assert found()["orphans"] == []
    default_storage.delete(name)
    with pytest.raises(CommandError, match="1 files are missing, 0 are damaged"):
        run()


@pytest.mark.parametrize("name", ["{name}.png", "{name}-4.webp", "{original}"])
def test_missing_files_are_listed_with_exit_code_1(figure, name, capsys):
    stem = figure.picture.name.removesuffix(".png")
    name = name.format(name=stem, original=stem.replace("figures", "originals"))
    default_storage.delete(name)

    out = StringIO()
    with pytest.raises(CommandError) as refused:
        call_command("check_files", "--json", stdout=out)

    assert refused.value.returncode == 1
    assert json.loads(out.getvalue())["missing"] == [name]


def test_files_that_are_not_as_handed_in_are_listed(figure, superuser):
    source = Source(report=figure.report, language="en")
    sources.keep(source, an_upload(), by=superuser)
    for name in (source.file.name, figure.picture.name.removesuffix(".png").replace("figures", "originals")):
        with open(default_storage.path(name), "ab") as file:
            file.write(b"!")

    out = StringIO()
    with pytest.raises(CommandError):
        call_command("check_files", "--json", stdout=out)

    assert len(json.loads(out.getvalue())["damaged"]) == 2
