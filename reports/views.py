from django.core.files.storage import default_storage
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from uccn.languages.codes import other

from .document import Document
from .models import Edition, Withdrawal
from .outline import listed


@require_safe
def report_list(request):
    context = {"reports": listed(Edition.objects.all(), request.LANGUAGE_CODE)}
    return render(request, "reports/report_list.html", context)


@require_safe
def report_detail(request, slug):
    editions = {e.language: e for e in Edition.objects.current().filter(report__slug=slug).select_related("report")}
    language = request.LANGUAGE_CODE
    if language in editions:
        return edition_page(request, editions[language], languages=editions)
    if withdrawal := Withdrawal.objects.newest_of(slug, language):
        return gone(request, withdrawal, languages=editions)
    if other(language) in editions:
        return edition_page(request, editions[other(language)], languages=editions)
    if withdrawal := Withdrawal.objects.newest_of(slug, other(language)):
        return gone(request, withdrawal, languages=editions)
    raise Http404


@require_safe
def edition_detail(request, slug, number):
    edition = get_object_or_404(
        Edition.objects.select_related("report"), report__slug=slug, language=request.LANGUAGE_CODE, number=number
    )
    withdrawal = Withdrawal.objects.covering(edition)
    if withdrawal:
        current = Edition.objects.current().filter(report=edition.report)
        return gone(request, withdrawal, languages=current.values_list("language", flat=True))
    return edition_page(request, edition, languages=[edition.language])


@require_safe
def edition_figure(request, slug, number, figure):
    edition = get_object_or_404(
        Edition.objects.live(), report__slug=slug, language=request.LANGUAGE_CODE, number=number
    )
    picture = next(
        (f.picture for f in Document.from_json(edition.document).figures() if f.number == figure and f.picture), None
    )
    if picture is None or not default_storage.exists(picture.file):
        raise Http404
    return FileResponse(default_storage.open(picture.file))


def edition_page(request, edition, *, languages):
    history = list(Edition.objects.live().filter(report=edition.report, language=edition.language).defer("document"))
    context = {
        "document": Document.from_json(edition.document),
        "edition": edition,
        "history": history,
        "is_current": edition.number == history[0].number,
        "languages": list(languages),
    }
    return render(request, "reports/report_detail.html", context)


def gone(request, withdrawal, *, languages):
    context = {"withdrawal": withdrawal, "edition": withdrawal.edition, "languages": list(languages)}
    return render(request, "reports/report_gone.html", context, status=410)
