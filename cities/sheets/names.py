"""By which names cities, countries and fields are known in sheets."""

CITY = {"code": "slug", "names": ["name_zh_hans", "name_en", "aliases__name"]}
COUNTRY = {"code": "code", "names": ["name_zh_hans", "name_en", "aliases__name"]}
FIELD = {"code": "code", "names": ["name_zh_hans", "name_en", "title_zh_hans", "title_en"]}
