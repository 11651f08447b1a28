"""What pages were made from: an archive made of anything else is not published beside them.

Contents are compared, never dates: a copied or freshly cloned project knows its archive too.
"""

from __future__ import annotations

import hashlib
import os
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from generator.reference.tables import PROJECT
from generator.site.plan import SitePlan
from generator.site.publisher import PUBLISHER
from generator.system import parallel

_SOURCES = ("generator", "docs", "overrides", "data/editions", "data/reference", "build")
_FILES = ("mkdocs*.yml", "requirements/site.txt", "package-lock.json")
_VARIABLE = re.compile(r"!ENV\s*\[?\s*([A-Z_]+)")


def made_from(plan: SitePlan, only: str | None) -> str:
    """The digest of all that the pages of ``plan`` depend on: files, code, locked packages, settings, ``only``.

    Raises ``OSError`` for what cannot be read.
    """
    settings = sorted(path for pattern in _FILES for path in PROJECT.glob(pattern))
    named = {name for path in settings for name in _VARIABLE.findall(path.read_text(encoding="utf-8"))}
    names = sorted(named | set(PUBLISHER.values()))
    parts = [
        # what packs the zips and the pictures comes with Python
        sys.version,
        *(f"{name}={os.environ.get(name)}" for name in names),
        *sorted((only or "all").lower().replace(" ", "").split(",")),
        _digest(PROJECT, [*settings, *(PROJECT / source for source in _SOURCES)]),
    ]
    for edition in (*plan.earlier, plan.edition):
        parts += [
            repr(replace(edition, input=Path(), further_inputs=())),
            *(_digest(path, [path]) for path in edition.inputs),
        ]
    return _sha256(parts)


def _sha256(parts: Iterable[str]) -> str:
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def _digest(root: Path, places: Iterable[Path]) -> str:
    """Returns the digest of the files at and beneath ``places``: their names under ``root`` and their contents."""

    def line(file: str) -> str:
        return f"{os.path.relpath(file, root)}\0{hashlib.sha256(Path(file).read_bytes()).hexdigest()}\n"

    files = sorted(file for place in places for file in _files(place))
    return hashlib.sha256("".join(parallel.each(line, files)).encode()).hexdigest()


def _files(place: Path) -> Iterator[str]:
    """Yields the files that count: not Python's caches."""
    if place.is_file():
        yield str(place)
    for folder, folders, names in os.walk(place):
        folders[:] = [name for name in folders if name != "__pycache__"]
        # as strings: paths as objects take three times as long
        found = (f"{folder}{os.sep}{name}" for name in names)
        yield from (file for file in found if os.path.isfile(file))  # noqa: PTH113
