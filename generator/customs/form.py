"""What a file's first rows show it to be: data by département, national data by NC8, or neither."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from generator.customs.archive import RawFile
from generator.customs.columns import A129, COLUMNS, CPF4, FLUX, NAMES, Layout, is_swapped
from generator.customs.header import is_positional, read_header
from generator.customs.oddities import mend_field
from generator.customs.text import SEPARATORS, sample_of, split_fields
from generator.reference.direction import Direction

_A129 = re.compile("[A-Z][0-9]{2}[A-Z]")
_CPF6, _NC8 = re.compile("[0-9]{5,6}"), re.compile("[0-9]{7,8}")
_HEADER_LINES = 10
"""A header stands among the first lines that are not blank."""


@dataclass(frozen=True, slots=True)
class Form:
    """What the first lines that are not blank show, read with the separator that gives the most rows.

    ``width``: how many fields most lines have. ``directions``: data rows of each. ``header_fault``: why the header
    cannot be followed.
    """

    lines: int
    national: int
    width: int
    directions: Counter[Direction]
    layout: Layout
    has_header: bool = False
    header_fault: str | None = None

    @property
    def separator(self) -> str:
        """What stands between two fields."""
        return self.layout.separator

    @property
    def is_data(self) -> bool:
        """Whether most rows are those of a regional file."""
        return self.header_fault is None and 2 * self.directions.total() >= max(self.lines, 1)

    @property
    def is_national(self) -> bool:
        """Whether most rows are those of a national file."""
        return 2 * self.national >= max(self.lines, 1)

    @property
    def direction(self) -> Direction | None:
        """The direction of most rows."""
        return next((direction for direction, _ in self.directions.most_common(1)), None)

    def layout_of(self, *directions: Direction) -> Layout:
        """The layout of a file whose rows are of these directions."""
        return replace(self.layout, directions=directions)


def form_of(raw: RawFile) -> Form:
    """Looks at the first rows of a file."""
    lines = sample_of(raw)
    used = [separator for separator in SEPARATORS if any(separator in line for line in lines)]
    forms = [_form(lines, separator) for separator in used or SEPARATORS]
    return max(
        forms,
        key=lambda form: (
            rows := form.directions.total() + form.national,
            form.has_header,
            0 if rows else form.width,
        ),
    )


def _form(lines: Sequence[str], separator: str) -> Form:
    header, layout, fault = None, Layout(tuple(Direction), separator), None
    for number, line in enumerate(lines[:_HEADER_LINES]):
        header = read_header(split_fields(line, separator, len(COLUMNS), []))
        if header is not None:
            fault = header.fault
            if fault is None:
                places = tuple(header.places.get(name) for name in NAMES)
                layout = Layout(
                    layout.directions, separator, places, header.width, header.unused, is_named=True
                )
            elif header.is_incomplete and is_positional(header):
                fault = None
            lines = [*lines[:number], *lines[number + 1 :]]
            break
    rows = [split_fields(line, separator, layout.width, []) for line in lines]
    directions: Counter[Direction] = Counter()
    national = swapped = 0
    for row in rows:
        if len(row) != layout.width:
            continue
        fields = [row[place].strip().upper() if place is not None else "" for place in layout.places]
        letter, _ = mend_field("flux", fields[0])
        if letter not in FLUX or not re.search(r"\d{4}", fields[2]):
            continue
        if not layout.is_named and _is_national(fields):
            national += 1
        else:
            directions[FLUX[letter]] += 1
            swapped += is_swapped(fields[A129], fields[CPF4])
    if 2 * swapped > directions.total():
        layout = layout.swapped()
    width = Counter(map(len, rows)).most_common(1)[0][0] if rows else 0
    return Form(len(lines), national, width, directions, layout, header is not None, fault)


def _is_national(fields: list[str]) -> bool:
    """flux, mois, année, CPF6, A129, NC8, pays, valeur, masse, unités: no département, codes one place earlier."""
    return bool(
        _CPF6.fullmatch(fields[3]) or _A129.fullmatch(fields[4]) or any(map(_NC8.fullmatch, fields[3:6]))
    )
