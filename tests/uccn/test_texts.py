import pytest

from cities.models import City, Page
from tests.factories import a_city
from uccn.texts.html import active_content, paragraphs, plain, sanitise

ACTIVE = [
    "<script>alert(1)</script>",
    '<p onclick="x()">a</p>',
    '<a href="javascript:x()">a</a>',
    '<a href="data:text/html,x">a</a>',
    "<svg><script>x()</script></svg>",
    "<math><mtext><style><img src onerror=x()></style></mtext></math>",
    '<style>@import "//evil"</style>',
    '<base href="//evil">',
    "<form action=//evil><input></form>",
    '<iframe srcdoc="<script>x()</script>"></iframe>',
    "<!-- x --><p>a</p>",
    '<noscript><p title="</noscript><img src=x onerror=x()>"></noscript>',
    '<p style="background:url(//evil)">a</p>',
]


@pytest.mark.parametrize("markup", ACTIVE)
def test_x1_nothing_active_survives(markup):
    clean = sanitise(markup)

    for trace in ("script", "on", "javascript", "data:", "<svg", "<math", "style", "<base", "<form", "iframe", "<!--"):
        assert trace not in clean


@pytest.mark.parametrize("markup", ACTIVE)
def test_x1_every_way_into_the_database_sanitises(db, markup):
    saved = a_city(summary_en=markup)
    bulk = City.objects.bulk_create([City(slug="bulk", name_en="Bulk", country=saved.country, summary_en=markup)])[0]
    updated = a_city()
    City.objects.filter(pk=updated.pk).update(summary_en=markup)

    stored = City.objects.filter(pk__in=[saved.pk, bulk.pk, updated.pk]).values_list("summary_en", flat=True)

    assert set(stored) == {sanitise(markup)}


def test_what_editors_may_use_stays_as_it_is():
    text = (
        "<h3>标题</h3><p>一 <strong>二</strong> <em>三</em><br>"
        '<a href="https://example.cn/" rel="noopener">链接</a></p>'
        "<ul><li><p>甲</p></li></ul><table><tbody><tr><th>a</th><td>1</td></tr></tbody></table>"
    )

    assert sanitise(text) == text


@pytest.mark.parametrize("markup", ["", "<p></p>", "<p><br></p>", "<p> </p><p></p>"])
def test_a_text_that_shows_nothing_is_empty(markup):
    assert sanitise(markup) == ""


def test_plain_words_keep_a_line_for_each_block():
    assert plain("<h3>一</h3><p>二 &amp;\n 三</p><ul><li>四</li></ul>") == "一\n二 & 三\n四"


def test_plain_text_is_marked_up_by_paragraphs():
    assert paragraphs("one <b>\n\ntwo") == "<p>one &lt;b&gt;</p><p>two</p>"


def test_x8_template_signs_are_text(db):
    page = Page.objects.create(slug="p", title_en="{{ 7 }}", body_en="<p>{{ 7|add:7 }} {% now 'Y' %}</p>")

    page.refresh_from_db()

    assert page.body_en == "<p>{{ 7|add:7 }} {% now 'Y' %}</p>"


@pytest.mark.parametrize(
    ("markup", "found"),
    [
        ("<p>Kilns</p><script>x()</script>", {"script"}),
        ('<p onclick="x()">a</p>', {"script"}),
        ('<a href=" java\nscript:x()">a</a>', {"script"}),
        ("<p><img src=x></p><iframe></iframe><form></form>", {"picture", "frame", "form"}),
        ('<p class="MsoNormal" style="color:red">Kilns <o:p></o:p></p>', set()),
        ("<p>on, script and javascript: as words</p>", set()),
    ],
)
def test_active_content_is_told_from_looks(markup, found):
    assert active_content(markup) == found
