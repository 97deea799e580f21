from django_prose_editor.fields import ProseEditorField

from .html import sanitise

EXTENSIONS = {
    "Bold": True,
    "Italic": True,
    "Underline": True,
    "Subscript": True,
    "Superscript": True,
    "HardBreak": True,
    "Heading": {"levels": [3, 4]},
    "BulletList": True,
    "OrderedList": True,
    "ListItem": True,
    "Blockquote": True,
    "Link": {"enableTarget": False, "protocols": ["http", "https", "mailto"]},
    "Table": True,
    "TableRow": True,
    "TableHeader": True,
    "TableCell": True,
    "History": True,
    # static/admin-desk/rich-text.js
    "Desk": True,
}


class RichTextField(ProseEditorField):
    """Marked-up text. It is sanitised on every way into the database: form, fixture, shell, bulk write."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, config={"extensions": EXTENSIONS}, sanitize=sanitise, **kwargs)

    def pre_save(self, record, add):
        value = super().pre_save(record, add)
        if value:
            value = sanitise(value)
            setattr(record, self.attname, value)
        return value

    def get_db_prep_save(self, value, connection):
        # QuerySet.update() writes without pre_save.
        if isinstance(value, str):
            value = sanitise(value)
        return super().get_db_prep_save(value, connection)
