"""What is pointed out in a report, and what is not."""

import pytest
from django.core.cache import cache

from cities.models import Alias
from reports import document
from reports.document.rows import Rows
from reports.flags import flags, remarks_on
from reports.flags.writing import writings
from reports.models import Budget, Event, Figure, Report
from tests.factories import a_city, a_report, an_answer, an_initiative, an_item
from uccn.languages.codes import LANGUAGES, column
from uccn.texts.html import plain


def found(report, kind):
    return [flag.words for flag in flags(Rows.load(report)) if flag.kind == kind]


@pytest.fixture
def report(db):
    return a_report("ghent-2018")


@pytest.fixture
def item(report):
    return an_item("4", form=report.form, kind="initiatives")


def a_figure(report, item, **fields):
    """With a picture, of which the file plays no part here."""
    picture = {"picture": fields.pop("picture", "figures/kiln.jpg"), "width": 4, "height": 3}
    figure = Figure.objects.create(
        report=report, item=item, **{"caption_en": "A kiln", "caption_zh_hans": "窑", **fields}
    )
    Figure.objects.filter(pk=figure.pk).update(**picture)
    return figure


@pytest.mark.parametrize(("count", "words"), [(3, []), (4, ["6.1 holds 4 initiatives; the form asks for 3 at most."])])
def test_more_initiatives_than_the_form_asks_for(report, count, words):
    item = an_item("6.1", form=report.form, kind="initiatives", max_items=3)
    whole = [an_initiative(report, item, label=str(number)) for number in range(count)]
    an_initiative(report, item, label="a", parent=whole[0])

    assert found(report, "too-many") == words


@pytest.mark.parametrize(("period", "flagged"), [("year", False), ("whole", True)])
def test_budget_that_is_not_annual(report, period, flagged):
    item = an_item("6.3", form=report.form, kind="budget")
    Budget.objects.create(
        report=report, item=item, period=period, as_written_en="10 million", as_written_zh_hans="1000万"
    )

    words = ["The form asks for an annual budget; “10 million” is for the whole period."]
    assert found(report, "not-annual") == (words if flagged else [])


@pytest.mark.parametrize(
    ("fields", "kind", "words"),
    [
        ({"picture": ""}, "no-picture", ["“A kiln” is a caption without a picture."]),
        ({}, "no-picture", []),
        ({"caption_zh_hans": ""}, "one-language", ["The caption “A kiln” is missing in Chinese."]),
        ({}, "one-language", []),
        (
            {"alt_zh_hans": "一座窑"},
            "no-description",
            ["The picture “A kiln” has no description in English and is not called decorative."],
        ),
        ({"alt_zh_hans": "一座窑", "alt_en": "A kiln"}, "no-description", []),
        ({"is_decorative": True}, "no-description", []),
        ({"picture": ""}, "no-description", []),
    ],
)
@pytest.mark.parametrize("within_an_initiative", [True, False])
def test_what_a_figure_lacks(report, item, fields, kind, words, within_an_initiative):
    a_figure(report, item, initiative=an_initiative(report, item) if within_an_initiative else None, **fields)

    assert found(report, kind) == words


@pytest.mark.parametrize(
    ("chinese", "english", "words"),
    [
        ("<p>产值900亿元</p>", "<p>worth 90 billion yuan</p>", []),
        ("<p>增长8.5%</p>", "<p>up by 8.5 per cent</p>", []),
        ("<p>3万人</p>", "<p>30,000 people</p>", []),
        ("<p>产值900亿元</p>", "<p>worth 90 million yuan</p>", ["900亿 in Chinese, 90 million in English"]),
        ("<p>2018年有3000人</p>", "<p>In 2018 there were many</p>", ["3000 in Chinese only"]),
        ("<p>2018年有3000人</p>", "", []),
    ],
)
def test_number_in_chinese_unlike_english(report, chinese, english, words):
    an_answer(report, text_zh_hans=chinese, text_en=english)

    assert found(report, "numbers") == [f"Numbers differ: {each}." for each in words]


@pytest.fixture
def limoges(db):
    city = a_city("ghent", name_en="Ghent", name_zh_hans="根特")
    Alias.objects.create(city=city, name="Ghent City", kind="variant")
    for slug, english, chinese, others in [
        ("astana", "Astana", "阿斯塔纳", ["Nur-Sultan", "哈萨"]),
        ("busan", "Busan", "釜山", ["Pusan", "Busan Metropolitan City"]),
        ("granada", "Granada", "格拉纳达", ["Solo"]),
        ("durban", "Durban", "德班", ["Port Natal", "Twice"]),
        ("tambasasayama", "Tambasasayama", "丹波筱山", ["Sasayama", "Twice"]),
    ]:
        other = a_city(slug, name_en=english, name_zh_hans=chinese)
        for name in others:
            Alias.objects.create(city=other, name=name, kind="former" if name == "Port Natal" else "variant")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Potters from Pusan came.", ["“Pusan”: the register calls this city “Busan”."]),
        ("Nur-Sultan’s fair", ["“Nur-Sultan”: the register calls this city “Astana”."]),
        ("Port Natal, again Port Natal", ["“Port Natal”: the register calls this city “Durban”."]),
        ("Sasayama ware", ["“Sasayama”: the register calls this city “Tambasasayama”."]),
        ("Potters from Busan came.", []),
        # The writer says which city is meant.
        ("Busan (then Pusan)", []),
        # A short or long form of the usual name, a part of another name, a word, a name of two cities.
        ("Busan Metropolitan City", []),
        ("Pusanese ware, New-Pusan-ware", []),
        ("A Solo exhibition, Twice shown", []),
    ],
)
def test_city_named_unlike_the_register_in_english(report, limoges, text, words):
    an_answer(report, text_en=f"<p>{text}</p>", text_zh_hans="")

    assert found(report, "city-name") == words


@pytest.mark.parametrize(("text", "count"), [("访问哈萨市", 1), ("首尔、哈萨、巴黎", 1), ("访问哈萨克斯坦", 0)])
def test_two_hanzi_are_a_city_only_where_they_stand_alone(report, limoges, text, count):
    an_answer(report, text_zh_hans=f"<p>{text}</p>", text_en="")

    assert len(found(report, "city-name")) == count


def test_a_city_may_tell_of_its_own_earlier_names(limoges):
    report = a_report(city=Alias.objects.get(name="Port Natal").city)
    an_answer(report, text_en="<p>Once called Port Natal</p>")

    assert found(report, "city-name") == []


LONG = "Every spring the potters of the city open their workshops to all who want to see."


@pytest.mark.parametrize(
    ("second_chinese", "count"),
    [("<p>市政府每年拨款支持青年陶艺家。</p>", 1), ("<p>每年春天，陶艺家开放工坊。</p>", 0), ("", 0)],
)
def test_paragraph_copied_in_one_language_only(report, second_chinese, count):
    an_answer(report, an_item("1"), text_en=f"<p>{LONG}</p>", text_zh_hans="<p>每年春天，陶艺家开放工坊。</p>")
    an_answer(report, an_item("2"), text_en=f"<p>{LONG}</p>", text_zh_hans=second_chinese)

    words = "“Every spring the potters of th…” stands in English under 1 too; the other language differs."
    assert found(report, "same-text") == [words] * count


def test_short_paragraphs_may_repeat(report):
    an_answer(report, an_item("1"), text_en="<p>None.</p>", text_zh_hans="<p>甲</p>")
    an_answer(report, an_item("2"), text_en="<p>None.</p>", text_zh_hans="<p>乙</p>")

    assert found(report, "same-text") == []


@pytest.mark.parametrize(
    ("markup", "words"),
    [
        ("<p>Call 021-65987687.</p>", ["“021-65987687” looks like a telephone number."]),
        ("<p>office@example.org</p>", ["“office@example.org” looks like an e-mail address."]),
        ('<p><a href="mailto:a@example.org">Write</a></p>', ["“a@example.org” looks like an e-mail address."]),
        ("<p>In 2018 there were 12,000 potters.</p>", []),
    ],
)
def test_telephone_and_e_mail(report, markup, words):
    an_answer(report, text_en=markup, text_zh_hans=markup)

    assert found(report, "personal") == words


def test_flag_of_one_row_is_the_flag_of_the_report(report, item):
    initiative = an_initiative(report, item, text_en="<p>Call 021-65987687</p>", title_zh_hans="12个", title_en="13")
    Event.objects.create(initiative=initiative, on="2015", text_en="In 2016", text_zh_hans="2017年")
    a_figure(report, item, initiative=initiative, picture="")

    keys = [flag.key for flag in remarks_on(initiative)]

    assert len(keys) == 4
    assert keys == [flag.key for flag in flags(Rows.load(report))]


def test_flags_ask_as_many_queries_for_one_row_as_for_thirty(report, item, django_assert_num_queries):
    an_initiative(report, item)
    rows = Rows.load(report)
    cache.clear()
    with django_assert_num_queries(2):
        flags(rows)
    for number in range(30):
        initiative = an_initiative(report, item, label=str(number))
        Event.objects.create(initiative=initiative, on="2015", text_en="Opening")
        a_figure(report, item, initiative=initiative)
    rows = Rows.load(report)
    cache.clear()
    with django_assert_num_queries(2):
        flags(rows)


def from_the_register(rows):
    """What the report names without writing it."""
    report = rows.report
    initiatives = [each for found in rows.initiatives.values() for each in found]
    cities = [
        report.city,
        *(city for each in initiatives for city in each.partner_cities.all()),
        *(city for each in initiatives for event in each.events.all() for city in event.cities.all()),
    ]
    named = [
        *((city, "name") for city in (*cities, report.city.country, report.designation.field, report.form)),
        (report.designation.field, "title"),
        *((item, "heading") for item in rows.items),
        *((attendance.meeting, "place") for attendance in rows.attendances),
        *((goal, "name") for each in initiatives for goal in each.goals.all()),
    ]
    texts = {getattr(record, column(name, language)) for record, name in named for language in LANGUAGES}
    return texts - {words for writing in writings(rows) for words in writing.words.values()}


@pytest.mark.django_db
def test_everything_of_the_shipped_report_that_gets_published_is_read(shipped):
    report = Report.objects.get(slug="jingdezhen-2018")
    rows = Rows.load(report)

    published = {plain(text.content) for each in document.build_both(report).values() for text in each.texts()}
    read = {words for writing in writings(rows) for words in writing.words.values() if words}

    assert read <= published
    assert published - read == from_the_register(rows)


@pytest.mark.django_db
def test_the_shipped_report_is_told_true_things_only(shipped):
    report = Report.objects.get(slug="jingdezhen-2018")

    assert [(flag.kind, flag.number) for flag in flags(Rows.load(report))] == [
        ("not-annual", "6.3"),
        ("no-picture", "1"),
        ("no-picture", "4"),
    ]
