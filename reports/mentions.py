"""Which member cities a document names, and where: the thread from one city's page to another's report."""

from cities.models import City

from .document.tree import walk
from .models import Mention


def named_cities(document):
    """{(slug, anchor): title} of every member city other than the reporting one."""
    named = {}

    def name(cities, anchor, title):
        for city in cities:
            if city.slug and city.slug != document.city.slug:
                named.setdefault((city.slug, anchor), str(title))

    def name_in(initiative, section):
        title = initiative.title or section.heading
        name(initiative.partner_cities, initiative.anchor, title)
        for event in initiative.events:
            name(event.cities, initiative.anchor, title)
        for part in initiative.parts:
            name_in(part, section)

    for section in walk(document.sections):
        name((evaluation.applicant for evaluation in section.evaluations), section.anchor, section.heading)
        for initiative in section.initiatives:
            name_in(initiative, section)
    return named


def index(editions_and_documents):
    """Write the mentions of new editions."""
    found = [
        (edition, slug, anchor, title)
        for edition, document in editions_and_documents
        for (slug, anchor), title in named_cities(document).items()
    ]
    pks = dict(City.objects.filter(slug__in={slug for edition, slug, *rest in found}).values_list("slug", "pk"))
    Mention.objects.bulk_create(
        Mention(edition=edition, city_id=pks[slug], anchor=anchor, title=title)
        for edition, slug, anchor, title in found
        if slug in pks
    )
