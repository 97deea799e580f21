import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from reports.models import Edition
from tests.factories import a_report, an_answer, an_item


@pytest.fixture
def report(db):
    report = a_report("jingdezhen-2018")
    an_answer(report, an_item("1"))
    return report


def run(*args):
    out = StringIO()
    call_command("publish", *args, stdout=out)
    return out.getvalue()


def test_command_publishes_both_languages(report, publisher):
    assert run("jingdezhen-2018", "--language", "both", "--by", "publisher") == (
        "jingdezhen-2018 is public in zh as edition 1.\njingdezhen-2018 is public in en as edition 1.\n"
    )


def test_command_prints_one_json_object(report, publisher):
    answer = json.loads(run("jingdezhen-2018", "--language", "en", "--by", "publisher", "--json"))

    edition = Edition.objects.get()
    assert answer == {
        "report": "jingdezhen-2018",
        "editions": [
            {"language": "en", "number": 1, "digest": edition.digest, "published_at": str(edition.published_at)}
        ],
        "flags": [],
    }


def test_command_names_what_to_look_at(report, publisher):
    answer = an_answer(report, an_item("2"), text_zh_hans="<p>有12人</p>", text_en="<p>There were 13</p>")

    flags = json.loads(run("jingdezhen-2018", "--language", "en", "--by", "publisher", "--json"))["flags"]

    words = "Numbers differ: 12 in Chinese, 13 in English."
    assert flags == [{"kind": "numbers", "item": "2", "place": f"answer-{answer.pk}-text", "words": words}]


def test_command_refuses_what_would_give_people_away(report, publisher):
    an_answer(report, an_item("2"), text_en="<p>office@example.org</p>")

    with pytest.raises(CommandError, match=r"“office@example\.org”") as refused:
        run("jingdezhen-2018", "--language", "both", "--by", "publisher", "--json")

    assert refused.value.returncode == 1
    assert Edition.objects.count() == 0


@pytest.mark.parametrize(
    ("slug", "by", "words"),
    [
        ("atlantis-2018", "publisher", "There is no report 'atlantis-2018'."),
        ("jingdezhen-2018", "nobody", "There is no user 'nobody'."),
        ("jingdezhen-2018", "writer", "You may not take this step."),
    ],
)
def test_command_refuses_in_words(report, publisher, writer, slug, by, words):
    with pytest.raises(CommandError) as refused:
        run(slug, "--language", "en", "--by", by)

    assert str(refused.value) == words
    assert Edition.objects.count() == 0
