"""What a site was built from, written into it, so that a build of the same again has nothing to do.

Contents are compared, never dates: a copied or freshly cloned project knows its site too, and a site that somebody
has touched is built again.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from generator.edition import Edition
from generator.reference.tables import PROJECT
from generator.site.extras import Extras
from generator.site.publisher import PUBLISHER
from generator.site.staging import MARKER
from generator.system import parallel

_SOURCES = ("generator", "docs", "overrides", "data/editions", "data/reference", "build")
_FILES = ("mkdocs*.yml", "requirements/site.txt", "package-lock.json")
_VARIABLE = re.compile(r"!ENV\s*\[?\s*([A-Z_]+)")


def sealed_by(links: Sequence[str], extras: Extras | None = None, published: Path | None = None) -> str:
    """The digest of a whole build, from the ``chain`` of its editions; ``published``: see ``Earlier``."""
    if not links:
        return ""
    beside = [(extras.folder, extras.files())] if extras else []
    beside += [(published, [published])] if published else []
    return _sha256([*links[-1:], *(_digest(root, places) for root, places in beside)])


def chain(editions: Sequence[Edition], only: str | None) -> list[str]:
    """For each edition, a digest of all it depends on: files, code, locked packages, settings, the pages asked for.

    Its own files and those of the editions before it, which its pages tell of. Raises ``OSError`` for what cannot be
    read.
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
    links = [_sha256(parts)]
    for edition in editions:
        own = (repr(replace(edition, input=Path())), _digest(edition.input, [edition.input]))
        links.append(_sha256((links[-1], *own)))
    return links[1:]


def _sha256(parts: Iterable[str]) -> str:
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def seal(site: Path, made_from: str, report: str) -> None:
    """Writes into a finished ``site`` what it was made from, its own digest, and the build's report."""
    content = {"made_from": made_from, "site": _digest(site, [site]), "report": report}
    (site / MARKER).write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")


def sealed_report(site: Path, made_from: str) -> str | None:
    """The report of the build that made ``site``, if it was made from the same and nobody has changed it since."""
    try:
        content = json.loads((site / MARKER).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None  # no site, or one that an earlier version made
    if not isinstance(content, dict) or content.get("made_from") != made_from:
        return None
    return str(content["report"]) if content["site"] == _digest(site, [site]) else None


def _digest(root: Path, places: Iterable[Path]) -> str:
    """Returns the digest of the files at and beneath ``places``: their names under ``root`` and their contents."""

    def line(file: str) -> str:
        return f"{os.path.relpath(file, root)}\0{hashlib.sha256(Path(file).read_bytes()).hexdigest()}\n"

    files = sorted(file for place in places for file in _files(place))
    return hashlib.sha256("".join(parallel.each(line, files)).encode()).hexdigest()


def _files(place: Path) -> Iterator[str]:
    """Yields the files that count: not Python's caches, nor the seal."""
    if place.is_file():
        yield str(place)
    for folder, folders, names in os.walk(place):
        folders[:] = [name for name in folders if name != "__pycache__"]
        # as strings: paths as objects take three times as long
        found = (f"{folder}{os.sep}{name}" for name in names if name != MARKER)
        yield from (file for file in found if os.path.isfile(file))  # noqa: PTH113
