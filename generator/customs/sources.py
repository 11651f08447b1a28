"""Finds the data and label files of an edition by their rows.

Other files are ignored and named in the report; but when a direction is missing, a text file that seems meant for it,
by its name or its first row, is read anyway, so that it is refused with its rows.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from generator.customs.archive import RawFile, raw_files
from generator.customs.columns import COLUMNS, LETTERS, Layout
from generator.customs.labels import LabelKind, label_kind_of
from generator.customs.recognise import FileFormat, detect_format, kind_of, list_kinds
from generator.customs.text import sample_of
from generator.errors import DataError, SiteError
from generator.reference.direction import Direction

_DOCUMENT = re.compile(r"(lisez|read.?me|licen[cs]e|libell)", re.IGNORECASE)
_TEXT = {"", ".txt", ".csv", ".dat", ".tsv", ".gz"}
_SPREADSHEET = {".xls", ".xlsx", ".xlsm", ".ods"}
LOCK = "sources.lock"
"""The list of files that ``fetch`` writes beside them."""

_WHAT_TO_TAKE = (
    "take REGIONAL_CPF4PAYSE and REGIONAL_CPF4PAYSI, or Region_<year>_Export and Region_<year>_Import, "
    "from the dataset « Statistiques régionales et départementales du commerce extérieur » of data.gouv.fr"
)


class MissingDirectionError(SiteError):
    """No file has exports, or imports; the message says what each file is."""


@dataclass(frozen=True, slots=True)
class Sources:
    """The files of an edition.

    ``shown``: where they are. ``data``: exports first. ``national``: by NC8, not read; ``ignored``: all others.
    """

    shown: str
    data: tuple[tuple[RawFile, Layout], ...]
    labels: tuple[tuple[LabelKind, RawFile], ...]
    national: tuple[RawFile, ...]
    ignored: tuple[RawFile, ...]


def find_sources(paths: Sequence[Path]) -> Sources:
    """Sorts the files under ``paths``. Raises ``SiteError`` when there are no data, or two files for one direction."""
    data: dict[Direction, tuple[RawFile, FileFormat]] = {}
    labels: list[tuple[LabelKind, RawFile]] = []
    national: list[RawFile] = []
    others: list[tuple[RawFile, FileFormat]] = []
    for raw in _files(paths):
        found = detect_format(raw)
        if found.is_data:
            direction = found.directions.most_common(1)[0][0]
            if direction in data:
                raise DataError(f"a second {direction} file; the first is {data[direction][0].name}", file=raw.name)
            data[direction] = raw, found
        elif found.is_national:
            national.append(raw)
        elif (kind := label_kind_of(raw)) is not None:
            labels.append((kind, raw))
        else:
            others.append((raw, found))
    seen = {direction for _, found in data.values() for direction in found.directions}
    for direction in Direction:
        if direction not in seen and (broken := _broken(others, direction)) is not None:
            data[direction] = broken
            others.remove(broken)
    # a file that is alone may have both directions, even if its first rows, when sorted, have one
    laid_out = tuple(
        (raw, replace(found.layout, directions=tuple(Direction) if len(data) == 1 else (direction,)))
        for direction, (raw, found) in sorted(data.items())
    )
    shown, ignored = ", ".join(map(str, paths)), tuple(raw for raw, _ in others)
    sources = Sources(shown, laid_out, tuple(labels), tuple(national), ignored)
    if not data:
        refuse_missing(sources, set())
    return sources


def refuse_missing(sources: Sources, found: set[Direction]) -> None:
    """Raises ``DataError`` or ``SiteError``, saying what the other files are, unless both directions are found."""
    missing = [direction for direction in Direction if direction not in found]
    if not missing:
        return
    for raw in sources.ignored:
        if raw.path.suffix.lower() in _SPREADSHEET:
            message = f"the customs' spreadsheets, in thousands of euros, are not supported; {_WHAT_TO_TAKE}"
            raise DataError(message, file=raw.name)
    for raw in sources.ignored:
        if raw.path.suffix.lower() == ".zip":
            raise DataError("an archive inside an archive; unpack the outer one", file=raw.name)
    if sources.national:
        message = f"a national file, by month and NC8, without départements; {_WHAT_TO_TAKE}"
        raise DataError(message, file=sources.national[0].name)
    names = ", ".join(raw.name for raw, _ in sources.data)
    others = [*sources.ignored, *(raw for _, raw in sources.labels)]
    message = f"{sources.shown}: no {' or '.join(missing)} file"
    message += f", only {names}" if names else f"; {_WHAT_TO_TAKE}"
    if others or not names:
        kinds = list_kinds({raw.name: kind_of(raw) for raw in others})
        message += f". {'Other files' if names else 'Files found'}:{kinds}"
    raise MissingDirectionError(message)


def _files(paths: Sequence[Path]) -> list[RawFile]:
    """The files under all paths, each once; files of the same name are shown with their folder."""
    unique = list(dict.fromkeys(path.resolve() for path in paths))
    by_path = [(path, raw) for path in unique for raw in raw_files(path) if raw.path.name != LOCK]
    names = [raw.name for _, raw in by_path]
    return [
        replace(raw, name=f"{path.parent.name}/{raw.name}") if names.count(raw.name) > 1 else raw
        for path, raw in by_path
    ]


def _broken(others: list[tuple[RawFile, FileFormat]], direction: Direction) -> tuple[RawFile, FileFormat] | None:
    """The text file that seems meant for a direction, by its name or its first row."""
    for raw, found in others:
        if raw.path.suffix.lower() not in _TEXT or _DOCUMENT.match(raw.path.name) or found.header_fault:
            continue
        named = _direction_in_name(raw)
        first_row = next(iter(sample_of(raw)), "").lstrip(' "')
        is_wide = first_row.count(found.layout.separator) == len(COLUMNS) - 1
        begins = first_row.startswith(LETTERS[direction] + found.layout.separator)
        if named == direction or (named is None and (is_wide or begins)):
            return raw, found
    return None


def _direction_in_name(raw: RawFile) -> Direction | None:
    """The direction that the file's name or its folders' say, the innermost first."""
    for part in reversed(raw.path.parts):
        stem = PurePosixPath(part).stem.lower()
        letters = set(re.findall(r"pays([ei])(?![a-z])", stem))
        directions = [d for d in Direction if d in stem] or [d for d in Direction if d[0] in letters]
        if len(directions) == 1:
            return directions[0]
    return None
