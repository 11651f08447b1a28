"""What is private in MkDocs, Material, Jinja and Markdown is used in one folder, and each such name is in its table."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import generator.site.mkdocs
from generator.reference.tables import PROJECT

LIBRARIES = {"mkdocs", "material", "jinja2", "markdown", "pymdownx"}
ROOM = PROJECT / "generator/site/mkdocs"
PUBLIC = {("generator/site/serve.py", "mkdocs.livereload.LiveReloadServer")}


def imported(file: Path) -> Iterator[str]:
    """Each name that a module imports from the libraries, with its module."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            names = [f"{node.module}.{alias.name}" for alias in node.names]
        elif isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        else:
            continue
        yield from (name for name in names if name.split(".")[0] in LIBRARIES)


def is_private(name: str) -> bool:
    """Material documents no module of its own as public."""
    return name.startswith("material.") or any(part.startswith("_") for part in name.split("."))


FOUND = {(file, name) for file in (PROJECT / "generator").rglob("*.py") for name in imported(file)}


def test_the_table_lists_the_private_names_that_are_used() -> None:
    listed = set(re.findall(r"^\| ``([\w.]+)``", generator.site.mkdocs.__doc__ or "", re.MULTILINE))
    assert listed == {name for _, name in FOUND if is_private(name)}


def test_no_other_folder_uses_mkdocs_or_a_private_name() -> None:
    outside = {
        (file.relative_to(PROJECT).as_posix(), name) for file, name in FOUND if ROOM not in file.parents
    }
    from_mkdocs = {each for each in outside if each[1].split(".")[0] in {"mkdocs", "material"}}
    assert from_mkdocs == PUBLIC
    assert {each for each in outside if is_private(each[1])} == set()
