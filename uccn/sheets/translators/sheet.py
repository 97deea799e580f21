from django.utils.translation import gettext as _

from uccn.languages.translations.work import languages_of
from uccn.sheets.registry import register


@register
class TranslatorsSheet:
    """Stands among the resources, so that the lists of imports and of exports know who may see what."""

    name = "translations"

    @classmethod
    def may_export(cls, user):
        return bool(languages_of(user))

    may_change = may_export

    @classmethod
    def get_display_name(cls):
        return _("translations")
