from django.conf import settings


def name_of(language):
    """The language's name in the reader's own: Chinese, 英文."""
    return str(dict(settings.LANGUAGES)[language])
