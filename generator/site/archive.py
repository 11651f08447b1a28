"""The offline archive: the whole site as one zip that opens from ``file://``, the same bytes each time."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from pathlib import Path

from generator.compute import compute
from generator.edition import Edition
from generator.reference.territories import Territory, territories
from generator.site.build import write_site
from generator.site.extras import ARCHIVE_SEAL, archive_name, digest
from generator.site.frozen import Earlier, freeze
from generator.site.mkdocs.run import ARCHIVE_CONFIG, MkDocs
from generator.site.redirects import write_edition_addresses
from generator.site.staging import MARKER
from generator.system.folders import check_folder, working_folder
from generator.system.progress import Progress
from generator.system.zips import write_zip

_PACKED = (".png", ".ods", ".xlsx", ".zip")
_LEFT_OUT = frozenset({MARKER, "404.html", "sitemap.xml", "sitemap.xml.gz"})
"""What only a server or a search engine has a use for."""


def write_archive(
    edition: Edition,
    output: Path,
    pages: frozenset[Territory],
    progress: Progress,
    *,
    earlier: Sequence[Edition] = (),
    made_from: str = "",
) -> Path:
    """Writes ``portraits-commerce-exterieur-<edition>.zip`` and its ``.sha256`` into ``output``; returns the zip.

    Not all ``pages``: the name says that it is an extract. ``made_from``: told beside it (``extras.ARCHIVE_SEAL``).

    ``earlier`` editions, the oldest first, lie under their years as they do on the site. Each file takes its place in
    one step, the sum last. Raises ``SiteError`` and ``OSError`` as a build does.
    """
    check_folder(output)
    site = MkDocs(ARCHIVE_CONFIG)
    name = archive_name(edition, whole=pages == frozenset(territories())).removesuffix(".zip")
    with working_folder(output, name) as work:
        frozen = freeze(Earlier(earlier), pages, work, site, progress)
        prepared = compute(edition, pages, progress, frozen.past, site.get_ready)
        write_site(prepared, work, site, progress)
        write_edition_addresses(work / "site", edition.year, flat=True)
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
