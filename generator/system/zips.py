"""Reproducible zip files: the same contents give the same bytes, whatever the date and the machine."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable
from io import BytesIO
from pathlib import Path

_TIME = (1980, 1, 1, 0, 0, 0)
"""The earliest date of the format."""


def zip_member(name: str, *, packed: bool = True) -> zipfile.ZipInfo:
    """A member without a date, an owner or a system of its own; ``packed``: whether its bytes are compressed."""
    member = zipfile.ZipInfo(name, _TIME)
    member.compress_type = zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED
    member.create_system = 3  # Unix, whatever the machine
    member.external_attr = 0o644 << 16
    return member


def write_zip(
    target: Path | BytesIO,
    files: Iterable[tuple[str, bytes]],
    *,
    stored: Iterable[str] = (),
    level: int = 6,
) -> None:
    """Writes ``files`` (name, contents) into ``target``, in their order.

    ``stored``: endings of the names that are left uncompressed. ``level``: 1 (fast) to 9 (small).
    """
    endings = tuple(stored)
    with zipfile.ZipFile(target, "w") as archive:
        for name, content in files:
            member = zip_member(name, packed=not name.endswith(endings))
            archive.writestr(member, content, compresslevel=level)
