"""Whose rows: people who write for cities of their own meet no row of any other city.

A model says by `city_path` how its city is reached: "report__city", "pk" for the city itself, None where its rows
belong to no city and everybody with the right to the model may see them. By `state_path` it says how the state of its
report is reached, if it stands in one.
"""

EVERY_CITY = "cities.work_for_every_city"
DRAFT = "draft"


def is_limited(user):
    return not user.has_perm(EVERY_CITY)


def visible(queryset, user):
    """The rows that exist for the person. A model that does not say how its city is reached shows none."""
    if not is_limited(user):
        return queryset
    if not user.is_active or not hasattr(queryset.model, "city_path"):
        return queryset.none()
    if queryset.model.city_path is None:
        return queryset
    return queryset.filter(**{f"{queryset.model.city_path}__in": user.cities_written_for.values("pk")})


def may_change(row, user):
    """Whether a row the person sees is theirs to change now: those who write for one city change drafts only."""
    return not is_limited(user) or getattr(row, "is_draft", False)


def changeable(queryset, user):
    """The rows of which `may_change` holds."""
    if not is_limited(user):
        return queryset
    path = getattr(queryset.model, "state_path", None)
    return visible(queryset, user).filter(**{path: DRAFT}) if path else queryset.none()
