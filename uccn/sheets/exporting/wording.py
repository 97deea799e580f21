"""In which language the headings and names of an export stand."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from uccn.languages.codes import CHINESE, ENGLISH


class Wording(models.TextChoices):
    CHINESE = "zh", _("Chinese")
    ENGLISH = "en", _("English")
    BOTH = "both", _("both languages")

    @property
    def languages(self):
        return {"zh": [CHINESE], "en": [ENGLISH]}.get(self.value, [CHINESE, ENGLISH])


def wording_of(language):
    return Wording.CHINESE if language == CHINESE else Wording.ENGLISH


def title_of(column, languages):
    """城市 City"""
    return " ".join(column.title(language) for language in languages)
