"""The words of the desk's scripts: what they say themselves, and what the rich text editor says through them."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

# By the names under which the scripts ask for them.
WORDS = {
    "languages": _("Languages shown"),
    "languages-both": _("Both languages"),
    "languages-zh": _("Chinese only"),
    "languages-en": _("English only"),
    "save-key": _("{key} saves and stays on this page."),
    "more": pgettext_lazy("of a text that is cut off", "more"),
    "less": pgettext_lazy("of a text that is cut off", "less"),
    "text-box": _("Text"),
    "comma": pgettext_lazy("between the parts of a list", ", "),
    "left-out": _("Left out of what you pasted: {list}."),
    "left-out-pictures": _("pictures: {count}"),
    "left-out-comments": _("comments: {count}"),
    "left-out-deletions": _("deleted passages: {count}"),
    "left-out-embedded": _("embedded contents: {count}"),
    "left-out-links": _("links that lead nowhere on the web: {count}"),
    "left-out-formatting": _("fonts, sizes and colours"),
    # The editor's own words, which it knows in English.
    "bold": _("bold"),
    "italic": _("italic"),
    "underline": _("underline"),
    "subscript": _("subscript"),
    "superscript": _("superscript"),
    "paragraph": _("paragraph"),
    "heading 3": _("heading"),
    "heading 4": _("smaller heading"),
    "unordered list": _("list"),
    "ordered list": _("numbered list"),
    "blockquote": _("quotation"),
    "insert link": _("insert link"),
    "remove link": _("remove link"),
    "Insert table": _("insert table"),
    "undo": _("undo"),
    "redo": _("redo"),
    "Update": _("Apply"),
    "Cancel": _("Cancel"),
    "URL": _("address"),
    "Title": _("title"),
    "Edit Link": _("Link"),
    "Rows": _("Rows"),
    "Columns": _("Columns"),
    "Include header row": _("With a row of headings"),
    "Table Properties": _("Table"),
    "Insert Table": _("Insert the table"),
    "List properties": _("kind of list"),
    "Toggle fullscreen": _("whole window"),
}

# What Django's own Chinese catalogue lacks of the pages that editors see.
_("Error:")
_("Model name")
_("Add link")
_("Change or view list link")
_("Forgotten your login credentials?")
_("After you’ve created a user, you’ll be able to edit more user options.")
