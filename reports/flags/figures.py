"""What a figure lacks."""

from django.utils.translation import gettext as _

from reports.models.dismissal import FlagKind
from uccn.languages.codes import LANGUAGES, column
from uccn.languages.names import name_of
from uccn.languages.reading import label

from .flag import Flag, digest
from .writing import figures


def captions_without_pictures(rows):
    for figure, item in figures(rows):
        if figure.is_lost:
            words = _("“%(caption)s” is a caption without a picture.") % {"caption": label(figure, "caption")}
            yield flag_of(figure, item, FlagKind.NO_PICTURE, "picture", words, digest(*captions(figure)))


def pictures_without_descriptions(rows):
    for figure, item in figures(rows):
        if figure.is_lost or figure.is_decorative:
            continue
        for language in LANGUAGES:
            if not getattr(figure, column("alt", language)):
                words = _("The picture “%(caption)s” has no description in %(language)s and is not called decorative.")
                words %= {"caption": label(figure, "caption"), "language": name_of(language)}
                name = column("alt", language)
                yield flag_of(figure, item, FlagKind.NO_DESCRIPTION, name, words, digest(figure.picture.name))


def captions_in_one_language(rows):
    for figure, item in figures(rows):
        for language in LANGUAGES:
            name = column("caption", language)
            if not getattr(figure, name):
                words = _("The caption “%(caption)s” is missing in %(language)s.")
                words %= {"caption": label(figure, "caption"), "language": name_of(language)}
                yield flag_of(figure, item, FlagKind.ONE_LANGUAGE, name, words, digest(*captions(figure)))


def captions(figure):
    return [getattr(figure, column("caption", language)) or "" for language in LANGUAGES]


def flag_of(figure, item, kind, name, words, content):
    field = figure._meta.get_field(name)
    return Flag(kind, words, content, row=figure, field=name, label=field.verbose_name, item=item)
