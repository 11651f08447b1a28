"""The offline archive: the whole site as one zip that opens from ``file://``, the same bytes each time."""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from pathlib import Path
from typing import Final

from generator.errors import SiteError
from generator.reference.tables import PROJECT
from generator.reference.territories import territories
from generator.site.build import MARKER, compute_newest, make_site
from generator.site.mkdocs import configuration
from generator.site.plan import SitePlan, archive_name, digest
from generator.site.redirects import write_edition_addresses
from generator.site.settings import publisher
from generator.system.folders import resolve_folder, working_folder, write_zip
from generator.system.progress import Progress

_SEAL: Final = "archive.json"
"""The file beside the archive: ``{"archive": its SHA-256, "made_from": the fingerprint of its input}``."""
_COMPRESSED: Final = (".png", ".ods", ".xlsx", ".zip")
_LEFT_OUT: Final = frozenset({MARKER, "404.html", "sitemap.xml", "sitemap.xml.gz"})
"""Useful to a server or a search engine only."""
_SOURCES: Final = (
    "generator",
    "docs",
    "overrides",
    "data/editions",
    "data/reference",
    "build",
    "mkdocs.yml",
    "requirements/site.txt",
    "package-lock.json",
)
"""The project's files that pages are made from."""


def write_archive(plan: SitePlan, output: Path, progress: Progress) -> None:
    """Writes ``portraits-commerce-exterieur-<edition>.zip``, its ``.sha256`` and its seal into ``output``.

    ``plan`` is flat; without all portraits, the file name says that the archive is an extract. Each file appears in one
    step, the checksum last. Raises ``SiteError`` and ``OSError`` as ``make_site`` does.
    """
    # MkDocs resolves a relative path from the folder of its configuration
    output = resolve_folder(output)
    name = archive_name(plan.edition, whole=plan.pages == frozenset(territories()))
    made_from = _fingerprint(plan)
    with working_folder(output, name) as work:
        site = work / "site"
        make_site(compute_newest(plan, progress), plan, work, progress)
        write_edition_addresses(site, plan.edition.year, flat=True)
        with progress.step("Packing the archive"):
            paths = sorted(path for path in site.rglob("*") if path.is_file() and path.name not in _LEFT_OUT)
            folder = name.removesuffix(".zip")
            files = ((f"{folder}/{path.relative_to(site).as_posix()}", path.read_bytes()) for path in paths)
            write_zip(work / name, files, stored=_COMPRESSED)
        sha256 = digest((work / name).read_bytes())
        (work / _SEAL).write_text(json.dumps({"archive": sha256, "made_from": made_from}), encoding="ascii")
        (work / f"{name}.sha256").write_text(f"{sha256}  {name}\n", encoding="ascii")
        for file in (name, _SEAL, f"{name}.sha256"):
            (work / file).replace(output / file)


def require_current_archive(plan: SitePlan) -> None:
    """Raises ``SiteError`` when the archive in ``plan.downloads`` was not made from the same input as the pages."""
    archive = plan.downloads.archive(plan.edition) if plan.downloads else None
    if not plan.downloads or not archive:
        return
    try:
        seal = json.loads((plan.downloads.folder / _SEAL).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        seal = None
    if seal != {"archive": archive.sha256, "made_from": _fingerprint(plan)}:
        raise SiteError(
            f"{plan.downloads.folder / archive.name}: not made from the same files, code and settings as the pages: "
            "run `make archive` again, or remove it"
        )


def _fingerprint(plan: SitePlan) -> str:
    """The digest of everything that the pages of ``plan`` depend on: files, code, locked packages, settings.

    Contents count, dates do not, so that a copied or freshly cloned project recognises its archive. Raises ``OSError``
    for a file that cannot be read.
    """
    editions = [*plan.earlier, plan.edition]
    parts = [
        sys.version,  # the zip and PNG compression comes with Python
        repr((configuration(flat=False), publisher())),
        *sorted(territory.slug for territory in plan.pages),
        *(repr(replace(edition, inputs=())) for edition in editions),
        *(_digest(PROJECT / source) for source in _SOURCES),
        *(_digest(path) for edition in editions for path in edition.inputs),
    ]
    return digest("\0".join(parts).encode())


def _digest(path: Path) -> str:
    """The digest of a file, or of the names and contents of a folder's files, Python's caches left out."""
    files = [path] if path.is_file() else sorted(file for file in path.rglob("*") if file.is_file())
    lines = (
        f"{file.relative_to(path)}\0{digest(file.read_bytes())}\n" for file in files if "__pycache__" not in file.parts
    )
    return digest("".join(lines).encode())
