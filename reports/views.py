from django.core.files.storage import default_storage
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from uccn.languages.codes import other

from .document import Document
from .models import Edition, Withdrawal
from .outline import listed

# Each view asks the clock once, so that nothing it shows comes out or goes while the page is made. No copy may be
# shown without asking again: the next moment may bring an edition or a withdrawal.


@require_safe
@cache_control(no_cache=True)
def report_list(request):
    context = {"reports": listed(Edition.objects.all(), request.LANGUAGE_CODE, timezone.now())}
    return render(request, "reports/report_list.html", context)


@require_safe
@cache_control(no_cache=True)
def report_detail(request, slug):
    at = timezone.now()
    current = Edition.objects.current(at).filter(report__slug=slug).select_related("report")
    editions = {edition.language: edition for edition in current}
    language = request.LANGUAGE_CODE
    if language in editions:
        return edition_page(request, editions[language], at, languages=editions)
    if withdrawal := Withdrawal.objects.newest_of(slug, language):
        return gone(request, withdrawal, languages=editions)
    if other(language) in editions:
        return edition_page(request, editions[other(language)], at, languages=editions)
    if withdrawal := Withdrawal.objects.newest_of(slug, other(language)):
        return gone(request, withdrawal, languages=editions)
    raise Http404


@require_safe
@cache_control(no_cache=True)
def edition_detail(request, slug, number):
    at = timezone.now()
    editions = Edition.objects.published(at).of(slug, request.LANGUAGE_CODE).select_related("report")
    edition = get_object_or_404(editions, number=number)
    return edition_page(request, edition, at, languages=[edition.language])


@require_safe
@cache_control(no_cache=True)
def edition_figure(request, slug, number, figure):
    editions = Edition.objects.live(timezone.now()).of(slug, request.LANGUAGE_CODE)
    edition = get_object_or_404(editions, number=number)
    picture = next(
        (f.picture for f in Document.from_json(edition.document).figures() if f.number == figure and f.picture), None
    )
    if picture is None or not default_storage.exists(picture.file):
        raise Http404
    return FileResponse(default_storage.open(picture.file))


def edition_page(request, edition, at, *, languages):
    """The edition, or word of its withdrawal: of before this visit or of the instant since it was looked up."""
    editions = Edition.objects.live(at).filter(report=edition.report, language=edition.language)
    history = list(editions.defer("document"))
    if edition not in history:
        others = Edition.objects.current(at).filter(report=edition.report).values_list("language", flat=True)
        return gone(request, Withdrawal.objects.covering(edition), languages=others)
    context = {
        "document": Document.from_json(edition.document),
        "edition": edition,
        "history": history,
        "is_current": edition == history[0],
        "languages": list(languages),
    }
    return render(request, "reports/report_detail.html", context)


def gone(request, withdrawal, *, languages):
    context = {"withdrawal": withdrawal, "edition": withdrawal.edition, "languages": list(languages)}
    return render(request, "reports/report_gone.html", context, status=410)
