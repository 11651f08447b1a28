import io
import os
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.customs import files
from generator.customs.reader import read_trade
from generator.errors import DataError, SiteError

pytestmark = pytest.mark.whole

Write = Callable[..., Path]

EXPORT = b"E;1;2024;42;18;C10A;1011;DE;1000;10\r\n"
IMPORT = b"I;1;2024;42;18;C10A;1011;DE;500;5\r\n"
MEMBERS: dict[str | zipfile.ZipInfo, bytes] = {
    "Regional-2024-export/Region_2024_Export.txt": EXPORT,
    "Regional-2024-import/Region_2024_Import.txt": IMPORT,
}


def _zip(path: Path, members: dict[str | zipfile.ZipInfo, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as stream:
        for name, content in members.items():
            stream.writestr(name, content)
    return path


def _refusal(path: Path) -> str:
    with pytest.raises(SiteError) as caught:
        read_trade(path, 2024)
    assert "\n" not in str(caught.value)
    return str(caught.value)


@pytest.mark.parametrize("name", ["edition.zip", "EDITION.ZIP", "edition"])
def test_a_zip_is_read_whatever_its_name_and_folders(tmp_path: Path, name: str) -> None:
    trade = read_trade(_zip(tmp_path / name, MEMBERS), 2024)
    assert [file.name for file in trade.report.files] == [f"{name} ▸ {member}" for member in MEMBERS]


def test_a_folder_of_zips_is_read(tmp_path: Path) -> None:
    _zip(tmp_path / "a.zip", {"x/Region_2024_Export.txt": EXPORT})
    _zip(tmp_path / "b.zip", {"x/Region_2024_Import.txt": IMPORT})
    assert read_trade(tmp_path, 2024).rows["value_eur"].tolist() == [1000, 500]


def test_windows_separators_are_folders(tmp_path: Path) -> None:
    path = _zip(tmp_path / "a.zip", {"x\\Region_Export.txt": EXPORT, "x\\Region_Import.txt": IMPORT})
    assert read_trade(path, 2024).report.files[0].name == "a.zip ▸ x/Region_Export.txt"


def test_a_bad_row_in_a_zip_is_told_with_archive_and_member(tmp_path: Path) -> None:
    path = _zip(tmp_path / "a.zip", {"d/export.txt": EXPORT + b"E;9\n", "d/import.txt": IMPORT})
    assert _refusal(path).startswith("a.zip ▸ d/export.txt, row 2: ")


def test_a_truncated_zip_is_damaged(tmp_path: Path) -> None:
    path = _zip(tmp_path / "a.zip", MEMBERS)
    path.write_bytes(path.read_bytes()[:-30])
    assert "a.zip: is damaged" in _refusal(path)


def test_a_wrong_checksum_is_damaged(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as stream:
        for name, content in MEMBERS.items():
            stream.writestr(name, content)
    path.write_bytes(path.read_bytes().replace(b"DE;1000", b"DE;9000"))
    assert "is damaged" in _refusal(path)


def test_text_called_zip_is_damaged(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(EXPORT)
    assert "a.zip: is damaged" in _refusal(tmp_path / "a.zip")


def test_an_encrypted_member_is_refused(tmp_path: Path) -> None:
    path = _zip(tmp_path / "a.zip", MEMBERS)
    data = bytearray(path.read_bytes())
    data[data.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(data)
    assert "Region_2024_Export.txt: is encrypted" in _refusal(path)


def test_a_compression_that_could_ask_for_any_memory_is_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w", zipfile.ZIP_LZMA) as stream:
        stream.writestr("export.txt", EXPORT)
    assert "export.txt: is compressed by a method" in _refusal(tmp_path / "a.zip")


def test_a_link_is_refused(tmp_path: Path) -> None:
    link = zipfile.ZipInfo("export.txt")
    link.external_attr = 0o120777 << 16
    assert "export.txt: is a link" in _refusal(_zip(tmp_path / "a.zip", {link: b"/etc/passwd"}))


@pytest.mark.parametrize("name", ["../export.txt", "a/../../export.txt", "/export.txt", "C:/export.txt", "..\\e.txt"])
def test_a_path_that_leads_out_is_refused(tmp_path: Path, name: str) -> None:
    assert "leads outside" in _refusal(_zip(tmp_path / "a.zip", {**MEMBERS, name: EXPORT}))


def test_a_zip_of_zeros_is_refused_unread(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "_SMALL", 1 << 20)
    path = _zip(tmp_path / "a.zip", {**MEMBERS, "zeros.txt": bytes(2 << 20)})
    assert "would unpack to 2097152" in _refusal(path)


def test_more_than_the_customs_could_hold_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "MAX_BYTES", 1000)
    path = _zip(tmp_path / "a.zip", {**MEMBERS, "zeros.txt": bytes(2000)})
    assert "would unpack to" in _refusal(path)
    (tmp_path / "export.txt").write_bytes(EXPORT * 100)
    assert "export.txt: 3700 bytes, more than" in _refusal(tmp_path / "export.txt")


def test_a_size_that_lies_is_damage_and_never_unpacked(tmp_path: Path) -> None:
    path = _zip(tmp_path / "a.zip", {"export.txt": EXPORT * 10_000, "import.txt": IMPORT})
    size = len(EXPORT * 10_000)
    path.write_bytes(path.read_bytes().replace(size.to_bytes(4, "little"), (37).to_bytes(4, "little")))
    assert "is damaged" in _refusal(path)


def test_too_many_files_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "MAX_FILES", 2)
    assert "3 files, 2 at most" in _refusal(_zip(tmp_path / "a.zip", {**MEMBERS, "note.md": b"x"}))
    for number in range(3):
        (tmp_path / f"{number}.txt").write_bytes(EXPORT)
    assert "more than 2 files" in _refusal(tmp_path)


def test_an_archive_within_an_archive_is_refused(tmp_path: Path) -> None:
    inner = _zip(tmp_path / "inner.zip", MEMBERS)
    outer = _zip(tmp_path / "outer.zip", {"inner.zip": inner.read_bytes()})
    assert "an archive inside an archive" in _refusal(outer)


def test_a_name_that_would_write_to_the_terminal_is_shown_harmless(tmp_path: Path) -> None:
    path = _zip(tmp_path / "a.zip", {"\x1b[2Jexport.txt": b"E;9\n", "import.txt": IMPORT})
    assert "?[2Jexport.txt, row 1" in _refusal(path)


def test_a_link_in_a_folder_is_refused(tmp_path: Path, write_edition: Write) -> None:
    folder = write_edition()
    (tmp_path / "outside.txt").write_bytes(EXPORT)
    (folder / "more.txt").symlink_to(tmp_path / "outside.txt")
    assert "more.txt: is a link" in _refusal(folder)


def test_missing_empty_and_strange_paths_are_told(tmp_path: Path) -> None:
    assert "no such file or folder" in _refusal(tmp_path / "none")
    assert "no such file or folder" in _refusal(tmp_path / ("n" * 100))
    assert "contains no file" in _refusal(tmp_path)
    assert "neither a file nor a folder" in _refusal(Path("/dev/null"))
    assert "cannot be read" in _refusal(tmp_path / ("n" * 300))


def test_a_folder_that_cannot_be_listed_is_not_taken_for_empty(
    write_edition: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: Path) -> None:
        raise PermissionError(13, "Permission denied", str(path))

    folder = write_edition()
    monkeypatch.setattr(Path, "iterdir", refuse)
    assert "cannot be read" in _refusal(folder)


def test_a_pipe_in_a_folder_is_refused_unopened(write_edition: Write) -> None:
    folder = write_edition()
    os.mkfifo(folder / "more.txt")
    assert "more.txt: is not a regular file" in _refusal(folder)


def test_an_empty_zip_is_told(tmp_path: Path) -> None:
    assert "contains no file" in _refusal(_zip(tmp_path / "a.zip", {}))


def test_an_unreadable_file_is_told_with_its_name(write_edition: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(self: Path, *_: object) -> io.BytesIO:
        raise PermissionError(13, "Permission denied", str(self))

    folder = write_edition()
    monkeypatch.setattr(Path, "open", refuse)
    assert _refusal(folder) == "export.txt: cannot be read (Permission denied)"


@settings(max_examples=120, deadline=None)
@given(data=st.data())
def test_a_zip_with_changed_bytes_is_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    path = _zip(tmp_path_factory.mktemp("zip") / "a.zip", MEMBERS)
    mutated = bytearray(path.read_bytes())
    for _ in range(data.draw(st.integers(1, 3))):
        mutated[data.draw(st.integers(0, len(mutated) - 1))] = data.draw(st.integers(0, 255))
    path.write_bytes(mutated)
    try:
        trade = read_trade(path, 2024)
    except SiteError as error:
        assert str(error)
    else:
        assert trade.rows["value_eur"].tolist() == [1000, 500]


def test_a_damaged_archive_is_a_data_error_that_keeps_its_cause(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(b"PK\x03\x04")
    with pytest.raises(DataError) as caught:
        read_trade(tmp_path / "a.zip", 2024)
    assert isinstance(caught.value.__cause__, zipfile.BadZipFile)
