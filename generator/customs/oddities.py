"""All that an honest row may have written otherwise than the format says, one entry each.

The next oddity is one more entry here: what it accepts, what it means, and ``told``, the report's words for it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

NO_CODE = "??"
"""What stands for an empty code."""

_OVERSEAS = {"971": "9A", "972": "9B", "973": "9C", "974": "9D", "976": "9E"}
_CODES = ("département", "A129", "CPF4", "pays")
_WHOLE = ("trimestre", "année", "valeur", "masse")


@dataclass(frozen=True, slots=True)
class FieldOddity:
    """``accepts``: pattern of the whole field; ``mended``: the field as meant; ``columns``: where it may occur."""

    name: str
    told: str
    columns: tuple[str, ...]
    accepts: re.Pattern[str]
    mended: Callable[[str], str]


def _field(
    name: str, told: str, columns: tuple[str, ...], accepts: str, mended: Callable[[str], str]
) -> FieldOddity:
    return FieldOddity(name, told, columns, re.compile(accepts, re.ASCII | re.DOTALL), mended)


# In the order in which they are undone: spaces first, then what they hid.
FIELDS = (
    _field(
        "padding",
        "champs entourés d'espaces",
        ("flux", *_WHOLE, *_CODES),
        "[ \t\u00a0].*|.*[ \t\u00a0]",
        lambda f: f.strip(" \t\u00a0"),
    ),
    _field("lower_case", "codes en minuscules", ("flux", *_CODES), "[0-9A-Z]*[a-z][0-9A-Za-z]*", str.upper),
    _field(
        "whole_decimal",
        "nombres entiers écrits avec des décimales nulles (12.0, 12,00)",
        _WHOLE,
        r"\d+[.,]0*",
        lambda f: re.split("[.,]", f)[0],
    ),
    _field(
        "quarter_zero",
        "trimestres écrits avec un zéro (03)",
        ("trimestre",),
        r"0+[1-4]",
        lambda f: f.lstrip("0"),
    ),
    _field("short_departement", "départements sans leur zéro (1)", ("département",), "[1-9]", "0{}".format),
    _field(
        "insee_overseas",
        "départements d'outre-mer sous leur code Insee (971 à 976)",
        ("département",),
        "97[12346]",
        _OVERSEAS.__getitem__,
    ),
    _field("short_cpf4", "codes CPF4 sans leur zéro (111)", ("CPF4",), r"\d{3}", "0{}".format),
    _field("empty_mass", "masses vides, comptées 0", ("masse",), "", lambda f: "0"),
    _field(
        "unread_mass",
        "masses qui ne sont pas un nombre entier, comptées 0 (aucun montant n'en dépend)",
        ("masse",),
        r"(?!\d{1,12}\Z).*",
        lambda f: "0",
    ),
    _field("empty_code", f"codes vides, nommés « Code {NO_CODE} »", _CODES, "", lambda f: NO_CODE),
)

TOLD: Mapping[str, str] = {
    "byte_order_mark": "marque d'ordre des octets en tête",
    "crlf": "lignes terminées à la manière de Windows (CRLF)",
    "header": "ligne d'en-tête",
    "blank": "lignes vides",
    "end_of_file": "caractère de fin de fichier (Ctrl-Z)",
    "trailing": "point-virgule après le dernier champ",
    "quotes": "lignes aux champs entre guillemets",
    "swapped": "CPF4 et A129 échangés",
    **{oddity.name: oddity.told for oddity in FIELDS},
}
"""The report's words for each kind, in its order."""


def mend_field(column: str, field: str) -> tuple[str, tuple[str, ...]]:
    """The field as it was meant, and the names of what was odd about it."""
    odd = []
    for oddity in FIELDS:
        if column in oddity.columns and oddity.accepts.fullmatch(field):
            field = oddity.mended(field)
            odd.append(oddity.name)
    return field, tuple(odd)
