"""The offline archive: the whole site as one zip that opens from ``file://``, the same bytes each time."""

from __future__ import annotations

import json
import os
from pathlib import Path

from generator.reference.territories import territories
from generator.site.build import make_site
from generator.site.folder import MARKER
from generator.site.plan import ARCHIVE_SEAL, SitePlan, archive_name, digest
from generator.site.redirects import write_edition_addresses
from generator.system.folders import check_folder, working_folder, write_zip
from generator.system.progress import Progress

_PACKED = (".png", ".ods", ".xlsx", ".zip")
_LEFT_OUT = frozenset({MARKER, "404.html", "sitemap.xml", "sitemap.xml.gz"})
"""What only a server or a search engine has a use for."""


def write_archive(plan: SitePlan, output: Path, progress: Progress, *, made_from: str = "") -> Path:
    """Writes ``portraits-commerce-exterieur-<edition>.zip`` and its ``.sha256`` into ``output``; returns the zip.

    ``plan`` is flat; where it has not all portraits, the name says that the archive is an extract. ``made_from``: told
    beside it (``plan.ARCHIVE_SEAL``). Each file takes its place in one step, the sum last. Raises ``SiteError`` and
    ``OSError`` as a build does.
    """
    # MkDocs would count a relative address from the folder of its configuration
    output = check_folder(output)
    name = archive_name(plan.edition, whole=plan.pages == frozenset(territories())).removesuffix(".zip")
    with working_folder(output, name) as work:
        make_site(plan, work, progress)
        write_edition_addresses(work / "site", plan.edition.year, flat=True)
        with progress.step("Packing the archive"):
            packed = work / f"{name}.zip"
            _pack(work / "site", packed, name)
        check, seal = work / f"{name}.zip.sha256", work / ARCHIVE_SEAL
        check.write_text(f"{digest(packed.read_bytes())}  {packed.name}\n", encoding="ascii")
        seal.write_text(
            json.dumps({"archive": digest(packed.read_bytes()), "made_from": made_from}), encoding="ascii"
        )
        for file in (packed, check, seal):
            os.replace(file, output / file.name)  # noqa: PTH105
    return output / f"{name}.zip"


def _pack(site: Path, target: Path, folder: str) -> None:
    """Zips all files in the order of their names; those that are compressed already are stored as they are."""
    paths = sorted(path for path in site.rglob("*") if path.is_file() and path.name not in _LEFT_OUT)
    files = ((f"{folder}/{path.relative_to(site).as_posix()}", path.read_bytes()) for path in paths)
    write_zip(target, files, stored=_PACKED)
