"""Every address of the site, read from the resolver, and how each is written for rows that exist."""

import re

from django.urls import get_resolver

MODEL = re.compile(r"admin/(?:auth|accounts|sheets|cities|reports)/(?P<model>\w+)/(?P<page>.*)")
# Lead elsewhere, without a look whether there is what they name.
REDIRECTS = re.compile(r"admin/\w+/\w+/<path:object_id>/|zh-hans/.*")


def routes():
    return sorted(set(walk(get_resolver())))


def walk(resolver, before=""):
    for pattern in resolver.url_patterns:
        route = before + str(pattern.pattern).removeprefix("^").removesuffix("$")
        if hasattr(pattern, "url_patterns"):
            yield from walk(pattern, route)
        else:
            yield route


def split(route):
    """(name of the model or "", the page)"""
    found = MODEL.fullmatch(route)
    return (found["model"], found["page"] or "list") if found else ("", route)


def filled(route, values):
    """The address of the route with its places filled in; a KeyError names the place nobody has thought of."""
    # `(?P<name>...)` of a regular expression is a place like any other.
    route = re.sub(r"\(\?P(<\w+>).*?\)", r"\1", route)
    return "/" + re.sub(r"<(?:\w+:)?(\w+)>", lambda place: str(values[place[1]]), route)


def names_a_row(route):
    return "<" in route and "<str:resource>" not in route and not REDIRECTS.fullmatch(route)
