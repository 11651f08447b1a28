"""No private name of the libraries that make the site is used."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.reference.tables import PROJECT

LIBRARIES = {"mkdocs", "mkdocs_macros", "material", "jinja2", "markupsafe", "markdown", "pymdownx", "plotly"}
NAMED_TUPLE = {"_replace", "_asdict", "_fields"}
"""Public, for all that Python calls them."""
FILES = sorted((PROJECT / "generator").rglob("*.py"))
INSIDE = re.compile(r"plugins\.events\b|\bplugins\[|\b(?:material|pymdownx)\.plugins\b")
"""How one gets at the plugins of others."""


def used(file: Path) -> Iterator[str]:
    """The names that a module imports from the libraries and, if any, the attributes that it uses, ``self`` aside."""
    names, attributes = list[str](), list[str]()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] in LIBRARIES:
            names += [f"{node.module}.{alias.name}" for alias in node.names]
        elif isinstance(node, ast.Import):
            names += [alias.name for alias in node.names if alias.name.split(".")[0] in LIBRARIES]
        elif isinstance(node, ast.Attribute) and ast.unparse(node.value) not in {"self", "cls"}:
            attributes.append(node.attr)
    yield from [*names, *attributes] if names else []


def is_private(name: str) -> bool:
    if name in NAMED_TUPLE:
        return False
    return any(part.startswith("_") and not part.startswith("__") for part in name.split("."))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.relative_to(PROJECT).as_posix())
def test_a_module_uses_public_names_only(file: Path) -> None:
    assert [name for name in used(file) if is_private(name) or name.startswith("material.")] == []
    assert INSIDE.findall(file.read_text(encoding="utf-8")) == []
