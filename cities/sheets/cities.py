from django.utils.text import slugify
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from pypinyin import lazy_pinyin

from cities.models import Alias, City, Country, CreativeField, Designation
from cities.models.designation import Standing
from uccn.languages.folding import fold
from uccn.sheets.columns import (
    Address,
    BothLanguages,
    Choice,
    Column,
    Decimal,
    Key,
    One,
    PartialDate,
    Position,
    RichText,
    Text,
    pair,
)
from uccn.sheets.columns.links import SEVERAL
from uccn.sheets.importing.edits import Edit, new_record
from uccn.sheets.registry import register
from uccn.sheets.resources import SheetResource

from .matching import CityMatcher
from .names import COUNTRY, FIELD


class OtherNames(Text):
    """All other names of a city in one cell."""

    def path(self, attribute):
        return "name"


class CityResource(SheetResource):
    """A row is one city with one of its designations; a city with two titles stands in two rows."""

    expected = _("the city’s name in Chinese or English, or its address name (slug)")
    identified_by = (("slug",), ("name_zh_hans",), ("name_en",))
    required = ("country",)
    parts = {"designation": Designation, "aliases": Alias}

    slug = Column(
        "slug",
        "地址名",
        "Address name",
        Key(),
        also="地址|address|标识|标识符|key|id",
        is_key=True,
        example="jingdezhen",
    )
    name = Column(
        "name",
        "城市",
        "City",
        BothLanguages(most=120),
        also="城市名|城市名称|成员城市|会员城市|名称|city name|member city|name|town",
        fills=["name_zh_hans", "name_en"],
    )
    name_zh_hans = Column(
        "name_zh_hans",
        "城市（中文）",
        "City (Chinese)",
        also="中文名|中文名称|城市中文名|城市中文名称|中文城市名|name_zh|chinese name|name in chinese|name (chinese)",
        example="景德镇",
    )
    name_en = Column(
        "name_en",
        "城市（英文）",
        "City (English)",
        also="英文名|英文名称|城市英文名|城市英文名称|英文城市名|english name|name in english|name (english)|外文名",
        example="Jingdezhen",
    )
    country = Column(
        "country",
        "国家",
        "Country",
        One(Country, **COUNTRY),
        also="国家名称|所属国家|所在国|国别|国家或地区|国家地区|国家代码|country name|country code|state",
        is_identity=True,
        example="CN",
    )
    field = Column(
        "field",
        "创意领域",
        "Creative field",
        One(CreativeField, **FIELD),
        also="领域|类别|称号|所属领域|创意领域称号|field|creative field of designation|category|title",
        part="designation",
        is_identity=True,
        example="crafts-and-folk-art",
    )
    since = Column(
        "since",
        "入选年份",
        "Year of designation",
        PartialDate(),
        also=(
            "年份|入选年度|加入年份|入选时间|入选日期|加入时间|加入日期|批准年份|获批年份|授予年份|入网年份|入网时间|年度"
            "|year|designated|designation|date of designation|designation year|since|joined|member since"
        ),
        part="designation",
        is_identity=True,
        example="2014-12-01",
    )
    until = Column(
        "until", "终止日期", "Until", PartialDate(), also="截至|退出年份|退出时间|终止年份|end", part="designation"
    )
    standing = Column(
        "standing",
        "会籍状态",
        "Standing",
        Choice(Standing, also={"会员": "member", "成员城市": "member", "有争议": "disputed", "已退出": "withdrawn"}),
        also="状态|会员状态|status|membership",
        part="designation",
    )
    source_zh_hans = Column(
        "source_zh_hans", "来源（中文）", "Source (Chinese)", also="来源|source_zh", part="designation"
    )
    source_en = Column("source_en", "来源（英文）", "Source (English)", also="source", part="designation")
    # What an office notes for itself under 备注 is not for readers.
    note_zh_hans, note_en = pair("note", "读者说明", "Note for readers", Text, part="designation")
    position = Column(
        "position",
        "坐标",
        "Coordinates",
        Position(),
        also="经纬度|地理坐标|位置|position|location|latitude and longitude",
        fills=["latitude", "longitude"],
    )
    latitude = Column(
        "latitude", "纬度", "Latitude", Decimal(least=-90, greatest=90), also="lat|北纬", example="29.268783"
    )
    longitude = Column(
        "longitude",
        "经度",
        "Longitude",
        Decimal(least=-180, greatest=180),
        also="lon|lng|long|东经",
        example="117.178443",
    )
    summary_zh_hans = Column(
        "summary_zh_hans", "简介（中文）", "Summary (Chinese)", RichText(), also="简介|城市简介|介绍|summary_zh"
    )
    summary_en = Column(
        "summary_en", "简介（英文）", "Summary (English)", RichText(), also="summary|introduction|about"
    )
    website = Column(
        "website",
        "网址",
        "Website",
        Address(),
        also="网站|官网|网站地址|地址|address|城市网站|url|web|web site|homepage|home page",
    )
    aliases = Column(
        "aliases",
        "其他名称",
        "Other names",
        OtherNames(),
        also="别名|又名|曾用名|其他名字|aliases|alias|also known as|former name|former names|native name",
        part="aliases",
        is_cumulative=True,
        example="Kingtehchen; 景德鎮",
    )

    class Meta:
        model = City

    def matcher(self, *, is_locking=False):
        self.cities = CityMatcher(self, is_locking=is_locking)
        return self.cities

    def name_of(self, reading):
        names = (reading.values.get("name_zh_hans"), reading.values.get("name_en"), reading.values.get("slug"))
        return " ".join(filter(None, names[:2])) or names[2] or ""

    def record_of(self, row):
        if row.edits:
            return row.edits[0].record
        return row.match.record.city if row.match and row.match.record else None

    def edits(self, reading, match, row):
        known = match.record
        edit = Edit(known.city or new_record(City), is_new=known.city is None)
        self.refuse_incomplete(edit, reading, row)
        if edit.is_new:
            self.begin(edit, reading)
        elif match.why != gettext("our key"):
            reading.values = self.without_known_names(reading.values, known)
        self.refuse_contradictions(reading, known, row)
        cleared = edit.put_all(self.main_columns, reading)
        known.city = edit.record
        found = [edit, *self.designation_edits(reading, known, row), *self.alias_edits(reading, known)]
        return found, cleared + sum(
            new in (None, "") and old not in (None, "") for each in found[1:] for old, new in each.changes.values()
        )

    def refuse_contradictions(self, reading, known, row):
        """One city may stand in several rows of a file, which must not say different things of it."""
        for column in self.main_columns:
            key = column.key
            if key in reading.values or key in reading.cleared:
                value = reading.values.get(key, column.kind.empty)
                said, line = known.said.setdefault(key, (value, row.line))
                if column.kind.differs(said, value):
                    row.refuse(gettext("line %(line)s of this file says something else") % {"line": line}, key)

    def begin(self, edit, reading):
        """A new city gets an address name from its English name, or the sound of its Chinese one."""
        slug = reading.values.get("slug") or self.free_slug(reading.values)
        reading.values = {**reading.values, "slug": slug}
        self.cities.slugs.setdefault(slug, None)

    def free_slug(self, values):
        name = values.get("name_en") or "-".join(lazy_pinyin(values.get("name_zh_hans", "")))
        slug = slugify(fold(name))[:70] or "city"
        if slug in self.cities.slugs and "country" in values:
            slug = f"{slug}-{slugify(fold(values['country'].name_en or values['country'].code))}"[:80]
        return slug

    def without_known_names(self, values, known):
        """A city found by a name it is known by keeps the name that the register shows."""
        names = self.cities.names_of.get(known.pk, ())
        return {
            key: value
            for key, value in values.items()
            if not (key.startswith("name_") and fold(value) in names and getattr(known.city, key))
        }

    def designation_edits(self, reading, known, row):
        columns = [column for column in self.own_columns if column.part == "designation"]
        said = [column.key for column in columns if column.key in reading.values or column.key in reading.cleared]
        if not said:
            return []
        values = reading.values
        designation = chosen_designation(known.designations, values.get("field"), values.get("since"))
        if designation is None and not {"field", "since"} <= values.keys():
            # A sheet with nothing but the year of cities that have several titles says nothing certain.
            missing = "field" if "field" not in values else "since"
            row.refuse(gettext("a new designation needs this"), missing)
            return []
        edit = Edit(designation or Designation(city=known.city), is_new=designation is None)
        if edit.is_new:
            row.adds_identity = bool(known.designations)
            known.designations.append(edit.record)
        edit.put_all(columns, reading)
        return [edit]

    def alias_edits(self, reading, known):
        if "aliases" not in reading.values:
            return []
        column = self.fields["aliases"]
        there = {
            known.city.name_zh_hans,
            known.city.name_en,
            *(column.kind.tidied(each.name) for each in known.aliases),
        }
        said = reading.values["aliases"]
        for name in filter(SEVERAL.search, there - {None}):
            # A name with a semicolon in it is one name.
            said = said.replace(name, "")
        found = []
        for name in dict.fromkeys(filter(None, SEVERAL.split(said))):
            if name not in there:
                alias = Alias(city=known.city, name=name)
                known.aliases.append(alias)
                edit = Edit(alias, is_new=True, changes={"name": (None, name)}, columns={"name": column})
                found.append(edit)
        return found


# In the class the column of this name stands in its place.
CityResource.name = "cities"
register(CityResource)


def chosen_designation(designations, field, since):
    """The one that a row means: of its field, and of its date where the city has had the field twice."""
    fitting = [each for each in designations if field is None or each.field_id == field.pk]
    if since is not None and len(fitting) > 1:
        fitting = [each for each in fitting if str(each.since).startswith(str(since))] or [
            each for each in fitting if each.until is None
        ]
    return fitting[0] if len(fitting) == 1 else None
