"""Working folders: leftovers of killed runs are removed, and nothing else."""

import errno
from pathlib import Path

import pytest

from generator.errors import SiteError
from generator.system import folders
from generator.system.folders import check_target, replace_folder, replacing, working_folder


def test_leftovers_are_removed_and_names_are_not_patterns(tmp_path: Path) -> None:
    others = [".a.building-01234567", ".[ab].building-old", ".[ab].building-0123456789", ".b.building-abcdefgh"]
    for name in (*others, ".[ab].building-abc_defg"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "file").touch()
    with replacing(tmp_path / "[ab]", "building") as work:
        (work / "new").mkdir()
    assert {path.name for path in tmp_path.iterdir()} == {"[ab]", *others}


def test_a_link_named_like_a_leftover_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "file").touch()
    (tmp_path / ".name-01234567").symlink_to(tmp_path / "mine")
    with working_folder(tmp_path, "name"):
        pass
    assert (tmp_path / "mine" / "file").is_file()


def test_a_full_disk_is_named_by_its_folder(tmp_path: Path) -> None:
    with pytest.raises(SiteError, match=f"{tmp_path}: no space is left"), working_folder(tmp_path, "name"):
        raise OSError(errno.ENOSPC, "No space left on device", "the source", None, "the copy")
    assert list(tmp_path.iterdir()) == []


def test_targets_that_cannot_be_replaced_are_rejected(tmp_path: Path) -> None:
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    (tmp_path / "file").touch()
    for place, why in [
        ("loop", "a link that leads to itself"),
        ("loop/site", "a link that leads to itself"),
        ("file", "file is a file"),
        ("file/a/b", "file is a file"),
    ]:
        with pytest.raises(SiteError, match=why):
            check_target(tmp_path / place, lambda _: None)
    with pytest.raises(SiteError, match="a disk is mounted there"):
        check_target(Path("/proc"), lambda _: None)
    with pytest.raises(SiteError, match="not ours"):
        check_target(tmp_path, lambda _: "not ours")


def test_where_folders_cannot_be_exchanged_they_are_renamed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(folders, "_exchange", lambda *_: False)
    for name in ("work", "place"):
        (tmp_path / name).mkdir()
        (tmp_path / name / name).touch()
    replace_folder(tmp_path / "place", tmp_path / "work")
    assert [path.name for path in (tmp_path / "place").iterdir()] == ["work"]
