"""Which file is what: told by its rows, its name only a help where the rows are broken.

Data: rows of ten fields. Labels: rows that begin with the codes of a nomenclature. The rest is left alone and named in
the report; where a direction is missing, a text that would be it is read all the same, so refused with its rows.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from generator.customs.archive import RawFile, raw_files
from generator.customs.form import Form, form_of
from generator.customs.labels import LabelKind, kind_of
from generator.customs.lines import BOM
from generator.customs.schema import COLUMNS, DIRECTIONS, SEPARATOR, Layout
from generator.errors import DataError, SiteError

_DOCUMENT = re.compile(r"(lisez|read.?me|licen[cs]e|libell)", re.IGNORECASE)
_TEXT = {"", ".txt", ".csv", ".dat", ".tsv"}
_SPREADSHEET = {".xls", ".xlsx", ".xlsm", ".ods"}
_OURS = {"sources.lock"}

WHAT_TO_TAKE = (
    "take REGIONAL_CPF4PAYSE and REGIONAL_CPF4PAYSI, or Region_<year>_Export and Region_<year>_Import, "
    "from the dataset « Statistiques régionales et départementales du commerce extérieur » of data.gouv.fr"
)


@dataclass(frozen=True, slots=True)
class Sources:
    """The files of an edition: data and how it is laid out by flux (``E``, ``I``), the label files, what is left alone.

    ``national``: those left alone that are the national files by NC8.
    """

    data: dict[str, tuple[RawFile, Layout]]
    labels: tuple[tuple[LabelKind, RawFile], ...]
    ignored: tuple[str, ...]
    national: tuple[str, ...]


def find_sources(path: Path) -> Sources:
    """Sort out the files under ``path``.

    Raises ``DataError`` or ``SiteError`` for two files of one direction, a direction missing, spreadsheets in the
    place of data, and all that ``raw_files`` refuses.
    """
    data: dict[str, tuple[RawFile, Layout]] = {}
    labels: list[tuple[LabelKind, RawFile]] = []
    left: list[tuple[RawFile, Form]] = []
    for raw in raw_files(path):
        if _is_ours(raw):
            continue
        form = form_of(raw)
        flux = form.flux
        if flux is not None and form.is_data:
            if flux in data:
                raise DataError(
                    f"a second {DIRECTIONS[flux]} file, beside {data[flux][0].name}", file=raw.name
                )
            data[flux] = raw, form.layout(flux)
        elif (kind := kind_of(raw)) is not None and not form.is_national:
            labels.append((kind, raw))
        else:
            left.append((raw, form))
    for flux in DIRECTIONS:
        if flux not in data and (broken := _broken(left, flux)) is not None:
            data[flux] = broken[0], broken[1].layout(flux)
            left.remove(broken)
    national = tuple(raw.name for raw, form in left if form.is_national)
    _require_both(path, {flux: raw for flux, (raw, _) in data.items()}, [raw for raw, _ in left], national)
    ignored = tuple(raw.name for raw, form in left if not form.is_national)
    return Sources(data, tuple(labels), ignored, national)


def first_row_of(raw: RawFile) -> bytes:
    """The first line of a file, without byte order mark and line end."""
    return raw.head().removeprefix(BOM).split(b"\n", 1)[0].removesuffix(b"\r")


def _is_ours(raw: RawFile) -> bool:
    """What our own commands leave beside the files, and what systems hide: nobody need be told."""
    return raw.path.name.startswith(".") or raw.path.name in _OURS


def _broken(left: list[tuple[RawFile, Form]], flux: str) -> tuple[RawFile, Form] | None:
    """The text left over that would be the data of a direction, by its name or its first field."""
    for raw, form in left:
        if form.is_national or raw.path.suffix.lower() not in _TEXT or _DOCUMENT.match(raw.path.name):
            continue
        said = _flux_said(raw)
        first_row = first_row_of(raw).replace(b"\0", b"").lstrip(b'\xff\xfe "')
        is_wide = first_row.count(SEPARATOR) == len(COLUMNS) - 1
        if said == flux or (said is None and (is_wide or first_row[:2] == flux.encode() + SEPARATOR)):
            return raw, form
    return None


def _flux_said(raw: RawFile) -> str | None:
    """The direction that the name says, its last part first."""
    for part in reversed(raw.path.parts):
        said = _fluxes_in(part)
        if len(said) == 1:
            return said.pop()
    return None


def _fluxes_in(part: str) -> set[str]:
    stem = PurePosixPath(part).stem.lower()
    said = {flux for flux, word in DIRECTIONS.items() if word in stem}
    return said or {letter.upper() for letter in re.findall(r"pays([ei])(?![a-z])", stem)}


def _require_both(
    path: Path, data: dict[str, RawFile], left: list[RawFile], national: tuple[str, ...]
) -> None:
    missing = [word for flux, word in DIRECTIONS.items() if flux not in data]
    if not missing:
        return
    sheet = next((raw for raw in left if raw.path.suffix.lower() in _SPREADSHEET), None)
    if sheet is not None:
        message = f"the customs' spreadsheets, in thousands of euros, are not read; {WHAT_TO_TAKE}"
        raise DataError(message, file=sheet.name)
    nested = next((raw for raw in left if raw.path.suffix.lower() == ".zip"), None)
    if nested is not None:
        raise DataError("an archive within an archive; unpack the outer one", file=nested.name)
    if national:
        message = "a national file, by month and NC8, in which there are no départements; "
        raise DataError(message + WHAT_TO_TAKE, file=national[0])
    found = ", ".join(raw.name for raw in data.values())
    raise SiteError(
        f"{path}: no {' nor '.join(missing)} file" + (f", only {found}" if found else f"; {WHAT_TO_TAKE}")
    )
