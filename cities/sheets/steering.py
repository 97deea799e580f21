from django.utils.translation import gettext_lazy as _

from cities.models import City, CreativeField, SteeringTerm
from cities.models.steering import SteeringRole
from uccn.sheets.columns import Choice, Column, One, Year, pair
from uccn.sheets.registry import register
from uccn.sheets.resources import SheetResource

from .names import CITY, FIELD


@register
class SteeringResource(SheetResource):
    """A row is one term of a city in the Steering Group."""

    name = "steering"
    expected = _("the creative field, the role, the city and the year from which it has it")
    identified_by = (("field", "role", "city", "since"),)

    field = Column(
        "field",
        "创意领域",
        "Creative field",
        One(CreativeField, **FIELD),
        also="领域|field",
        is_key=True,
        example="film",
    )
    role = Column(
        "role",
        "职务",
        "Role",
        Choice(SteeringRole, also={"组长": "coordinator", "副组长": "deputy"}),
        is_key=True,
        example="coordinator",
    )
    city = Column("city", "城市", "City", One(City, **CITY), also="城市名称|city name", is_key=True, example="bradford")
    since = Column("since", "起始年份", "From", Year(), also="开始年份|自|since|start", is_key=True, example="2012")
    until = Column("until", "终止年份", "To", Year(), also="结束年份|至|until|end", example="2016")
    source_zh_hans, source_en = pair(
        "source",
        "来源",
        "Source",
        examples=("指导工作组成员名单，2022年1月", "List of Steering Group members, January 2022"),
    )

    class Meta:
        model = SteeringTerm
