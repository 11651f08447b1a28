"""An alternative to MkDocs: ProperDocs, a fork of MkDocs 1.6, makes the same site from the same folder."""

import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

from tests.conftest import contents, run


def test_properdocs_makes_the_same_site_from_the_same_folder(demo_folder: Path, tmp_path: Path) -> None:
    folder, sites = tmp_path / "pages", {}
    run("pages", demo_folder, folder, "--only", "42,region-84,france")
    for program in ("mkdocs", "properdocs"):
        command = [str(Path(sys.executable).with_name(program)), "build", "-f", str(folder / "mkdocs.yml")]
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
        sites[program] = contents(folder / "site")
    one, other = sites.values()
    assert one.keys() == other.keys()
    assert len(one) > 300
    assert [name for name in one if one[name] != renamed(other[name])] == []


def renamed(content: bytes) -> bytes:
    """The page with MkDocs's name instead of ProperDocs's."""
    ours, theirs = f"mkdocs-{version('mkdocs')}", f"mkdocs-ProperDocs {version('properdocs')}"
    return content.replace(theirs.encode(), ours.encode())
