from django.utils.translation import gettext_lazy as _

from cities.models import Alias, City, Country, CreativeField, Designation
from cities.models.designation import Standing
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
)
from uccn.sheets.registry import register
from uccn.sheets.resources import SheetResource

COUNTRY = {"code": "code", "names": ["name_zh_hans", "name_en", "aliases__name"]}
FIELD = {"code": "code", "names": ["name_zh_hans", "name_en", "title_zh_hans", "title_en"]}


@register
class CityResource(SheetResource):
    """A row is one city with one of its designations; a city with two titles stands in two rows."""

    name = "cities"
    expected = _("the city’s name in Chinese or English, or its address name (slug)")
    identified_by = ("slug", "name_zh_hans", "name_en")
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
        also="中文名|中文名称|城市中文名|城市中文名称|中文城市名|name_zh|name zh-hans|chinese name|name in chinese|name (chinese)",
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
        also="国家名称|所属国家|所在国|所在国家|国别|国家或地区|国家地区|国家代码|country name|country code|country or region|state",
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
            "|year|designated|designation|date of designation|designation year|since|year designated|joined|member since"
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
    note_zh_hans = Column(
        "note_zh_hans", "备注（中文）", "Note (Chinese)", Text(), also="备注|注|说明|note_zh", part="designation"
    )
    note_en = Column("note_en", "备注（英文）", "Note (English)", Text(), also="note|notes|remarks", part="designation")
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
        Text(),
        also="别名|又名|曾用名|其他名字|aliases|alias|also known as|former name|former names|native name",
        part="aliases",
        is_cumulative=True,
        example="Kingtehchen; 景德鎮",
    )

    class Meta:
        model = City
