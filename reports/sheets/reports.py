from functools import cached_property

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cities.models import City, CreativeField, Designation
from cities.sheets.names import CITY, FIELD
from reports.models import FormVersion, Report
from uccn.sheets.columns import Choice, Column, Key, One, PartialDate, Year, pair
from uccn.sheets.registry import register
from uccn.sheets.resources import SheetResource


class TitleOfCity(One):
    """A designation, by its creative field; the row's city tells which."""

    # What a cell names is the field.
    linked = {}

    def packed(self, value):
        return (value.field_id, value.pk) if isinstance(value, Designation) else value.pk

    def unpacked(self, packed):
        # Of a designation the field at hand says all that is shown.
        return super().unpacked(packed[0] if isinstance(packed, list) else packed)

    def stored(self, record, attribute):
        return record.designation if record.designation_id else None

    def path(self, attribute):
        return f"{attribute}__field_id"

    def plain(self, value):
        return None if value is None else value.field.code

    def show(self, value):
        return "" if value is None else str(getattr(value, "field", value))


@register
class ReportResource(SheetResource):
    """A row is one report with its general information. Its state is no column: steps are taken one by one."""

    name = "reports"
    expected = gettext_lazy("the report’s address name, such as jingdezhen-2018")
    identified_by = (("slug",),)
    required = ("city", "designation", "form", "due_year", "period_from", "period_to", "original_language")
    related = ("city", "designation__field")

    slug = Column(
        "slug",
        "地址名",
        "Address name",
        Key(),
        also="报告|报告地址名|report|id|key",
        is_key=True,
        example="jingdezhen-2018",
    )
    city = Column(
        "city", "城市", "City", One(City, **CITY), also="城市名称|city name", is_identity=True, example="jingdezhen"
    )
    designation = Column(
        "designation",
        "创意领域",
        "Creative field",
        TitleOfCity(CreativeField, **FIELD),
        also="领域|field",
        is_identity=True,
        example="crafts-and-folk-art",
    )
    form = Column(
        "form",
        "表格版本",
        "Form version",
        One(FormVersion, code="code", names=["name_zh_hans", "name_en"]),
        also="表格|报告格式|form",
        example="2015",
    )
    title_zh_hans, title_en = pair(
        "title",
        "标题",
        "Title",
        also="报告名称",
        examples=("中国景德镇监测报告（2018年）", "Monitoring Report 2018: Jingdezhen, China"),
    )
    due_year = Column(
        "due_year", "应交年份", "Due year", Year(), also="年份|year|due", is_identity=True, example="2018"
    )
    period_from = Column(
        "period_from", "报告期起", "Reports on the years from", Year(), also="period from|from", example="2014"
    )
    period_to = Column("period_to", "报告期止", "Reports on the years to", Year(), also="period to|to", example="2018")
    submitted_on = Column(
        "submitted_on", "提交日期", "Date of submission", PartialDate(), also="提交时间|submitted", example="2018-11"
    )
    responsible_entity_zh_hans, responsible_entity_en = pair(
        "responsible_entity",
        "责任单位",
        "Entity responsible",
        also="负责单位",
        examples=("景德镇市某局", "Some Bureau of Jingdezhen"),
    )
    original_language = Column(
        "original_language",
        "原文语言",
        "Original language",
        Choice(settings.LANGUAGES, also={"zh": "zh-hans", "中": "zh-hans", "英": "en"}),
        also="语言|language",
        example="en",
    )

    class Meta:
        model = Report

    @cached_property
    def designations(self):
        found = {}
        for each in Designation.objects.select_related("field").order_by("since"):
            found[each.city_id, each.field_id] = each
        return found

    def complete(self, reading):
        field, city = reading.values.get("designation"), reading.values.get("city")
        if not isinstance(field, CreativeField):
            return
        if city is None and any(problem.column == "city" for problem in reading.problems):
            return
        designation = self.designations.get((city.pk, field.pk)) if city else None
        if designation is None:
            del reading.values["designation"]
            reading.refuse(_("the row’s city has no designation in this field"), "designation")
        else:
            reading.values["designation"] = designation
