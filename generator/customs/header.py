"""Which column is which, by the names that a header row gives them.

``NAMES_OF`` is the one table of names: each entry is an example, written as a portal may write it. Case, accents, order
of the words, ``_``, hyphens and « de », « du », « en » do not count. Another name is one more entry here.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from generator.customs.columns import COLUMNS, NAMES, OPTIONAL

# The surest name first: of « code pays » and « pays » the first is the code, the second a label beside it.
NAMES_OF = {
    column: tuple(names.split(", "))
    for column, names in {
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
    }.items()
}
_SAME = {
    **dict.fromkeys(("dep", "dept"), "departement"),
    **dict.fromkeys(("cod", "num", "numero"), "code"),
    **dict.fromkeys(("euros", "eur"), "euro"),
    **dict.fromkeys(("kilogrammes", "kilogramme"), "kg"),
    "reg": "region",
    "trim": "trimestre",
    "keuros": "keur",
    "meuros": "meur",
    "annees": "annee",
}
_OF_NO_WEIGHT = {"de", "du", "des", "d", "le", "la", "l", "en", "par"}
_AMOUNT = {"valeur", "montant", "value"}
_MULTIPLES = {
    **dict.fromkeys(
        ("millier", "milliers", "keur", "ke", "kiloeuros", "k", "1000", "000", "thousand", "thousands"), 1000
    ),
    **dict.fromkeys(("million", "millions", "meur", "me", "m"), 10**6),
    **dict.fromkeys(("milliard", "milliards", "mdeur", "md", "mds"), 10**9),
}
_UNITS = {1000: "thousands of euros", 10**6: "millions of euros", 10**9: "thousands of millions of euros"}
_LEAST_NAMES = 4
"""A row that names as many columns is a header: no data row names any."""


@dataclass(frozen=True, slots=True)
class Header:
    """What a header says: ``places`` of the columns named, ``unused`` names, ``fault``: why it cannot be followed.

    ``is_incomplete``: because columns are missing from it, and for nothing else.
    """

    places: dict[str, int]
    width: int
    unused: tuple[str, ...]
    fault: str | None = None
    is_incomplete: bool = False


def read_header(fields: Sequence[str]) -> Header | None:
    """The columns that a row names; ``None`` for a row that is no header."""
    if len(fields) < _LEAST_NAMES:
        return None
    keys = [key_of(field) for field in fields]
    places: dict[str, int] = {}
    for column, names in NAMES_OF.items():
        wanted = next((key for name in names if (key := key_of(name)) in keys), None)
        if wanted is not None:
            places[column] = keys.index(wanted)
    if len(places) < _LEAST_NAMES:
        return None
    unused = tuple(f.strip() for place, f in enumerate(fields) if place not in places.values() and f.strip())
    multiples = [(name, multiple) for name in unused if (multiple := multiple_of(name))]
    twice = [fields[place].strip() for place in places.values() if keys.count(keys[place]) > 1]
    missing = [name for name in NAMES if name not in places and name not in OPTIONAL]
    fault = None
    if "valeur" in missing and multiples:
        name, multiple = multiples[0]
        fault = f"its column {name!r} holds amounts in {multiple}, where whole euros are expected"
    elif twice:
        fault = f"its header names two columns {twice[0]!r}"
    elif missing:
        fault = f"its header names no column for {', '.join(missing)}"
        return Header(places, len(fields), unused, fault, is_incomplete=True)
    return Header(places, len(fields), unused, fault)


def is_positional(header: Header) -> bool:
    """Whether what a header does not name may stand where the format has it: all that it names does."""
    if header.width != len(COLUMNS):
        return False
    expected = [{place} for place in range(len(COLUMNS))]
    expected[NAMES.index("A129")] = expected[NAMES.index("CPF4")] = {NAMES.index("A129"), NAMES.index("CPF4")}
    return all(place in expected[NAMES.index(name)] for name, place in header.places.items())


def multiple_of(name: str) -> str | None:
    """``thousands of euros``… when a column of amounts is in such by its name."""
    words = set(_words(name))
    if not words & _AMOUNT:
        return None
    found = [_MULTIPLES[word] for word in sorted(words & _MULTIPLES.keys())]
    return _UNITS[max(found)] if found else None


@lru_cache(maxsize=1 << 12)
def key_of(name: str) -> str:
    """A name without what does not count: two names with the same key are the same."""
    return " ".join(sorted(_words(name)))


def _words(name: str) -> list[str]:
    text = re.sub(r"([a-zà-ÿ])([A-Z])", r"\1 \2", name).replace("€", "eur")
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    words = [_SAME.get(word, word) for word in re.findall(r"[a-z0-9]+", plain)]
    return [word for word in words if word not in _OF_NO_WEIGHT]
