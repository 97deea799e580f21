"""Imports run one way, from the foundations up. Whoever adds a file adds no arrow that points down."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent

# Lowest first. A module may import from its own layer and from those before it.
LAYERS = [
    [
        "uccn.env",
        "uccn.access",
        "uccn.accounts",
        "uccn.dates",
        "uccn.desk",
        "uccn.inserting",
        "uccn.editing",
        "uccn.history",
        "uccn.languages",
        "uccn.sheets",
        "uccn.texts",
        "uccn.pictures",
        "uccn.uploads",
    ],
    ["cities.models"],
    ["cities"],
    ["reports.models"],
    ["reports"],
    ["uccn"],
]
OURS = ("uccn", "cities", "reports")


def layer_of(module):
    places = [
        (len(prefix), number)
        for number, prefixes in enumerate(LAYERS)
        for prefix in prefixes
        if module == prefix or module.startswith(prefix + ".")
    ]
    return max(places)[1]


def modules():
    paths = (path for app in OURS for path in sorted((ROOT / app).rglob("*.py")))
    return [path for path in paths if "migrations" not in path.parts]


def name_of(path):
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def imports_of(path):
    package = name_of(path) if path.name == "__init__.py" else name_of(path).rpartition(".")[0]
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package.rsplit(".", node.level - 1)[0] + "." if node.level else ""
            source = (base + (node.module or "")).rstrip(".")
            yield from (f"{source}.{alias.name}" for alias in node.names)


def arrows_down(path):
    own = layer_of(name_of(path))
    return [name for name in imports_of(path) if name.split(".")[0] in OURS and layer_of(name) > own]


@pytest.mark.parametrize("path", modules(), ids=name_of)
def test_module_imports_from_its_own_layer_or_below(path):
    assert arrows_down(path) == []


def test_an_arrow_that_points_down_is_seen(tmp_path, monkeypatch):
    (tmp_path / "cities").mkdir()
    wrong = tmp_path / "cities" / "views.py"
    wrong.write_text("from reports.models import Report\nfrom .models import City\nfrom uccn.dates import partial\n")
    monkeypatch.setattr("tests.test_layers.ROOT", tmp_path)

    assert arrows_down(wrong) == ["reports.models.Report"]
