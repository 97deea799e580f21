import pytest

from cities.models import Alias, Page
from tests.factories import a_city, a_country, a_designation, a_field, a_meeting

pytestmark = pytest.mark.django_db


def page(client, path, status=200):
    response = client.get(path)
    assert response.status_code == status
    return response.content.decode()


def slugs(client, path):
    """Cities listed, in their order."""
    response = client.get(path)
    return [city.slug for letter, cities in response.context["letters"] for city in cities]


@pytest.fixture
def members():
    a_designation(
        a_city("jingdezhen", name_en="Jingdezhen", name_zh_hans="景德镇"), field=a_field("crafts"), since="2014-12"
    )
    a_designation(a_city("chongqing", name_en="Chongqing", name_zh_hans="重庆"), field=a_field("design"), since="2023")
    ghent = a_city("ghent", name_en="Ghent", name_zh_hans="根特", country=a_country("BE"))
    a_designation(ghent, field=a_field("music"), since="2009")
    Alias.objects.create(city=ghent, name="Gand")


def test_cities_stand_by_pinyin_in_chinese_and_by_alphabet_in_english(client, members):
    assert slugs(client, "/zh/cities/") == ["chongqing", "ghent", "jingdezhen"]
    assert slugs(client, "/en/cities/") == ["chongqing", "ghent", "jingdezhen"]

    a_designation(a_city("xian", name_en="Xi’an", name_zh_hans="西安"))
    a_designation(a_city("seoul", name_en="Seoul", name_zh_hans="首尔"))
    assert slugs(client, "/zh/cities/")[-2:] == ["seoul", "xian"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("field=design", ["chongqing"]),
        ("country=BE", ["ghent"]),
        ("year=2014", ["jingdezhen"]),
        ("year=２０１４", ["jingdezhen"]),
        ("q=Gand", ["ghent"]),
        ("q=景德鎮", ["jingdezhen"]),
        ("q=jing&country=CN", ["jingdezhen"]),
        ("field=design&year=2014", []),
        ("q=nowhere", []),
    ],
)
def test_filters_narrow_the_list(client, members, query, found):
    assert slugs(client, f"/en/cities/?{query}") == found


@pytest.mark.parametrize("query", ["field=sorcery", "country=XX", "year=20x7", "year=1066", "q=" + "x" * 10_000])
def test_filter_that_means_nothing_is_said_and_shows_no_city(client, members, query):
    response = client.get(f"/en/cities/?{query}")

    assert response.status_code == 200
    assert response.context["total"] == 0
    assert "errorlist" in response.content.decode()


@pytest.mark.parametrize("query", ["q=%00", "q=%27%29%3B--", "_connector=OR", "field__code=design", "q=%25"])
def test_odd_queries_do_no_harm(client, members, query):
    assert client.get(f"/en/cities/?{query}").status_code == 200


def test_disputed_city_is_shown_beside_the_list_and_not_counted(client, members):
    harbin = a_city("harbin", name_en="Harbin")
    a_designation(harbin, field=a_field("music"), since="2010", standing="disputed", note_en="Sources differ.")

    response = client.get("/en/cities/")

    assert response.context["total"] == 3
    assert [city.slug for city in response.context["uncounted"]] == ["harbin"]
    assert "Sources differ." in page(client, "/en/cities/harbin/")


@pytest.mark.parametrize("extra", [1, 300])
def test_list_takes_as_many_queries_for_one_city_as_for_300(client, extra, django_assert_num_queries):
    for number in range(extra):
        a_designation(a_city(f"extra-{number}"), since="2014")

    with django_assert_num_queries(3):
        client.get("/en/cities/")


def test_city_page_tells_of_its_field_changes(client):
    lyon = a_city("lyon", name_en="Lyon")
    a_designation(lyon, field=a_field("media-arts", title_en="City of Media Arts"), since="2008", until="2023")
    a_designation(lyon, field=a_field("literature", title_en="City of Literature"), since="2023-10-31")

    text = page(client, "/en/cities/lyon/")

    assert "City of Media Arts" in text
    assert "31 October 2023" in text


def test_unknown_city_and_field_are_not_found(client):
    page(client, "/en/cities/atlantis/", status=404)
    page(client, "/en/fields/sorcery/", status=404)


def test_field_page_lists_present_members_only(client):
    field = a_field("media-arts")
    a_designation(a_city("lyon", name_en="Lyon"), field=field, since="2008", until="2023")
    a_designation(a_city("linz", name_en="Linz"), field=field, since="2014")

    text = page(client, "/en/fields/media-arts/")

    assert "Linz" in text
    assert "Lyon" not in text


def test_a_text_that_exists_in_chinese_only_is_marked_on_the_english_page(client):
    Page.objects.create(slug="about", title_zh_hans="关于", title_en="", body_zh_hans="<p>正文</p>", body_en="")

    text = page(client, "/en/about/")

    assert '<div lang="zh-Hans" class="foreign"><p>正文</p></div>' in text


def test_unconfirmed_meeting_is_marked_in_words(client):
    a_meeting(is_confirmed=False)

    assert "not confirmed" in page(client, "/en/network/")
    assert "未见公开来源证实" in page(client, "/zh/network/")


def test_x2_markup_in_names_is_shown_and_not_run(client):
    a_designation(a_city("evil", name_en="<script>x()</script>", summary_en="<script>x()</script><p>ok</p>"))

    for path in ("/en/", "/en/cities/", "/en/cities/evil/"):
        assert "<script" not in page(client, path)


def test_statistics_of_a_year_know_the_fields_of_then(client, members):
    a_field("architecture", since=2025, name_en="Architecture")

    assert "Architecture" not in page(client, "/en/statistics/?year=2014")
    page(client, "/en/statistics/?year=1900", status=404)
    page(client, "/en/statistics/?year=abc", status=404)
