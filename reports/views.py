from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from uccn.languages.codes import other
from uccn.pictures.names import COPIES, copy_name
from uccn.pictures.serving import picture_response

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
def edition_figure(request, slug, number, figure):
    return public_picture(request, picture_of(request, slug, number, figure).file)


@require_safe
def edition_figure_copy(request, slug, number, figure, width, suffix):
    picture = picture_of(request, slug, number, figure)
    if width not in picture.widths or suffix not in COPIES:
        raise Http404
    return public_picture(request, copy_name(picture.file, width, suffix))


def picture_of(request, slug, number, figure):
    """The picture, if an edition that readers may see now names it."""
    edition = get_object_or_404(Edition.objects.live(timezone.now()).of(slug, request.LANGUAGE_CODE), number=number)
    figures = Document.from_json(edition.document).figures()
    picture = next((each.picture for each in figures if each.number == figure), None)
    if picture is None:
        raise Http404
    return picture


def public_picture(request, name):
    # Caches may keep it but must ask each time: a withdrawn report takes its pictures along at once.
    response = picture_response(name, **{"Cache-Control": "public, no-cache", "ETag": f'"{name}"'})
    return get_conditional_response(request, etag=response["ETag"], response=response)


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
