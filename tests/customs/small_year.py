"""The files of a small year, and the folder they are fetched into."""

import io
import random
import zipfile
from datetime import date
from pathlib import Path

from generator.edition import Edition, Source

LIST_NAME = "liste-ti-com2023-20240704.csv"
LIST = "insee_com,lib_com,id_ti,lib_ti\n42005,Andrézieux-Bouthéon,ti-8408,Loire\n".encode()


def archive_of(name: str, text: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, text)
        # incompressible bytes, so that the download can be cut in the middle
        archive.writestr("LISEZ-MOI.txt", random.Random(1).randbytes(50_000))
    return buffer.getvalue()


EXPORT = archive_of("Region_2024_Export.txt", "E;1;2024;42;18;C10A;1011;DE;1000;10\n")
IMPORT = archive_of("Region_2024_Import.txt", "I;1;2024;42;18;C10A;1011;DE;500;5\n")
OTHER = EXPORT[::-1]
OLD = b"what an earlier fetch brought"


def edition_in(folder: Path) -> Edition:
    """The edition of 2024 with its files in ``raw/2024/``, which does not exist yet."""
    source = Source("Douanes", "title", "https://example.org", "licence", "https://example.org")
    return Edition("2024", 2024, date(2025, 3, 31), "2023-2027", source, (folder / "raw" / "2024",))


def leave_old(year: Edition) -> None:
    year.input.mkdir(parents=True)
    (year.input / "sources.lock").write_bytes(OLD)


def is_untouched(year: Edition) -> bool:
    files = [path.name for path in year.input.iterdir()]
    return files == ["sources.lock"] and (year.input / "sources.lock").read_bytes() == OLD


def hidden(year: Edition) -> list[str]:
    folder = year.input.parent
    return [path.name for path in folder.iterdir() if path.name.startswith(".")] if folder.is_dir() else []
