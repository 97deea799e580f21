from django.conf import settings
from django.utils import translation
from django.utils.deprecation import MiddlewareMixin
from django.utils.translation.trans_real import parse_accept_lang_header

from .codes import ENGLISH, PREFIXES

LANGUAGE_OF_PREFIX = {prefix: language for language, prefix in PREFIXES.items()}


def preferred_language(request):
    """What the browser asks for: any kind of Chinese is Chinese, anything unknown English."""
    for code, _quality in parse_accept_lang_header(request.META.get("HTTP_ACCEPT_LANGUAGE", "")[:500]):
        prefix = code.split("-")[0]
        if prefix in LANGUAGE_OF_PREFIX:
            return LANGUAGE_OF_PREFIX[prefix]
    return ENGLISH


class AddressLanguageMiddleware(MiddlewareMixin):
    """The language of a public page is in its address alone; only the staff pages follow cookie and browser."""

    def process_request(self, request):
        first_part = request.path_info.split("/", 2)[1]
        language = LANGUAGE_OF_PREFIX.get(first_part)
        if language is None:
            language = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME)
        if language not in dict(settings.LANGUAGES):
            language = preferred_language(request)
        translation.activate(language)
        request.LANGUAGE_CODE = language

    def process_response(self, request, response):
        response.headers.setdefault("Content-Language", translation.get_language())
        return response
