"""What a file's first rows show it to be: data by région, national data by NC8, or neither."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from generator.customs.archive import RawFile
from generator.customs.fields import is_swapped, split_fields
from generator.customs.lines import BOM
from generator.customs.schema import COLUMNS, DIRECTIONS, Layout

_A129 = re.compile("[A-Z][0-9]{2}[A-Z]")
_MARKS = re.compile(b"^(?:" + BOM + rb"|\xff\xfe|\xfe\xff)")
_CPF6, _NC8 = re.compile("[0-9]{5,6}"), re.compile("[0-9]{7,8}")


@dataclass(slots=True)
class Form:
    """Counts over the first lines of a file that are not blank."""

    lines: int = 0
    national: int = 0
    swapped: int = 0
    fluxes: Counter[str] = field(default_factory=Counter)

    @property
    def is_data(self) -> bool:
        """Whether most rows are those of a regional file."""
        return 2 * self.fluxes.total() >= max(self.lines, 1)

    @property
    def is_national(self) -> bool:
        """Whether most rows are those of a national file."""
        return 2 * self.national >= max(self.lines, 1)

    @property
    def flux(self) -> str | None:
        """The direction of most rows."""
        return next((flux for flux, _ in self.fluxes.most_common(1)), None)

    def layout(self, flux: str) -> Layout:
        """The order of the columns that most rows show."""
        return Layout(flux, is_swapped=2 * self.swapped > self.fluxes.total())


def sample_of(raw: RawFile) -> list[str]:
    """The first lines of a file that are not blank, whatever its encoding, the cut one left out."""
    head = raw.head()
    lines = re.sub(_MARKS, b"", head).replace(b"\0", b"").decode("cp1252", errors="replace").split("\n")
    if len(head) < raw.size and len(lines) > 1:
        lines.pop()
    return [line for line in (line.strip("\r\x1a ") for line in lines) if line]


def form_of(raw: RawFile) -> Form:
    """Looks at the first rows of a file."""
    form = Form()
    for line in sample_of(raw):
        form.lines += 1
        fields = [f.strip().upper() for f in split_fields(line, [])]
        if len(fields) != len(COLUMNS) or fields[0] not in DIRECTIONS or not re.search(r"\d{4}", fields[2]):
            continue
        if _is_national(fields):
            form.national += 1
        else:
            form.fluxes[fields[0]] += 1
            form.swapped += is_swapped(fields[5], fields[6])
    return form


def _is_national(fields: list[str]) -> bool:
    """flux, mois, année, CPF6, A129, NC8, pays, valeur, masse, unités: no département, codes one place earlier."""
    return bool(
        _CPF6.fullmatch(fields[3]) or _A129.fullmatch(fields[4]) or any(map(_NC8.fullmatch, fields[3:6]))
    )
