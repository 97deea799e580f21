"""Which columns: a translator writes the texts of one language and nothing else."""

from .rows import is_limited

WRITE_FACTS = "cities.write_facts"
WRITE_TEXTS = {"zh-hans": "cities.write_chinese", "en": "cities.write_english"}


def may_write_facts(user):
    return user.has_perm(WRITE_FACTS)


def may_write(field, user):
    if hasattr(field, "translated_field"):
        return user.has_perm(WRITE_TEXTS[field.language])
    if names_another_city(field) and is_limited(user):
        return False
    return may_write_facts(user)


def names_another_city(field):
    """Such as the partners of an initiative: cities besides the one whose row it is."""
    is_city = getattr(field.related_model, "city_path", None) == "pk"
    return is_city and field.model.city_path != field.name
