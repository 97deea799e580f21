"""What changed in the source of a translation since it was made."""

from uccn.languages.codes import column, other
from uccn.texts.differences import Block, compare, compare_markup
from uccn.texts.fields import RichTextField


def blocks(row, record):
    """The old and the new source, block by block; the pieces are plain text."""
    language = other(row.language)
    field = type(record)._meta.get_field(column(row.field, language))
    new = getattr(record, field.name) or ""
    if isinstance(field, RichTextField):
        return compare_markup(row.source_text, new, language)
    return [Block("changed", "p", compare(row.source_text, new, language))]
