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
from generator.site.plan import ARCHIVE_SEAL, SitePlan, archive_name, digest
from generator.site.redirects import write_edition_addresses
from generator.site.settings import publisher
from generator.system.folders import resolve_folder, working_folder, write_zip
from generator.system.progress import Progress

_PACKED: Final = (".png", ".ods", ".xlsx", ".zip")
_LEFT_OUT: Final = frozenset({MARKER, "404.html", "sitemap.xml", "sitemap.xml.gz"})
"""What only a server or a search engine has a use for."""
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
"""The files of the project from which pages are made."""


def write_archive(plan: SitePlan, output: Path, progress: Progress) -> Path:
    """Writes ``portraits-commerce-exterieur-<edition>.zip``, its ``.sha256`` and its seal into ``output``.

    ``plan`` is flat; where it has not all portraits, the name says that the archive is an extract. Each file takes its
    place in one step, the sum last. Returns the zip. Raises ``SiteError`` and ``OSError`` as a build does.
    """
    # MkDocs would count a relative address from the folder of its configuration
    output = resolve_folder(output)
    name = archive_name(plan.edition, whole=plan.pages == frozenset(territories()))
    made_from = _fingerprint(plan)
    with working_folder(output, name) as work:
        make_site(compute_newest(plan, progress), plan, work, progress)
        write_edition_addresses(work / "site", plan.edition.year, flat=True)
        with progress.step("Packing the archive"):
            _pack(work / "site", work / name)
        total = digest((work / name).read_bytes())
        seal = {"archive": total, "made_from": made_from}
        (work / ARCHIVE_SEAL).write_text(json.dumps(seal), encoding="ascii")
        (work / f"{name}.sha256").write_text(f"{total}  {name}\n", encoding="ascii")
        for file in (name, ARCHIVE_SEAL, f"{name}.sha256"):
            (work / file).replace(output / file)
    return output / name


def _pack(site: Path, target: Path) -> None:
    """Zips all files in the order of their names; those that are compressed already are stored as they are."""
    paths = sorted(path for path in site.rglob("*") if path.is_file() and path.name not in _LEFT_OUT)
    files = ((f"{target.stem}/{path.relative_to(site).as_posix()}", path.read_bytes()) for path in paths)
    write_zip(target, files, stored=_PACKED)


def require_current_archive(plan: SitePlan) -> None:
    """Raises ``SiteError`` when the archive in ``plan.downloads`` was made of anything else than the pages are."""
    archive = plan.downloads.archive(plan.edition) if plan.downloads else None
    if not plan.downloads or not archive:
        return
    try:
        seal = json.loads((plan.downloads.folder / ARCHIVE_SEAL).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        seal = None
    if seal != {"archive": archive.sha256, "made_from": _fingerprint(plan)}:
        raise SiteError(
            f"{plan.downloads.folder / archive.name}: not made of the same files, code and settings as the pages: run "
            "`make archive` again, or remove it"
        )


def _fingerprint(plan: SitePlan) -> str:
    """The digest of all that the pages of ``plan`` depend on: files, code, locked packages, settings.

    Contents are compared, never dates: a copied or freshly cloned project knows its archive too. Raises ``OSError`` for
    what cannot be read.
    """
    editions = [*plan.earlier, plan.edition]
    parts = [
        sys.version,  # what packs the zips and the pictures comes with Python
        repr((configuration(flat=False), publisher())),
        *sorted(territory.slug for territory in plan.pages),
        *(repr(replace(edition, input=Path(), further_inputs=())) for edition in editions),
        *(_digest(PROJECT / source) for source in _SOURCES),
        *(_digest(path) for edition in editions for path in edition.inputs),
    ]
    return digest("\0".join(parts).encode())


def _digest(place: Path) -> str:
    """The digest of a file, or of a folder's files, their names and their contents; Python's caches do not count."""
    files = [place] if place.is_file() else sorted(path for path in place.rglob("*") if path.is_file())
    lines = (
        f"{file.relative_to(place)}\0{digest(file.read_bytes())}\n"
        for file in files
        if "__pycache__" not in file.parts
    )
    return digest("".join(lines).encode())
