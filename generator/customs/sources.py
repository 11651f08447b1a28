"""What each file is, by its rows; its name is used only where the rows are broken.

Data: rows of ten fields, or of the columns that a header names; a file a direction, or one that holds both. Labels:
rows that begin with the codes of a nomenclature. The rest is left alone and named in the report; where a direction is
missing, a text that would be it is read all the same, so refused with its rows.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from generator.customs.archive import RawFile, raw_files
from generator.customs.columns import COLUMNS, LETTERS, Layout
from generator.customs.labels import LabelKind, kind_of
from generator.customs.recognise import Form, description_of, form_of
from generator.customs.text import BOM
from generator.errors import DataError, SiteError
from generator.reference.direction import Direction

_DOCUMENT = re.compile(r"(lisez|read.?me|licen[cs]e|libell)", re.IGNORECASE)
_TEXT = {"", ".txt", ".csv", ".dat", ".tsv", ".gz"}
_SPREADSHEET = {".xls", ".xlsx", ".xlsm", ".ods"}
_LOCK = "sources.lock"
"""What ``fetch`` leaves beside the files."""

WHAT_TO_TAKE = (
    "take REGIONAL_CPF4PAYSE and REGIONAL_CPF4PAYSI, or Region_<year>_Export and Region_<year>_Import, "
    "from the dataset « Statistiques régionales et départementales du commerce extérieur » of data.gouv.fr"
)


class MissingDirectionError(SiteError):
    """No file holds the exports, or the imports; the message says what each file is."""


@dataclass(frozen=True, slots=True)
class Sources:
    """The files of an edition: data and how they are laid out, exports first; the label files; what is left alone.

    ``shown``: the paths they come from; ``left``: the files left alone; ``national``: those by NC8 among them.
    """

    shown: str
    data: tuple[tuple[RawFile, Layout], ...]
    labels: tuple[tuple[LabelKind, RawFile], ...]
    left: tuple[RawFile, ...]
    national: tuple[str, ...]

    @property
    def ignored(self) -> tuple[str, ...]:
        """The names of the files left alone, national ones aside."""
        return tuple(raw.name for raw in self.left if raw.name not in self.national)


def find_sources(paths: Sequence[Path]) -> Sources:
    """Sorts out the files under ``paths``.

    Raises ``DataError`` or ``SiteError`` for two files of one direction, a direction missing, spreadsheets in the
    place of data, and all that ``raw_files`` refuses.
    """
    data: dict[Direction, tuple[RawFile, Form]] = {}
    labels: list[tuple[LabelKind, RawFile]] = []
    left: list[tuple[RawFile, Form]] = []
    for raw in _files(paths):
        form = form_of(raw)
        direction = form.direction
        if direction is not None and form.is_data:
            if direction in data:
                raise DataError(f"a second {direction} file, beside {data[direction][0].name}", file=raw.name)
            data[direction] = raw, form
        elif (kind := kind_of(raw)) is not None and not form.is_national:
            labels.append((kind, raw))
        else:
            left.append((raw, form))
    holds_both = len(data) == 1 and len(next(iter(data.values()))[1].directions) == len(Direction)
    for direction in Direction:
        if direction not in data and not holds_both and (broken := _broken(left, direction)) is not None:
            data[direction] = broken
            left.remove(broken)
    shown = ", ".join(map(str, paths))
    national = tuple(raw.name for raw, form in left if form.is_national)
    sources = Sources(shown, _laid_out(data), tuple(labels), tuple(raw for raw, _ in left), national)
    if not data:
        refuse_missing(sources, set())
    return sources


def refuse_missing(sources: Sources, found: set[Direction]) -> None:
    """Raises ``DataError`` or ``SiteError`` unless both directions were found, saying what each other file is."""
    missing = [direction for direction in Direction if direction not in found]
    if not missing:
        return
    left = sources.left
    sheet = next((raw for raw in left if raw.path.suffix.lower() in _SPREADSHEET), None)
    if sheet is not None:
        message = f"the customs' spreadsheets, in thousands of euros, are not read; {WHAT_TO_TAKE}"
        raise DataError(message, file=sheet.name)
    nested = next((raw for raw in left if raw.path.suffix.lower() == ".zip"), None)
    if nested is not None:
        raise DataError("an archive within an archive; unpack the outer one", file=nested.name)
    if sources.national:
        message = "a national file, by month and NC8, in which there are no départements; "
        raise DataError(message + WHAT_TO_TAKE, file=sources.national[0])
    names = ", ".join(raw.name for raw, _ in sources.data)
    others = [*left, *(raw for _, raw in sources.labels)]
    raise MissingDirectionError(
        f"{sources.shown}: no {' nor '.join(missing)} file"
        + (f", only {names}" if names else f"; {WHAT_TO_TAKE}")
        + (f". What else there is:{description_of(others)}" if names and others else "")
        + (f". What there is:{description_of(others)}" if not names else "")
    )


def first_row_of(raw: RawFile) -> bytes:
    """The first line of a file, without byte order mark and line end."""
    return raw.head().removeprefix(BOM).split(b"\n", 1)[0].removesuffix(b"\r")


def _files(paths: Sequence[Path]) -> list[RawFile]:
    """The files under all paths; the same file given twice counts once, files of the same name get their folder's."""
    unique = list(dict.fromkeys(path.resolve() for path in paths))
    by_path = [(path, raw) for path in unique for raw in raw_files(path) if raw.path.name != _LOCK]
    names = [raw.name for _, raw in by_path]
    return [
        replace(raw, name=f"{path.parent.name}/{raw.name}") if names.count(raw.name) > 1 else raw
        for path, raw in by_path
    ]


def _laid_out(data: dict[Direction, tuple[RawFile, Form]]) -> tuple[tuple[RawFile, Layout], ...]:
    """A file that is alone may hold both directions: sorted, its first rows do not show it."""
    if len(data) == 1:
        raw, form = next(iter(data.values()))
        return ((raw, replace(form.layout, directions=tuple(Direction))),)
    return tuple(
        (raw, replace(form.layout, directions=(direction,)))
        for direction in Direction
        if direction in data
        for raw, form in [data[direction]]
    )


def _broken(left: list[tuple[RawFile, Form]], direction: Direction) -> tuple[RawFile, Form] | None:
    """The text left over that would be the data of a direction, by its name or its first field."""
    for raw, form in left:
        if form.is_national or raw.path.suffix.lower() not in _TEXT or _DOCUMENT.match(raw.path.name):
            continue
        if form.header_fault is not None:
            continue
        named = _direction_in_name(raw)
        first_row = first_row_of(raw).replace(b"\0", b"").lstrip(b'\xff\xfe "')
        separator = form.layout.separator.encode()
        is_wide = first_row.count(separator) == len(COLUMNS) - 1
        begins = first_row[:2] == LETTERS[direction].encode() + separator
        if named == direction or (named is None and (is_wide or begins)):
            return raw, form
    return None


def _direction_in_name(raw: RawFile) -> Direction | None:
    """The direction that the name says, its last part first."""
    for part in reversed(raw.path.parts):
        stem = PurePosixPath(part).stem.lower()
        letters = set(re.findall(r"pays([ei])(?![a-z])", stem))
        directions = [d for d in Direction if d in stem] or [d for d in Direction if d[0] in letters]
        if len(directions) == 1:
            return directions[0]
    return None
