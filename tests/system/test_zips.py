"""The same contents give the same zip."""

import sys
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from generator.system import folders


def test_a_zip_depends_on_neither_date_nor_machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files = [("b/é.txt", b"x" * 999), ("a.png", b"y" * 999)]
    folders.write_zip(tmp_path / "one.zip", files, stored=(".png",))
    monkeypatch.setattr(sys, "platform", "win32")
    stream = BytesIO()
    folders.write_zip(stream, iter(files), stored=(".png",))
    assert stream.getvalue() == (tmp_path / "one.zip").read_bytes()
    with zipfile.ZipFile(tmp_path / "one.zip") as packed:
        first, second = packed.infolist()
        assert [(name, packed.read(name)) for name in packed.namelist()] == files
    assert (first.compress_type, second.compress_type) == (zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED)
    assert (first.date_time[0], first.create_system, first.external_attr >> 16) == (1980, 3, 0o644)
