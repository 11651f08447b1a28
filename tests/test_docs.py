"""The developers' and maintainers' documents name what exists: files, commands, variables, functions."""

import os
import re
import shlex
from functools import cache
from pathlib import Path

import pytest

from generator.cli import _parser
from generator.reference.tables import PROJECT

DOCUMENTS = (
    "README.md",
    "ARCHITECTURE.md",
    "CONTRIBUTING.md",
    "generator/REFERENCE.md",
    "docs/entretien.md",
    "docs/premiere-mise-en-ligne.md",
)
ELSEWHERE = frozenset({"relative_to_source", "zensical-ui", "GITHUB_ENV", "mkdocs_macros"}) | {
    "generator/portrait/two_way.py"
}
"""Names of other projects, and what CONTRIBUTING's example would add."""


def text_of(document: str) -> str:
    return (PROJECT / document).read_text(encoding="utf-8")


@cache
def tracked() -> str:
    """The paths of the project's own files, a line each."""
    folders = (".ci", ".github", "data", "docs", "generator", "overrides", "requirements", "tests", "tools")
    found = [path.name for path in PROJECT.iterdir() if path.is_file()]
    for top in folders:
        for folder, inner, names in os.walk(PROJECT / top):
            inner[:] = [name for name in inner if name not in ("__pycache__", "node_modules", "raw")]
            found += [(Path(folder) / name).relative_to(PROJECT).as_posix() for name in names]
    return "\n" + "\n".join(found) + "\n"


@cache
def code() -> str:
    """All that is no document, in one text."""
    kinds = (".py", ".toml", ".j2", ".yml", ".mjs", ".js", ".json", ".csv")
    paths = [path for path in tracked().split() if path.endswith(kinds) or "/" not in path or path.startswith("tools/")]
    files = [PROJECT / path for path in paths if path not in DOCUMENTS and path != "tests/test_docs.py"]
    return "\n".join(file.read_text(encoding="utf-8", errors="ignore") for file in files if file.is_file())


def spans(document: str) -> list[str]:
    """What stands between backticks in running text."""
    running = re.sub(r"^ *```.*?^ *```", "", text_of(document), flags=re.DOTALL | re.MULTILINE)
    return re.findall(r"`([^`\n]+)`", running)


def exists(name: str) -> bool:
    """Whether a path is the end of a tracked one, or anything else stands in the code."""
    if re.search(rf"[\n/]{re.escape(name.rstrip('/'))}[\n/]", tracked()):
        return True
    return re.search(rf"\b{re.escape(name.strip('/').rpartition('/')[2])}\b", code()) is not None


@pytest.mark.parametrize("document", DOCUMENTS)
def test_files_functions_and_variables_are_there(document: str) -> None:
    named = {
        span
        for span in spans(document)
        if re.fullmatch(r"[\w./-]+\.(py|toml|md|csv|yml|j2|css|m?js|json)|\w+_\w+|[a-z]+/[\w./-]+", span)
    }
    missing = sorted(name for name in named - ELSEWHERE if not exists(name))
    assert missing == [], f"{document} names what does not exist (renamed or removed?): {', '.join(missing)}"


@pytest.mark.parametrize("document", DOCUMENTS)
def test_commands_are_understood(document: str) -> None:
    text = text_of(document)
    targets = set(re.findall(r"^([a-z]+):", text_of("Makefile"), re.MULTILINE))
    named = set(re.findall(r"(?:^|`)make ([a-z]+)", text, re.MULTILINE))
    assert named <= targets, f"{document} names targets that the Makefile has not: {named - targets}"
    for line in re.findall(r"python -m generator ([a-z].*?)(?:`|$)", text, re.MULTILINE):
        words = shlex.split(re.split(r" &&|#", line)[0])
        if not any("…" in word or "<" in word for word in words):
            _parser().parse_args([re.sub("THAT-FOLDER|DOSSIER|PATH", "x", word) for word in words])


@pytest.mark.parametrize("document", DOCUMENTS)
def test_links_lead_to_files(document: str) -> None:
    folder = (PROJECT / document).parent
    links = re.findall(r"\]\((?!https?:)([^)#{]+)", text_of(document))
    assert [link for link in links if not (folder / link).exists()] == []
