from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from PIL import Image

from cities.models import Consent, Contact
from reports import workflow
from reports.models import Figure, Report
from tests.factories import a_city, a_report, a_user, an_answer, an_initiative, an_item

BOTH = ("zh-hans", "en")
ABSENT = ["/{}/reports/atlantis-2018/", "/{}/reports/atlantis-2018/editions/1/"]
SECRET = "planted secret 秘密"


@pytest.fixture
def report(db):
    report = a_report("jingdezhen-2018", city=a_city("jingdezhen", name_en="Jingdezhen", name_zh_hans="景德镇"))
    an_answer(report, an_item("1"), text_zh_hans="<p>第一句</p>", text_en="<p>First sentence</p>")
    return report


def text_of(client, path, status=200):
    response = client.get(path)
    assert response.status_code == status
    return response.content.decode()


def change(report, **texts):
    answer = report.answers.get()
    for name, text in texts.items():
        setattr(answer, name, text)
    answer.save()


def test_reader_sees_the_newest_edition(client, report, publisher):
    workflow.publish(report, languages=BOTH, by=publisher)
    change(report, text_en="<p>Second sentence</p>")
    workflow.publish(report, languages=["en"], by=publisher, notes={"en": "A correction"})

    english, chinese = (text_of(client, f"/{prefix}/reports/jingdezhen-2018/") for prefix in ("en", "zh"))

    assert "Second sentence" in english
    assert "First sentence" not in english
    assert "A correction" in english
    assert "第一句" in chinese


def test_earlier_edition_keeps_its_address(client, report, publisher):
    workflow.publish(report, languages=["en"], by=publisher)
    change(report, text_en="<p>Second sentence</p>")
    workflow.publish(report, languages=["en"], by=publisher, notes={"en": "A correction"})

    first = text_of(client, "/en/reports/jingdezhen-2018/editions/1/")

    assert "First sentence" in first
    assert "Second sentence" not in first
    assert "/en/reports/jingdezhen-2018/editions/1/" in text_of(client, "/en/reports/jingdezhen-2018/")


def test_working_rows_never_show(client, report, publisher):
    workflow.publish(report, languages=BOTH, by=publisher)
    change(report, text_zh_hans=f"<p>{SECRET}</p>", text_en=f"<p>{SECRET}</p>")
    report.city.refresh_from_db()

    for prefix in ("zh", "en"):
        for path in ("", "reports/", "reports/jingdezhen-2018/", "cities/jingdezhen/"):
            assert SECRET not in text_of(client, f"/{prefix}/{path}")


@pytest.mark.parametrize("state", ["draft", "submitted", "approved"])
def test_what_was_never_public_is_as_absent_as_what_does_not_exist(client, report, state):
    Report.objects.update(state=state)

    for prefix in ("zh", "en"):
        for absent in ABSENT:
            path = absent.format(prefix)
            own = path.replace("atlantis", "jingdezhen")
            assert text_of(client, own, 404).replace("jingdezhen", "atlantis") == text_of(client, path, 404)
        assert "jingdezhen-2018" not in text_of(client, f"/{prefix}/reports/")
        assert "jingdezhen-2018" not in text_of(client, f"/{prefix}/cities/jingdezhen/")


def test_withdrawn_report_is_gone_with_its_reason(client, report, publisher):
    workflow.publish(report, languages=BOTH, by=publisher)
    workflow.withdraw(report, language="en", reason="It named a private person.", by=publisher)

    gone = text_of(client, "/en/reports/jingdezhen-2018/", 410)

    assert "It named a private person." in gone
    assert "First sentence" not in gone
    assert "First sentence" not in text_of(client, "/en/reports/jingdezhen-2018/editions/1/", 410)
    assert "第一句" in text_of(client, "/zh/reports/jingdezhen-2018/")


def test_wholly_withdrawn_report_is_gone_in_both_languages(client, report, publisher):
    workflow.publish(report, languages=BOTH, by=publisher)
    for language in BOTH:
        workflow.withdraw(report, language=language, reason="A slip", by=publisher)

    for prefix in ("zh", "en"):
        text_of(client, f"/{prefix}/reports/jingdezhen-2018/", 410)
        assert "jingdezhen-2018" not in text_of(client, f"/{prefix}/reports/")
        assert "jingdezhen-2018" not in text_of(client, f"/{prefix}/")


def test_missing_language_is_shown_in_its_frame_and_said(client, report, publisher):
    workflow.publish(report, languages=["zh-hans"], by=publisher)

    english = text_of(client, "/en/reports/jingdezhen-2018/")

    assert '<html lang="en"' in english
    assert 'lang="zh-Hans"' in english
    assert "第一句" in english
    assert 'hreflang="en"' not in english.split("</head>")[0]
    assert "hreflang" in text_of(client, "/en/cities/jingdezhen/").split("</head>")[0]


def test_language_switch_stays_at_the_section(client, report, publisher):
    workflow.publish(report, languages=BOTH, by=publisher)

    assert 'id="s-1"' in text_of(client, "/en/reports/jingdezhen-2018/")
    assert 'href="/zh/reports/jingdezhen-2018/#s-1"' in text_of(client, "/en/reports/jingdezhen-2018/")
    assert 'href="/en/reports/jingdezhen-2018/#s-1"' in text_of(client, "/zh/reports/jingdezhen-2018/")


@pytest.mark.parametrize("initiatives", [1, 300])
def test_report_page_takes_two_queries_however_long(client, report, publisher, initiatives, django_assert_num_queries):
    item = an_item("4", kind="initiatives")
    for number in range(initiatives):
        an_initiative(report, item, label=f"({number})")
    workflow.publish(report, languages=BOTH, by=publisher)

    with django_assert_num_queries(2):
        client.get("/en/reports/jingdezhen-2018/")


@pytest.mark.parametrize("reports", [1, 30])
def test_report_list_takes_one_query(client, publisher, reports, django_assert_num_queries):
    item = an_item("1")
    for _number in range(reports):
        report = a_report()
        an_answer(report, item)
        workflow.publish(report, languages=BOTH, by=publisher)

    with django_assert_num_queries(1):
        client.get("/en/reports/")


def test_other_citys_report_is_found_from_the_partners_page(client, report, publisher):
    kanazawa = a_city("kanazawa")
    initiative = an_initiative(report, an_item("5", kind="initiatives"), label="A.", title_en="Residencies")
    initiative.partner_cities.add(kanazawa)
    assert "Residencies" not in text_of(client, "/en/cities/kanazawa/")

    workflow.publish(report, languages=["en"], by=publisher)

    partner = text_of(client, "/en/cities/kanazawa/")
    assert "Residencies" in partner
    assert 'href="/en/reports/jingdezhen-2018/#s-5-A"' in partner


def test_contacts_never_show_even_with_consent_on_pages_that_do_not_ask_for_them(client, report, publisher):
    contact = Contact.objects.create(city=report.city, role="focal-point", person=SECRET, phone="13800000000")
    Consent.objects.create(contact=contact, wording="Yes", given_on="2026-01-01", recorded_by=a_user("clerk"))
    an_answer(report, an_item("2.8", kind="contacts"), text_en=f"<p>{SECRET} 13800000000</p>")
    workflow.publish(report, languages=BOTH, by=publisher)

    for path in ("/en/", "/en/cities/jingdezhen/", "/en/reports/jingdezhen-2018/", "/zh/reports/jingdezhen-2018/"):
        text = text_of(client, path)
        assert SECRET not in text
        assert "13800000000" not in text


def test_picture_is_served_by_its_edition_only(client, report, publisher, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    content = BytesIO()
    Image.new("RGB", (3, 2)).save(content, "PNG")
    figure = Figure(report=report, item=report.answers.get().item, caption_en="A kiln")
    figure.picture.save("picture.png", ContentFile(content.getvalue()))
    path = "/en/reports/jingdezhen-2018/editions/1/figures/1/"
    assert client.get(path).status_code == 404

    workflow.publish(report, languages=["en"], by=publisher)
    response = client.get(path)
    assert (response.status_code, response["Content-Type"]) == (200, "image/png")
    assert b"".join(response.streaming_content) == content.getvalue()
    assert path in text_of(client, "/en/reports/jingdezhen-2018/")

    workflow.withdraw(report, language="en", reason="No rights", by=publisher)
    assert client.get(path).status_code == 404
    assert client.get(f"/media/{figure.picture.name}").status_code == 404
