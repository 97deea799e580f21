from django.utils.translation import gettext_lazy as _

from cities.models import City, Contact
from cities.models.contact import ContactRole
from uccn.sheets.columns import Choice, Column, Email, Line, One, Text, pair
from uccn.sheets.registry import register
from uccn.sheets.resources import SheetResource

from .names import CITY


@register
class ContactResource(SheetResource):
    """A row is one contact of a city. Private: only those who may change contacts bring or take such a sheet."""

    name = "contacts"
    expected = _("the city, the role and the person’s name")
    identified_by = (("city", "role", "person"),)

    city = Column(
        "city", "城市", "City", One(City, **CITY), also="城市名称|city name", is_key=True, example="jingdezhen"
    )
    role = Column(
        "role", "角色", "Role", Choice(ContactRole), also="联系人角色|职责", is_key=True, example="focal-point"
    )
    person = Column(
        "person", "姓名", "Name", Line(), also="联系人|人名|person|contact|full name", is_key=True, example="张三"
    )
    office_zh_hans, office_en = pair(
        "office",
        "单位和职务",
        "Office and title",
        also="单位|职务",
        also_english="office",
        examples=("某市某局某处处长", "Head of Section, Some Bureau"),
    )
    address_zh_hans, address_en = pair(
        "address",
        "通信地址",
        "Postal address",
        also="地址",
        also_english="address",
        examples=("某市某路1号", "1 Some Road, Some City"),
    )
    postcode = Column("postcode", "邮编", "Postcode", also="邮政编码|zip|postal code", example="000000")
    phone = Column("phone", "电话", "Telephone", also="联系电话|手机|phone|tel", example="+86 000 0000 0000")
    email = Column(
        "email", "电子邮箱", "E-mail", Email(), also="邮箱|电子邮件|email address|mail", example="zhangsan@example.org"
    )
    note = Column("note", "内部备注", "Internal note", Text(), also="备注")

    class Meta:
        model = Contact

    @classmethod
    def may_export(cls, user):
        return cls.may_change(user)
