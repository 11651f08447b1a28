"""The columns of the customs' data files: what their fields hold, their names in a header, the layout of one file.

A row has the ten fields of ``COLUMNS``, A129 and CPF4 in either order. A header may name other positions. The layout
of a file is compiled into one regular expression that matches whole chunks of regular rows.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from itertools import product
from typing import NamedTuple

import pandas as pd

from generator.reference.direction import Direction

FLUX = {"E": Direction.EXPORT, "I": Direction.IMPORT}
"""The directions by their letter in the data files."""
LETTERS = {direction: letter for letter, direction in FLUX.items()}

_DIGITS, _CAPITALS = "0123456789", "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@dataclass(frozen=True, slots=True)
class Column:
    """A column under the customs' name for it; ``expected`` is ``pattern`` in words.

    ``frame``, ``dtype``: its name and type in the trade frame; ``frame`` is ``None`` for a column that is not kept.
    """

    name: str
    pattern: bytes
    expected: str
    frame: str | None = None
    dtype: str | pd.CategoricalDtype = "str"


def _code(name: str, expected: str, frame: str | None, *characters: str) -> Column:
    """A column of codes, whose pattern and categories both come from the characters allowed at each position."""
    pattern = "".join(f"[{allowed}]" for allowed in characters).encode()
    # undeclared categories would be read as numbers by pandas when all are digits (``01`` → 1)
    return Column(name, pattern, expected, frame, pd.CategoricalDtype(["".join(c) for c in product(*characters)]))


_PAIR = "two digits or capitals", (_DIGITS + _CAPITALS,) * 2

# Twelve digits keep the sum of any accepted file within 64 bits (see ``reader``).
COLUMNS = (
    Column("flux", rb"[EI]", "E or I", "direction", pd.CategoricalDtype(list(FLUX))),
    Column("trimestre", rb"[1-4]", "1, 2, 3 or 4", "quarter", "int8"),
    Column("année", rb"(?:19|20)[0-9][0-9]", "a year of four digits", "year", "int16"),
    _code("département", _PAIR[0], "departement", *_PAIR[1]),
    _code("région", _PAIR[0], None, *_PAIR[1]),
    _code("A129", "a capital, two digits, a capital", "a129", _CAPITALS, _DIGITS, _DIGITS, _CAPITALS),
    _code("CPF4", "four digits", "cpf4", *[_DIGITS] * 4),
    _code("pays", _PAIR[0], "country", *_PAIR[1]),
    Column("valeur", rb"[0-9]{1,12}", "whole euros, 1 to 12 digits", "value_eur", "int64"),
    Column("masse", rb"[0-9]{1,12}", "whole kilograms, at most 12 digits, or nothing", "mass_kg", "int64"),
)
NAMES = [column.name for column in COLUMNS]
A129, CPF4 = NAMES.index("A129"), NAMES.index("CPF4")
_OPTIONAL = ("région", "masse")  # a file with a header may lack them
CODES = {
    column.frame: column.dtype
    for column in COLUMNS
    if column.name != "flux" and column.frame and isinstance(column.dtype, pd.CategoricalDtype)
}
"""The columns of codes in the trade frame, with the codes that have the described form."""


@lru_cache(maxsize=1 << 12)
def is_swapped(sixth: str, seventh: str) -> bool:
    """Whether CPF4 comes before A129, even if written as a number, in lower case or padded."""
    return bool(
        re.fullmatch(r"\d{3,4}(?:[.,]0+)?", sixth.strip(), re.ASCII)
        and re.fullmatch("[A-Z][0-9]{2}[A-Z]", seventh.strip().upper())
    )


@dataclass(frozen=True)
class Layout:
    """The layout of one file.

    ``directions``: those that its rows may have. ``positions``: of each of ``COLUMNS`` in a row of ``width`` fields,
    ``None`` for a column that is missing. ``unused``: the names of the other columns. ``is_named``: whether positions
    come from a header. ``is_swapped``: whether rows have CPF4 where the format, or the header, has A129.
    """

    directions: tuple[Direction, ...] = tuple(Direction)
    separator: str = ";"
    positions: tuple[int | None, ...] = tuple(range(len(COLUMNS)))
    width: int = len(COLUMNS)
    unused: tuple[str, ...] = ()
    is_named: bool = False
    is_swapped: bool = False

    def swapped(self) -> Layout:
        """The layout with A129 and CPF4 exchanged."""
        positions = list(self.positions)
        positions[A129], positions[CPF4] = positions[CPF4], positions[A129]
        return replace(self, positions=tuple(positions), is_swapped=True)

    @cached_property
    def row(self) -> re.Pattern[bytes]:
        """A line that is a regular row, in a chunk or alone."""
        separator = re.escape(self.separator).encode()
        unread = rb'(?:"[^"\x00-\x1f\x7f]*"|[^' + separator + rb'"\x00-\x1f\x7f]*)'
        fields = [unread] * self.width
        letters = "".join(LETTERS[direction] for direction in self.directions)
        for position, column in zip(self.positions, COLUMNS, strict=True):
            if position is not None:
                fields[position] = f"[{letters}]".encode() if column.name == "flux" else column.pattern
        return re.compile(separator.join(fields) + rb"\r?$", re.MULTILINE)

    @cached_property
    def _other_row(self) -> re.Pattern[bytes]:
        # A search that begins with a literal is the fastest. Possessive repeats of groups end in the wrong place in
        # Python 3.11.0 to 3.11.4, and plain ones backtrack through the whole chunk.
        return re.compile(rb"\n(?!" + self.row.pattern + rb")", re.MULTILINE)

    def is_regular(self, chunk: bytes) -> bool:
        """Whether every line of a chunk of whole lines is a regular row."""
        other = self._other_row.search(chunk, 0, len(chunk) - 1)
        return other is None and self.row.match(chunk) is not None


# Each name is an example, as a portal may write it; case, accents, word order, ``_``, hyphens and « de », « du » or
# « en » do not count. The first listed wins: beside a « code pays », « pays » is its label.
HEADER_NAMES = {
    "flux": "Code flux, Flux, Sens, Sens du flux, Type de flux, Direction, Import/Export, Flow",
    "trimestre": "Trimestre, TRIM, Numéro de trimestre, Quarter",
    "année": "Année, An, Year",
    "département": "Code département, CODE_DEPT, dep_code, Département, DEP, Département (code)",
    "région": "Code région, reg_code, Région, REG",
    "A129": "Code A129, A129, Code produit A129, Produit A129, CPF A129, NAF A129, A 129",
    "CPF4": "Code CPF4, CPF4, CPF 4, Code produit CPF4, Produit CPF4, CPF4 rév. 2.1, CPF4 rév. 2",
    "pays": "Code pays, Code ISO du pays, Code pays ISO2, Pays, Pays partenaire, Country",
    "valeur": "Valeur, Valeur en euros, Valeur (€), VALEUR_EUR, Montant, Montant en euros, Value",
    "masse": "Masse, Masse en kg, MASSE (kilogrammes), Masse nette (kg), Poids (kg), Poids, Mass",
}
_SYNONYMS = {
    **dict.fromkeys(("dep", "dept"), "departement"),
    **dict.fromkeys(("cod", "num", "numero", "n"), "code"),
    **dict.fromkeys(("euros", "eur"), "euro"),
    **dict.fromkeys(("kilogrammes", "kilogramme"), "kg"),
    "reg": "region",
    "trim": "trimestre",
    "annees": "annee",
}
_STOP_WORDS = {"de", "du", "des", "d", "le", "la", "l", "en", "par"}
_AMOUNT = {"valeur", "montant", "value"}
_UNITS = {
    "billions of euros": "milliard milliards mdeur md mds",
    "millions of euros": "million millions meur meuros me m",
    "thousands of euros": "millier milliers keur keuros ke kiloeuros k 1000 000 thousand thousands",
}
_MIN_NAMES = 4  # a row that names this many columns is a header: no data row names any


class Header(NamedTuple):
    """The layout of a file with a header, and why the header cannot be followed, if so."""

    layout: Layout
    fault: str | None = None


def read_header(fields: Sequence[str], separator: str) -> Header | None:
    """The header that a row is, ``None`` when it is not one.

    The layout is the default one when the header cannot be followed, or names some columns, in their default positions.
    """
    # « dateSortie » is two words, « vALEUR » one
    keys = [key if (key := _key(field)) in _KEYS else _key(field.lower()) for field in fields]
    positions: dict[str, int] = {}
    for column, names in _HEADER_KEYS.items():
        found = next((name for name in names if name in keys), None)
        if found is not None:
            positions[column] = keys.index(found)
    if len(positions) < _MIN_NAMES:
        return None
    unused = tuple(f.strip() for i, f in enumerate(fields) if i not in positions.values() and f.strip())
    in_multiples = [(name, unit) for name in unused if (unit := multiple_of(name))]
    twice = [fields[position].strip() for position in positions.values() if keys.count(keys[position]) > 1]
    missing = [name for name in NAMES if name not in positions and name not in _OPTIONAL]
    default = Layout(separator=separator)
    if "valeur" in missing and in_multiples:
        name, unit = in_multiples[0]
        return Header(default, f"its column {name!r} holds amounts in {unit}, where whole euros are expected")
    if twice:
        return Header(default, f"its header names two columns {twice[0]!r}")
    if missing:
        is_default = len(fields) == len(NAMES) and all(
            NAMES[position] == name or {NAMES[position], name} == {"A129", "CPF4"}
            for name, position in positions.items()
        )
        return Header(default, None if is_default else f"its header names no column for {', '.join(missing)}")
    named = tuple(positions.get(name) for name in NAMES)
    return Header(Layout(default.directions, separator, named, len(fields), unused, is_named=True))


def multiple_of(name: str) -> str | None:
    """``thousands of euros``… when a column's name says that its amounts are in that unit, else ``None``."""
    words = set(_words(name))
    return next((unit for unit, words_of in _UNITS.items() if words & _AMOUNT and words & set(words_of.split())), None)


def _key(name: str) -> str:
    """The part of a name that counts: names with the same key are the same."""
    return " ".join(sorted(_words(name)))


def _words(name: str) -> list[str]:
    text = re.sub(r"([a-zà-ÿ])([A-Z])", r"\1 \2", name).replace("€", "eur")
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    words = [_SYNONYMS.get(word, word) for word in re.findall(r"[a-z0-9]+", plain)]
    return [word for word in words if word not in _STOP_WORDS]


_HEADER_KEYS = {column: [_key(name) for name in names.split(", ")] for column, names in HEADER_NAMES.items()}
_KEYS = {key for keys in _HEADER_KEYS.values() for key in keys}
