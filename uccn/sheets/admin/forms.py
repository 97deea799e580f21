from django import forms
from django.utils.translation import gettext_lazy as _

from uccn.sheets.reading import LIMITS


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
