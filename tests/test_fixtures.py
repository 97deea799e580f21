"""What is shipped: complete in both languages, true to the known totals, and free of anybody's personal data."""

import json
import re
from pathlib import Path

import pytest
from django.apps import apps
from django.core import serializers
from django.core.management import call_command
from modeltranslation.translator import translator

from cities import totals
from cities.models import AnnualMeeting, City, CreativeField, Criterion, Designation, RuleChange, SteeringTerm
from reports import document
from reports.document.tree import walk
from reports.models import Edition, FormItem, Indicator, Initiative, Report
from uccn.languages.codes import column
from uccn.management.commands.prepare import FIXTURES

ROOT = Path(__file__).parent.parent
BOXES = json.loads((ROOT / "tests/cities/country_boxes.json").read_text())

pytestmark = pytest.mark.usefixtures("shipped", "db")


def shipped_models():
    return [model for app in ("cities", "reports") for model in apps.get_app_config(app).get_models()]


def dump():
    return {model.__name__: serializers.serialize("json", model.objects.order_by("pk")) for model in shipped_models()}


def test_loading_twice_changes_nothing():
    before = dump()

    call_command("loaddata", *FIXTURES, verbosity=0)

    assert dump() == before


def test_fixtures_write_no_base_column_and_no_primary_key():
    for name in FIXTURES:
        for row in json.loads((ROOT / f"fixtures/{name}.json").read_text(encoding="utf-8")):
            model = apps.get_model(row["model"])
            assert "pk" not in row
            if translator.get_registered_models() and model in translator.get_registered_models():
                assert set(row["fields"]) & set(translator.get_options_for_model(model).get_field_names()) == set()


def test_whatever_is_written_in_one_language_is_written_in_the_other():
    halves = []
    for model in translator.get_registered_models(abstract=False):
        for row in model.objects.all():
            for name in translator.get_options_for_model(model).get_field_names():
                chinese, english = (bool(getattr(row, column(name, language))) for language in ("zh-hans", "en"))
                if chinese != english:
                    halves.append((model.__name__, row.pk, name))

    assert halves == []


def test_network_grew_as_published():
    running = {year.year: year.total for year in totals.growth()}

    assert [running[year] for year in (2014, 2015, 2017, 2019, 2021, 2023)] == [69, 116, 180, 246, 295, 350]
    assert City.objects.members().count() == 350


def test_members_of_2021_by_the_field_they_hold_today():
    members = Designation.objects.in_force().filter(
        city__in=Designation.objects.counted().filter(since_year__lte=2021).values("city")
    )
    counts = {f.code: members.filter(field=f).count() for f in CreativeField.objects.exclude(code="architecture")}

    assert counts == {
        "crafts-and-folk-art": 59,
        "music": 59,
        "gastronomy": 49,
        "design": 43,
        "literature": 43,
        "film": 21,
        "media-arts": 21,
    }


def test_members_by_the_field_they_held_at_the_end_of_2021():
    # Lyon was a City of Media Arts until 2023; counted by its field of then, the two fields trade one city.
    counts = {field.code: field.members for field in totals.by_field(2021)}

    assert (counts["literature"], counts["media-arts"]) == (42, 22)
    assert sum(counts.values()) == 295


def test_china_has_eighteen_members_to_2023():
    assert City.objects.members().filter(country__code="CN").count() == 18


def test_every_city_lies_in_its_country():
    outside = [
        city.slug
        for city in City.objects.select_related("country")
        if not any(
            south <= city.latitude <= north and west <= city.longitude <= east
            for south, west, north, east in BOXES[city.country.code]
        )
    ]

    assert outside == []


def test_every_city_has_both_names_and_traditional_script_is_an_alias():
    assert not City.objects.filter(name_zh_hans="").exists()
    assert not City.objects.filter(name_en="").exists()
    assert list(City.objects.named("景德鎮").values_list("slug", flat=True)) == ["jingdezhen"]


@pytest.mark.parametrize(
    ("written", "slug"),
    [
        ("Gand", "ghent"),
        ("Sasayama", "tambasasayama"),
        ("諾利奇", "norwich"),
        ("布拉德福", "bradford"),
        ("Odessa", "odesa"),
        ("Kirsehir", "kirsehir"),
        ("Hanover", "hannover"),
        ("Krakow", "krakow"),
        ("大邱广城市", "daegu"),
        ("新伊达尼亞", "idanha-a-nova"),
    ],
)
def test_city_is_found_as_the_seeds_write_it(written, slug):
    assert slug in City.objects.named(written).values_list("slug", flat=True)


def test_two_granadas_stay_two():
    granadas = City.objects.filter(name_en="Granada").order_by("slug").values_list("slug", "country__code")

    assert list(granadas) == [("granada", "ES"), ("granada-nicaragua", "NI")]


def test_lyon_changed_its_field_and_harbin_is_disputed():
    lyon = City.objects.get(slug="lyon").designations.order_by("since")
    harbin = Designation.objects.get(city__slug="harbin")

    assert [(d.field.code, str(d.since), d.until and str(d.until)) for d in lyon] == [
        ("media-arts", "2008", "2023"),
        ("literature", "2023", None),
    ]
    assert (harbin.standing, bool(harbin.note_zh_hans), bool(harbin.note_en)) == ("disputed", True, True)


def test_criteria_are_complete():
    counts = {field.code: field.criteria.count() for field in CreativeField.objects.all()}

    assert counts == {
        "crafts-and-folk-art": 6,
        "design": 7,
        "film": 8,
        "gastronomy": 8,
        "literature": 7,
        "media-arts": 5,
        "music": 7,
        "architecture": 0,
    }
    assert not Criterion.objects.filter(source_en="").exists()


def test_media_arts_criterion_has_its_right_meaning_and_names_the_slip():
    criterion = Criterion.objects.get(field__code="media-arts", position=5)

    assert "媒体艺术家" in criterion.text_zh_hans
    assert "民间艺术" not in criterion.text_zh_hans
    assert criterion.note_zh_hans
    assert criterion.note_en


def test_history_of_rules_meetings_and_steering_group_is_there():
    assert sorted(set(RuleChange.objects.values_list("year", flat=True))) == [
        *range(2010, 2020),
        2021,
        2025,
    ]
    assert set(range(2008, 2027)) == set(AnnualMeeting.objects.values_list("year", flat=True))
    assert SteeringTerm.objects.values("field").distinct().count() == 7


def test_jingdezhen_report_is_whole():
    report = Report.objects.get(slug="jingdezhen-2018")
    labels = {
        number: list(
            Initiative.objects.filter(report=report, item__number=number, parent=None).values_list("label", flat=True)
        )
        for number in ("4", "5", "6.1", "6.2")
    }
    parts = Initiative.objects.filter(parent__label="(2)", report=report).values_list("label", flat=True)

    assert labels == {
        "4": ["(1)", "(2)"],
        "5": ["A.", "B.", "C."],
        "6.1": ["A.", "B.", "C."],
        "6.2": ["A.", "B."],
    }
    assert list(parts) == [f"{letter}." for letter in "ABCDEFGHIJ"]
    assert [a.meeting.slug for a in report.attendances.order_by("meeting__year")] == [
        "2015-kanazawa",
        "2016-ostersund",
        "2017-enghien-les-bains",
        "2018-krakow-katowice",
    ]
    assert {"kanazawa", "icheon", "limoges", "nassau", "paducah", "santos", "joao-pessoa"} <= set(
        City.objects.filter(initiatives__report=report).values_list("slug", flat=True)
    )


def test_every_item_of_the_form_says_what_became_of_it():
    for language in ("zh-hans", "en"):
        states = {s.number: s.state for s in walk(document.build(Report.objects.get(), language).sections)}

        assert "not-answered" not in states.values()
        assert states["2.7"] == "not-applicable"
        assert states["2.8"] == "withheld"
        assert [states[n] for n in ("3.2", "3.4", "3.5", "3.6")] == ["none-declared"] * 4


def test_figures_of_the_summary_keep_their_wording():
    gdp = Indicator.objects.filter(item__number="1").order_by("position").first()

    assert (gdp.value, gdp.change, str(gdp.period)) == (90_000_000_000, 8.5, "2017")
    assert "90 billion" in gdp.as_written_en
    assert "900亿" in gdp.as_written_zh_hans


def test_later_forms_correspond_to_earlier_items():
    for code in ("2019", "2021"):
        items = FormItem.objects.filter(version__code=code)
        assert items.exclude(number="7").filter(corresponds_to=None).count() == 0


PERSONAL = [r"Shu\s?Ni", r"creative_city", r"8597618", r"fx\.wang", r"[\w.]+@[\w.]+\.\w+", r"\b1[3-9]\d{9}\b"]


@pytest.mark.parametrize("pattern", PERSONAL)
def test_no_personal_data_is_shipped_or_published(pattern):
    shipped = "".join((ROOT / f"fixtures/{name}.json").read_text(encoding="utf-8") for name in FIXTURES)
    published = "".join(json.dumps(edition.document, ensure_ascii=False) for edition in Edition.objects.all())

    assert re.findall(pattern, shipped + published) == []


def test_preparing_again_changes_nothing():
    before = dump()

    call_command("prepare")

    assert dump() == before
