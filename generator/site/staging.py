"""The site's folder is always whole: work is done beside it and put in its place in one step."""

from __future__ import annotations

import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from generator.errors import SiteError
from generator.system.folders import put

MARKER = ".portraits"
"""A file that says an earlier build made the folder, so that a new one may take its place."""


@contextmanager
def staged(output: Path) -> Iterator[Path]:
    """Gives an empty folder to work in; its ``site`` subfolder becomes ``output`` when the block ends well.

    When it ends badly, ``output`` stays as it was. Remains of killed builds are cleared away on the next call.
    Raises ``SiteError`` for an output that is a file, or a folder with contents that no build made.
    """
    output = output.resolve()
    check_output(output)
    ancestor = next(parent for parent in output.parents if parent.is_dir())
    prefix = f".{output.name}.building-"
    _clear_remains(ancestor, prefix)
    work = Path(tempfile.mkdtemp(prefix=prefix, dir=ancestor))
    lock = os.open(work, os.O_RDONLY)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield work
        (work / "site" / MARKER).touch()
        output.parent.mkdir(parents=True, exist_ok=True)
        put(work / "site", output)
    finally:
        shutil.rmtree(work, ignore_errors=True)
        os.close(lock)


def check_output(output: Path) -> None:
    """Raises ``SiteError`` when a build may not put its result there."""
    if not output.exists():
        file = next((parent for parent in output.parents if parent.is_file()), None)
        if file is not None:
            raise SiteError(f"{output}: {file} is a file, a folder is needed")
        return
    if not output.is_dir():
        raise SiteError(f"{output}: the output is a file, a folder is needed")
    if any(output.iterdir()) and not (output / MARKER).is_file():
        raise SiteError(
            f"{output}: the folder is not empty and no earlier build made it; name another --output"
        )


def _clear_remains(folder: Path, prefix: str) -> None:
    for remains in folder.glob(f"{prefix}*"):
        handle = os.open(remains, os.O_RDONLY)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            continue  # another build is at work in it
        else:
            shutil.rmtree(remains, ignore_errors=True)
        finally:
            os.close(handle)
