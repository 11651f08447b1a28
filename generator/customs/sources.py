"""Recognises what a file is by its first bytes, and finds the data and label files of an edition.

Other files are ignored and named in the report; but when a direction is missing, a text file that seems meant for it,
by its name or its first row, is read anyway, so that it is refused with its rows.
"""

import codecs
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from generator.customs.columns import A129, COLUMNS, CPF4, FLUX, LETTERS, Layout, is_swapped, read_header
from generator.customs.files import BOM, SEPARATORS, RawFile, encoding_of, printable, raw_files, sample_of, split_fields
from generator.customs.labels import LabelKind, label_kind_of
from generator.customs.oddities import normalise_field
from generator.errors import DataError, SiteError
from generator.reference.direction import Direction

LOCK = "sources.lock"
"""The list of files that ``fetch`` writes beside them."""
_A129 = re.compile("[A-Z][0-9]{2}[A-Z]")
_CPF6, _NC8 = re.compile("[0-9]{5,6}"), re.compile("[0-9]{7,8}")
_HEADER_LINES = 10  # that are not blank, in which a header is looked for
_DOCUMENT = re.compile(r"(lisez|read.?me|licen[cs]e|libell)", re.IGNORECASE)
_TEXT = {"", ".txt", ".csv", ".dat", ".tsv", ".gz"}
_SPREADSHEET = {".xls", ".xlsx", ".xlsm", ".ods"}
_WHAT_TO_TAKE = (
    "take REGIONAL_CPF4PAYSE and REGIONAL_CPF4PAYSI, or Region_<year>_Export and Region_<year>_Import, "
    "from the dataset « Statistiques régionales et départementales du commerce extérieur » of data.gouv.fr"
)
*_SEPARATORS, _LAST_SEPARATOR = SEPARATORS.values()
_EXPECTED = (
    "expected: rows of ten fields (flux E or I; trimestre; année; département; région; A129; CPF4; pays; valeur in "
    "euros; masse) in this order, or a header that names these columns; "
    f"separated by {', '.join(_SEPARATORS)} or {_LAST_SEPARATOR}, in UTF-8 or UTF-16, in a zip, in gzip or plain"
)
NATIONAL = "a national file, by NC8 product and month, without départements"
REGIONAL = "a regional file, by département"
_SIGNATURES = (
    (re.compile(rb"\s*<(!doctype html|html|head|body)", re.IGNORECASE), "a web page"),
    (re.compile(rb"\s*<"), "an XML document"),
    (re.compile(rb"\s*[{\[]"), "a JSON document"),
    (re.compile(rb"%PDF"), "a PDF document"),
    (re.compile(rb"\xd0\xcf\x11\xe0"), "a spreadsheet (Excel)"),
    (re.compile(rb"(\x89PNG|\xff\xd8\xff|GIF8)"), "a picture"),
    (re.compile(rb"(7z\xbc\xaf|Rar!|BZh|\xfd7zXZ)"), "an archive of a type that is not supported"),
    (re.compile(rb".{257}ustar", re.DOTALL), "a tar archive, which is not supported: unpack it"),
)
_OFFICE_MEMBERS = {"[Content_Types].xml", "mimetype"}  # spreadsheets are zips with one of these files


@dataclass(frozen=True, slots=True)
class FileFormat:
    """What the first lines of a file show, blank lines aside.

    ``national``, ``directions``: number of national rows, of regional ones by direction. ``width``: number of fields in
    most lines. ``header_fault``: why the header cannot be followed.
    """

    lines: int
    national: int
    directions: Counter[Direction]
    width: int
    layout: Layout
    has_header: bool = False
    header_fault: str | None = None

    @property
    def is_data(self) -> bool:
        """Whether at least half of the lines are regional rows."""
        return self.header_fault is None and 2 * self.directions.total() >= max(self.lines, 1)

    @property
    def is_national(self) -> bool:
        """Whether at least half of the lines are national rows."""
        return 2 * self.national >= max(self.lines, 1)


def detect_format(raw: RawFile) -> FileFormat:
    """The format of a file, read with the separator that gives the most rows."""
    lines = sample_of(raw)
    used = [separator for separator in SEPARATORS if any(separator in line for line in lines)]
    return max((_format(lines, separator) for separator in used or SEPARATORS), key=_rank)


def _rank(found: FileFormat) -> tuple[int, bool, int]:
    rows = found.directions.total() + found.national
    return rows, found.has_header, 0 if rows else found.width


def _format(lines: Sequence[str], separator: str) -> FileFormat:
    header, layout, fault = None, Layout(separator=separator), None
    for number, line in enumerate(lines[:_HEADER_LINES]):
        header = read_header(split_fields(line, separator, len(COLUMNS), []), separator)
        if header is not None:
            layout, fault = header
            lines = [*lines[:number], *lines[number + 1 :]]
            if layout.is_named and line.endswith(separator):
                # the last column has no name: rows may lack it, or hold something in it
                layout = replace(layout, width=_width(_rows(lines, layout)))
            break
    rows = _rows(lines, layout)
    directions: Counter[Direction] = Counter()
    national = swapped = 0
    for row in rows:
        if len(row) != layout.width:
            continue
        fields = [row[i].strip().upper() if i is not None else "" for i in layout.positions]
        letter, _ = normalise_field("flux", fields[0])
        if letter not in FLUX or not re.search(r"\d{4}", fields[2]):
            continue
        if not layout.is_named and _is_national(fields):
            national += 1
        else:
            directions[FLUX[letter]] += 1
            swapped += is_swapped(fields[A129], fields[CPF4])
    if 2 * swapped > directions.total():
        layout = layout.swapped()
    return FileFormat(len(lines), national, directions, _width(rows), layout, header is not None, fault)


def _rows(lines: Sequence[str], layout: Layout) -> list[list[str]]:
    return [split_fields(line, layout.separator, layout.width, []) for line in lines]


def _width(rows: Sequence[Sequence[str]]) -> int:
    """The number of fields in most rows."""
    return Counter(map(len, rows)).most_common(1)[0][0] if rows else 0


def _is_national(fields: list[str]) -> bool:
    """flux, mois, année, CPF6, A129, NC8, pays, valeur, masse, unités: no département, codes one field earlier."""
    return bool(_CPF6.fullmatch(fields[3]) or _A129.fullmatch(fields[4]) or any(map(_NC8.fullmatch, fields[3:6])))


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


def kinds_in(path: Path) -> dict[str, str]:
    """What each file is under ``path`` (a file, an archive, a folder), by its name in messages."""
    try:
        files = raw_files(path)
    except SiteError as error:
        if path.is_dir():
            inside = sorted(file for file in path.rglob("*") if file.is_file() and not file.is_symlink())
            return {name: kind for file in inside for name, kind in kinds_in(file).items()}
        with path.open("rb") as stream:
            # what is called a zip may be a web page
            return {path.name: _kind_of_start(stream.read(1 << 12)) or str(error).removeprefix(f"{path.name}: ")}
    return {raw.name: kind_of(raw) for raw in files}


def list_kinds(kinds: dict[str, str]) -> str:
    """What each file is, one per line, then what was expected."""
    return "".join(f"\n  - {printable(name)}: {kind}" for name, kind in kinds.items()) + f"\n  {_EXPECTED}"


def kind_of(raw: RawFile) -> str:
    """What one file is, by its first bytes."""
    try:
        head = raw.head()
    except SiteError as error:
        return str(error).removeprefix(f"{raw.name}: ")
    if head.startswith(b"PK") and raw.path.suffix.lower() == ".zip":
        return "an archive inside an archive"
    if head.startswith(b"PK") or raw.path.as_posix() in _OFFICE_MEMBERS:
        return "a spreadsheet (Excel or LibreOffice)"
    return _kind_of_start(head) or _kind_of_text(raw)


def _kind_of_text(raw: RawFile) -> str:
    found, lines = detect_format(raw), sample_of(raw)
    if not lines:
        return "empty"
    if found.is_data or found.is_national:
        return REGIONAL if found.is_data else NATIONAL
    if label_kind_of(raw) is not None:
        return f"a label file, {_described(raw, found)}"
    first = printable(lines[0][:60])
    if found.header_fault is not None:
        reason = found.header_fault
    elif found.width != found.layout.width:
        reason = f"its rows do not have {len(COLUMNS)} fields and no header names them; its first row is {first!r}"
    else:
        reason = f"its rows do not begin with a flux (E or I), a trimestre and an année; its first row is {first!r}"
    return f"{_described(raw, found)}: not read because {reason}"


def _described(raw: RawFile, found: FileFormat) -> str:
    """``separated by commas, UTF-8, not compressed, 9 fields``."""
    head, encoding = raw.head(), "UTF-8"
    try:
        # the last character may be cut
        codecs.getincrementaldecoder("utf-8")().decode(head)
    except UnicodeDecodeError:
        encoding = "neither UTF-8 nor UTF-16"
    if encoding_of(head) != "utf-8":
        encoding = "UTF-16"
    compression = "gzip" if raw.is_gzip else "in a zip" if raw.is_member else "not compressed"
    if found.width < 2:
        return f"no separator, {encoding}, {compression}, 1 field"
    separator = SEPARATORS[found.layout.separator]
    return f"separated by {separator}, {encoding}, {compression}, {found.width} fields"


def _kind_of_start(head: bytes) -> str | None:
    start = head.removeprefix(BOM)
    return next((kind for pattern, kind in _SIGNATURES if pattern.match(start)), None)
