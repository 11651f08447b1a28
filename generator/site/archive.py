"""The offline archive: the whole site as one zip that opens from ``file://``, the same bytes each time."""

from __future__ import annotations

import hashlib
import os
import tempfile
import zipfile
from pathlib import Path

from generator.edition import Edition
from generator.progress import Progress
from generator.site import mkdocs
from generator.site.build import write_site
from generator.site.prepare import chosen, prepare
from generator.site.staging import MARKER

_TIME = (1980, 1, 1, 0, 0, 0)


def write_archive(edition: Edition, output: Path, progress: Progress) -> Path:
    """Writes ``portraits-commerce-exterieur-<edition>.zip`` and its ``.sha256`` into ``output``; returns the zip."""
    prepared = prepare(edition, chosen(None), progress)
    name = f"portraits-commerce-exterieur-{edition.name}"
    output.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=f".{name}.", dir=output) as folder:
        work = Path(folder)
        write_site(prepared, work, mkdocs.ARCHIVE_CONFIG, progress)
        with progress.step("Packing the archive"):
            packed = work / f"{name}.zip"
            _pack(work / "site", packed, name)
        digest = hashlib.sha256(packed.read_bytes()).hexdigest()
        check = work / f"{name}.zip.sha256"
        check.write_text(f"{digest}  {packed.name}\n", encoding="ascii")
        for file in (packed, check):
            os.replace(file, output / file.name)  # noqa: PTH105
    return output / f"{name}.zip"


def _pack(site: Path, target: Path, folder: str) -> None:
    """All files in the order of their names, dated alike; pictures are not deflated a second time."""
    with zipfile.ZipFile(target, "w") as archive:
        for path in sorted(p for p in site.rglob("*") if p.is_file() and p.name != MARKER):
            info = zipfile.ZipInfo(f"{folder}/{path.relative_to(site).as_posix()}", _TIME)
            info.external_attr = 0o644 << 16
            info.compress_type = zipfile.ZIP_STORED if path.suffix == ".png" else zipfile.ZIP_DEFLATED
            archive.writestr(info, path.read_bytes(), compresslevel=6)
