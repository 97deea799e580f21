from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from uccn.sheets.exporting.wording import Wording
from uccn.sheets.reading import LIMITS

FORMATS = [
    ("xlsx", _("workbook for Excel and WPS (.xlsx)")),
    ("ods", _("workbook for LibreOffice (.ods)")),
    ("csv", _("text with commas (.csv)")),
]


class UploadForm(forms.Form):
    file = forms.FileField(
        label=_("spreadsheet"),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.ods,.csv,.tsv,.txt"}),
        error_messages={"empty": _("This file is empty.")},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        words = _("An .xlsx, .ods or .csv file as your office keeps it, of at most %(most)s MB.")
        self.fields["file"].help_text = words % {"most": LIMITS.upload_bytes // 2**20}

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > LIMITS.upload_bytes:
            raise forms.ValidationError(
                _("This file is larger than %(most)s MB. Divide it into smaller files."),
                params={"most": LIMITS.upload_bytes // 2**20},
            )
        return file


class ExportForm(forms.Form):
    """What to take away and how. offered: resources by name, with what the person may take."""

    resource = forms.ChoiceField(label=_("records"), widget=forms.RadioSelect)
    language = forms.ChoiceField(label=_("headings and names in"), choices=Wording, widget=forms.RadioSelect)
    format = forms.ChoiceField(label=_("format"), choices=FORMATS, widget=forms.RadioSelect)

    def __init__(self, offered, wording, data=None):
        super().__init__(data, initial={"resource": next(iter(offered), ""), "language": wording, "format": "xlsx"})
        self.fields["resource"].choices = [(name, capfirst(each.get_display_name())) for name, each in offered.items()]
        if len(offered) == 1:
            self.fields["resource"].widget = forms.HiddenInput()
