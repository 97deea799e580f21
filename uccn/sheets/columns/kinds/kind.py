from import_export.widgets import Widget

from uccn.sheets.columns.spelling import guarded
from uccn.sheets.values import BadValue


class Kind(Widget):
    """What all kinds share."""

    # What an emptied field holds.
    empty = ""
    choices = ()
    is_long = False
    # What templates say of its cells, where the class does not tell.
    explained = ""
    is_many = False

    def __init__(self, *, most=None):
        super().__init__()
        self.most = most

    @property
    def linked(self):
        """By their numbers, all records that a field of this kind can link to; empty where they are not at hand."""
        return {}

    def measured(self, text):
        if self.most and len(text) > self.most:
            raise BadValue("too_long", count=len(text), most=self.most)
        return text

    def render(self, value, obj=None, **kwargs):
        return value

    def path(self, attribute):
        """The lookup of what `speller` takes."""
        return attribute

    def speller(self, languages):
        return guarded

    def plain(self, value):
        return value

    def show(self, value):
        """The value in words, for people."""
        return "" if value is None else str(value)

    def stored(self, record, attribute):
        return getattr(record, attribute)

    def differs(self, stored, value):
        return (stored or "") != value and self.tidied(stored) != value

    def tidied(self, stored):
        """What is stored as a sheet would bring it back: one that only tidies a text changes nothing."""
        try:
            return self.clean(guarded(stored)) if stored else ""
        except BadValue:
            return stored

    def packed(self, value):
        """What `clean` gave, as msgpack can hold it."""
        return value

    def unpacked(self, packed):
        """What `packed` was given; KeyError where it names a record that is not there any more, or not to be seen."""
        return packed

    def take_limits(self, field):
        """Learn from the model's field what the database would refuse."""
        self.most = self.most or getattr(field, "max_length", None)

    def take_user(self, user):
        """Learn who brings the sheet: only what they may see can be named in it."""


class Filling(Kind):
    """The kind of a column whose cells hold the values of several others: `clean` gives one value for each, or None."""
