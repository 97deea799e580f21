from django.conf import settings
from django.utils import translation
from django.utils.deprecation import MiddlewareMixin

from .codes import ENGLISH, PREFIXES

LANGUAGE_OF_PREFIX = {prefix: language for language, prefix in PREFIXES.items()}


class AddressLanguageMiddleware(MiddlewareMixin):
    """The language of a public page is in its address alone; only the staff pages follow cookie and browser."""

    def process_request(self, request):
        first_part = request.path_info.split("/", 2)[1]
        if first_part in LANGUAGE_OF_PREFIX:
            language = LANGUAGE_OF_PREFIX[first_part]
        else:
            language = translation.get_language_from_request(request)
        if language not in dict(settings.LANGUAGES):
            language = ENGLISH
        translation.activate(language)
        request.LANGUAGE_CODE = language

    def process_response(self, request, response):
        response.headers.setdefault("Content-Language", translation.get_language())
        return response
