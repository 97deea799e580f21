"""The example row of a template: it is recognised by how its first cell begins, and never imported."""

MARK = "（示例 Example）"


def is_example(cells):
    return bool(cells) and isinstance(cells[0], str) and cells[0].startswith(MARK)
