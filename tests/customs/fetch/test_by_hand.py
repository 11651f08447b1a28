import hashlib
import json
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from generator.customs.fetch.command import fetch
from generator.customs.reader import read_trade
from generator.edition import Edition
from generator.errors import SiteError
from tests.customs.small_year import EXPORT, LIST, LIST_NAME, hidden, is_untouched, leave_old


def _by_hand(tmp_path: Path) -> Path:
    folder = tmp_path / "Téléchargements"
    (folder / "import").mkdir(parents=True)
    (folder / "export.zip").write_bytes(EXPORT)
    (folder / "import" / "Region_2024_Import.txt").write_text("I;1;2024;42;18;C10A;1011;DE;500;5\n")
    (folder / LIST_NAME).write_bytes(LIST)
    (folder / ".DS_Store").write_bytes(b"\0")
    return folder


def test_files_downloaded_by_hand_are_copied_and_recorded(tmp_path: Path, year: Edition) -> None:
    leave_old(year)
    folder = _by_hand(tmp_path)
    records = fetch(year, source=folder, today=date(2025, 4, 1))
    names = ["export.zip", "import/Region_2024_Import.txt", LIST_NAME]
    assert [record.file for record in records] == names
    found = [path.relative_to(year.input).as_posix() for path in sorted(year.input.rglob("*")) if path.is_file()]
    assert found == [*names, "sources.lock"]
    first = json.loads((year.input / "sources.lock").read_text())["files"][0]
    assert (first["url"], first["sha256"]) == (None, hashlib.sha256(EXPORT).hexdigest())
    assert read_trade(year.input, 2024).rows["value_eur"].sum() == 1500
    assert hidden(year) == []
    assert (folder / "export.zip").read_bytes() == EXPORT


def test_files_already_in_the_folder_are_recorded(tmp_path: Path, year: Edition) -> None:
    year.input.parent.mkdir()
    _by_hand(tmp_path).rename(year.input)
    fetch(year, source=year.input)
    assert len(json.loads((year.input / "sources.lock").read_text())["files"]) == 3
    assert read_trade(year.input, 2024).rows["value_eur"].sum() == 1500


def test_one_archive_for_both_directions_by_hand(tmp_path: Path, year: Edition) -> None:
    path = tmp_path / "both.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("Export.txt", "E;1;2024;42;18;C10A;1011;DE;1000;10\n")
        archive.writestr("Import.txt", "I;1;2024;42;18;C10A;1011;DE;500;5\n")
    assert [record.file for record in fetch(year, source=path)] == ["both.zip"]
    assert read_trade(year.input, 2024).rows["value_eur"].sum() == 1500


def _without_import(folder: Path) -> None:
    (folder / "import" / "Region_2024_Import.txt").unlink()


def _with_damage(folder: Path) -> None:
    # in the middle of the bytes: only reading to the end detects it
    damaged = bytearray(EXPORT)
    damaged[30_000] ^= 1
    (folder / "export.zip").write_bytes(damaged)


def _with_link(folder: Path) -> None:
    (folder / "link.txt").symlink_to("/etc/passwd")


@pytest.mark.parametrize(
    ("spoil", "message"), [(_without_import, "no import file"), (_with_damage, "is damaged"), (_with_link, "is a link")]
)
def test_unusable_files_by_hand_are_refused(
    tmp_path: Path, year: Edition, spoil: Callable[[Path], None], message: str
) -> None:
    leave_old(year)
    folder = _by_hand(tmp_path)
    spoil(folder)
    with pytest.raises(SiteError, match=message):
        fetch(year, source=folder)
    assert is_untouched(year)
    assert hidden(year) == []


def test_a_full_disk_leaves_the_folder_unchanged(
    tmp_path: Path, year: Edition, monkeypatch: pytest.MonkeyPatch
) -> None:
    leave_old(year)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device", "export.zip")

    monkeypatch.setattr("shutil.copyfile", full)
    with pytest.raises(SiteError, match="raw: no space is left on the disk that holds it"):
        fetch(year, source=_by_hand(tmp_path))
    assert is_untouched(year)
    assert hidden(year) == []
