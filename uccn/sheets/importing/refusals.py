from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "no_headings": _(
        "No row of headings was found. Expected are columns for %(expected)s. What the first rows say: %(seen)s"
    ),
    "no_key": _("No column tells which record a row is. Expected: %(expected)s. The headings read: %(headings)s"),
    "same_heading": _("The heading “%(heading)s” stands over more than one column (%(columns)s). Rename one of them."),
    "same_column": _(
        "The headings “%(one)s” and “%(other)s” both mean “%(column)s”. Rename one, or say which is meant."
    ),
    "headings_to_choose": _(
        "What these headings mean is not certain: %(headings)s. Say it with --column HEADING=COLUMN, or leave one out "
        "with --column HEADING="
    ),
    "unknown_heading": _("No heading reads “%(heading)s”. The headings read: %(headings)s"),
    "unknown_column": _("There is no column “%(column)s”. There are: %(known)s"),
    "wrong_rows": _("The file was refused whole: %(wrong)s wrong rows, %(doubtful)s doubtful ones. Nothing changed."),
    "forbidden": _("The file was refused whole: it has rows or columns that you may not change. Nothing changed."),
    "moved": _(
        "Something has changed since the preview, in what these lines are about: %(lines)s. Nothing was imported; "
        "look at the new preview."
    ),
    "undo_moved": _("Something has changed since the preview. Nothing was taken back; look at the new preview."),
    "collision": _("The database refused a row: %(reason)s Nothing changed."),
    "undone": _("This import has been undone already."),
    "not_yours": _("This import wrote something that you may not change now. Nothing was taken back."),
}


class Refused(Exception):
    """An import or undo that does not take place. As text it is a sentence in the language then active."""

    def __init__(self, code, **facts):
        super().__init__(code)
        self.code = code
        self.facts = facts

    def __str__(self):
        return str(SENTENCES[self.code]) % self.facts
