"""Rows with dull defaults. Every function takes the fields a test cares about and fills in the rest."""

from itertools import count

from django.contrib.auth import get_user_model

from cities.models import AnnualMeeting, City, Country, CreativeField, Designation
from reports.models import Answer, FormItem, FormVersion, Initiative, Report

numbers = count(1)


def a_user(username="somebody", **fields):
    return get_user_model().objects.create_user(username, password="correct horse battery", **fields)


def a_field(code="design", **fields):
    defaults = {
        "name_zh_hans": f"领域 {code}",
        "name_en": f"Field {code}",
        "title_zh_hans": f"{code}之都",
        "title_en": f"City of {code}",
        "since": 2004,
    }
    return CreativeField.objects.get_or_create(code=code, defaults={**defaults, **fields})[0]


def a_country(code="CN", **fields):
    defaults = {
        "name_zh_hans": f"国家 {code}",
        "name_en": f"Country {code}",
        "continent": "asia",
        "unesco_region": "asia-pacific",
    }
    return Country.objects.get_or_create(code=code, defaults={**defaults, **fields})[0]


def a_city(slug=None, **fields):
    slug = slug or f"city-{next(numbers)}"
    fields.setdefault("country", None)
    country = fields.pop("country") or a_country()
    defaults = {"name_zh_hans": f"城市 {slug}", "name_en": f"Town {slug}"}
    return City.objects.create(slug=slug, country=country, **{**defaults, **fields})


def a_designation(city=None, **fields):
    city = city or a_city()
    field = fields.pop("field", None) or a_field()
    return Designation.objects.create(city=city, field=field, **{"since": "2014", **fields})


def a_meeting(slug="2015-kanazawa", **fields):
    defaults = {"year": 2015, "place_zh_hans": "金泽", "place_en": "Kanazawa"}
    return AnnualMeeting.objects.create(slug=slug, **{**defaults, **fields})


def a_form(code="2015", **fields):
    defaults = {"name_zh_hans": f"{code}年版", "name_en": f"Form {code}", "since": 2015}
    return FormVersion.objects.get_or_create(code=code, defaults={**defaults, **fields})[0]


def an_item(number="1", *, form=None, **fields):
    form = form or a_form()
    defaults = {
        "heading_zh_hans": f"第 {number} 项",
        "heading_en": f"Item {number}",
        "kind": "text",
        "position": next(numbers),
    }
    return FormItem.objects.create(version=form, number=number, **{**defaults, **fields})


def a_report(slug=None, *, city=None, **fields):
    city = city or a_city()
    slug = slug or f"{city.slug}-2018"
    designation = fields.pop("designation", None) or city.designations.first() or a_designation(city)
    defaults = {
        "form": fields.pop("form", None) or a_form(),
        "title_zh_hans": f"{slug} 监测报告",
        "title_en": f"{slug} monitoring report",
        "due_year": 2018,
        "period_from": 2014,
        "period_to": 2018,
        "original_language": "en",
        "state": "approved",
    }
    return Report.objects.create(slug=slug, city=city, designation=designation, **{**defaults, **fields})


def an_answer(report, item=None, **fields):
    item = item or an_item(form=report.form)
    defaults = {"text_zh_hans": "<p>中文答复</p>", "text_en": "<p>English answer</p>"}
    return Answer.objects.create(report=report, item=item, **{**defaults, **fields})


def an_initiative(report, item, **fields):
    defaults = {"title_zh_hans": "举措", "title_en": "Initiative"}
    return Initiative.objects.create(report=report, item=item, **{**defaults, **fields})
