"""How much may be sent at once: the largest file anybody may hand in, and the rest of its form."""

from django.shortcuts import render
from django.utils.deprecation import MiddlewareMixin

MOST_BYTES = 110 * 1024 * 1024


class BodyLimitMiddleware(MiddlewareMixin):
    """Refuses what is larger before any of it is read, so that it takes up neither memory nor disk."""

    def process_request(self, request):
        length = request.META.get("CONTENT_LENGTH") or "0"
        # Of another length than a number Django reads nothing.
        if not length.isdecimal() or int(length[:20]) <= MOST_BYTES:
            return None
        return render(request, "413.html", status=413)
