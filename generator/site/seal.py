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
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from generator.edition import Edition
from generator.reference.tables import PROJECT
from generator.site.extras import Extras
from generator.site.staging import MARKER

_SOURCES = ("generator", "docs", "overrides", "data/editions", "data/reference", "build")
_FILES = ("mkdocs*.yml", "requirements.txt", "package-lock.json")
_VARIABLE = re.compile(r"!ENV\s*\[?\s*([A-Z_]+)")


def fingerprint(editions: Sequence[Edition], only: str | None, extras: Extras | None = None) -> str:
    """A digest of all that a build depends on: files, code, locked packages, settings, the pages asked for.

    Raises ``OSError`` for what cannot be read.
    """
    settings = sorted(path for pattern in _FILES for path in PROJECT.glob(pattern))
    names = sorted(
        {name for path in settings for name in _VARIABLE.findall(path.read_text(encoding="utf-8"))}
    )
    parts = [
        # what packs the zips and the pictures comes with Python
        sys.version,
        *(f"{name}={os.environ.get(name)}" for name in names),
        *sorted((only or "all").lower().replace(" ", "").split(",")),
        *(_digest(PROJECT, [path]) for path in settings),
        *(_digest(PROJECT, (PROJECT / source).rglob("*")) for source in _SOURCES),
    ]
    if extras:
        parts.append(_digest(extras.folder, extras.files()))
    for edition in editions:
        own = edition.input
        parts += [
            repr(replace(edition, input=Path())),
            _digest(own, own.rglob("*") if own.is_dir() else [own]),
        ]
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def seal(site: Path, made_from: str, report: str) -> None:
    """Writes into a finished ``site`` what it was made from, its own digest, and the build's report."""
    content = {"made_from": made_from, "site": _digest(site, site.rglob("*")), "report": report}
    (site / MARKER).write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")


def sealed_report(site: Path, made_from: str) -> str | None:
    """The report of the build that made ``site``, if it was made from the same and nobody has changed it since."""
    try:
        content = json.loads((site / MARKER).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None  # no site, or one that an earlier version made
    if not isinstance(content, dict) or content.get("made_from") != made_from:
        return None
    return str(content["report"]) if content["site"] == _digest(site, site.rglob("*")) else None


def _digest(root: Path, paths: Iterable[Path]) -> str:
    """Of the names under ``root`` and the contents of files; Python's own caches and the seal do not count."""
    total = hashlib.sha256()
    for path in sorted(paths):
        if path.is_file() and path.name != MARKER and "__pycache__" not in path.parts:
            name = path.relative_to(root).as_posix()
            total.update(f"{name}\0{hashlib.sha256(path.read_bytes()).hexdigest()}\n".encode())
    return total.hexdigest()
