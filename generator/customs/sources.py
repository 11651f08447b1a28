"""Which file is what: told by what it holds, its name only a help.

Data: a first row of ten fields. Labels: a first row of four, by their codes. What is left is ignored and named in the
report when it is documentation, and read as data, so refused with its first row, when it is any other text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from generator.customs.archive import RawFile, raw_files
from generator.customs.labels import LabelKind, kind_of_name, kind_of_row
from generator.customs.schema import COLUMNS, DIRECTIONS, SEPARATOR
from generator.errors import DataError, SiteError

_DOCUMENT = re.compile(r"(lisez|read.?me|licen[cs]e|\.|thumbs\.db)", re.IGNORECASE)
_TEXT = {"", ".txt", ".csv", ".dat", ".tsv"}
_SPREADSHEET = {".xls", ".xlsx", ".xlsm", ".ods"}
_INDUSTRY_COLUMNS = (b"insee_com", b"id_ti")

WHAT_TO_TAKE = (
    "take REGIONAL_CPF4PAYSE and REGIONAL_CPF4PAYSI, or Region_<year>_Export and Region_<year>_Import, "
    "from the dataset « Statistiques régionales et départementales du commerce extérieur » of data.gouv.fr"
)


@dataclass(frozen=True, slots=True)
class Sources:
    """The files of an edition: ``data`` by flux (``E``, ``I``), the label files, the names of what is ignored."""

    data: dict[str, RawFile]
    labels: tuple[tuple[LabelKind, RawFile], ...]
    ignored: tuple[str, ...]


def find_sources(path: Path) -> Sources:
    """Sort out the files under ``path``.

    Raises ``DataError`` or ``SiteError`` for two files of one direction, a direction missing, spreadsheets in the
    place of data, and all that ``raw_files`` refuses.
    """
    data: dict[str, RawFile] = {}
    labels: list[tuple[LabelKind, RawFile]] = []
    ignored: list[RawFile] = []
    for raw in raw_files(path):
        first_row = first_row_of(raw)
        kind = _label_kind(raw, first_row)
        if kind is not None:
            labels.append((kind, raw))
        elif not _is_data(raw, first_row):
            ignored.append(raw)
        else:
            flux = _flux(raw, first_row)
            if flux in data:
                raise DataError(f"a second {DIRECTIONS[flux]} file, beside {data[flux].name}", file=raw.name)
            data[flux] = raw
    _require_both(path, data, ignored)
    return Sources(data, tuple(labels), tuple(raw.name for raw in ignored))


def first_row_of(raw: RawFile) -> bytes:
    """The first line of a file, without byte order mark and line end."""
    return raw.head().removeprefix(b"\xef\xbb\xbf").split(b"\n", 1)[0].removesuffix(b"\r")


def _label_kind(raw: RawFile, first_row: bytes) -> LabelKind | None:
    if _is_document(raw):
        return None
    by_form = kind_of_row(first_row.decode("cp1252", errors="replace"))
    if by_form is None and first_row.count(SEPARATOR) != len(COLUMNS) - 1:
        return kind_of_name(raw.path.name)
    return by_form


def _is_data(raw: RawFile, first_row: bytes) -> bool:
    if _is_document(raw):
        return False
    if raw.path.suffix.lower() == ".zip":
        raise DataError("an archive within an archive; unpack the outer one", file=raw.name)
    if first_row.count(SEPARATOR) == len(COLUMNS) - 1:
        return True
    is_other = raw.path.name.lower().startswith("libelle") or all(c in first_row for c in _INDUSTRY_COLUMNS)
    return raw.path.suffix.lower() in _TEXT and not is_other


def _is_document(raw: RawFile) -> bool:
    return "__MACOSX" in raw.path.parts or bool(_DOCUMENT.match(raw.path.name))


def _flux(raw: RawFile, first_row: bytes) -> str:
    """The direction that the name says, its last part first; else that of the first row."""
    for part in reversed(raw.path.parts):
        said = _fluxes_in(part)
        if len(said) == 1:
            return said.pop()
    flux = first_row[:1].decode("ascii", errors="replace")
    if flux not in DIRECTIONS:
        # Neither says it: any layout refuses this first row with what is wrong about it.
        return next(iter(DIRECTIONS))
    return flux


def _fluxes_in(part: str) -> set[str]:
    stem = PurePosixPath(part).stem.lower()
    said = {flux for flux, word in DIRECTIONS.items() if word in stem}
    return said or {letter.upper() for letter in re.findall(r"pays([ei])(?![a-z])", stem)}


def _require_both(path: Path, data: dict[str, RawFile], ignored: list[RawFile]) -> None:
    missing = [word for flux, word in DIRECTIONS.items() if flux not in data]
    if not missing:
        return
    sheet = next((raw for raw in ignored if raw.path.suffix.lower() in _SPREADSHEET), None)
    if sheet is not None:
        message = f"the customs' spreadsheets, in thousands of euros, are not read; {WHAT_TO_TAKE}"
        raise DataError(message, file=sheet.name)
    found = ", ".join(raw.name for raw in data.values())
    raise SiteError(
        f"{path}: no {' nor '.join(missing)} file" + (f", only {found}" if found else f"; {WHAT_TO_TAKE}")
    )
