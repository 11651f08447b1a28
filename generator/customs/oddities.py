"""Everything that an honest file may write otherwise than the format says, one entry each.

For another oddity of a field, add an entry to ``FIELDS``: its pattern, how to normalise it, the report's description of
it, and examples, which the tests run. Oddities of lines and files are detected where files are read (``files``,
``rows``, ``reader``); only their descriptions are here.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

NO_CODE = "??"
"""The code that replaces an empty one."""

_OVERSEAS = {"971": "9A", "972": "9B", "973": "9C", "974": "9D", "976": "9E"}
_CODES = ("département", "A129", "CPF4", "pays")
_NUMBERS = ("valeur", "trimestre", "année", "masse")
_PADDING = " \t\u00a0\u202f"


@dataclass(frozen=True, slots=True)
class FieldOddity:
    """An unexpected way to write a field.

    ``words``: its description in the report, in French. ``columns``: where it may occur. ``pattern``: of the whole
    field. ``normalise``: returns the field as the format has it. ``examples``: fields of the first of ``columns``, each
    with its normalised form.
    """

    name: str
    words: str
    columns: tuple[str, ...]
    pattern: str
    normalise: Callable[[str], str]
    examples: Mapping[str, str]


def _without_decimals(field: str) -> str:
    return re.split("[.,]", field)[0]


# In the order in which they are normalised: spaces first, as they hide the others.
FIELDS = (
    FieldOddity(
        "padding",
        "champs entourés d'espaces",
        (*_NUMBERS, "flux", *_CODES),
        f"[{_PADDING}].*|.*[{_PADDING}]",
        lambda f: f.strip(_PADDING),
        {"  12": "12", "12\u00a0": "12"},
    ),
    FieldOddity(
        "flux_in_words",
        "sens écrits en toutes lettres (Export, Importations)",
        ("flux",),
        "(?i:exp|imp)(?i:ort(?:ation)?s?)",
        lambda f: f[0].upper(),
        {"Export": "E", "import": "I", "IMPORTATIONS": "I", "Exportation": "E"},
    ),
    FieldOddity(
        "lower_case", "codes en minuscules", ("flux", *_CODES), "[0-9A-Z]*[a-z][0-9A-Za-z]*", str.upper, {"e": "E"}
    ),
    FieldOddity(
        "whole_decimal",
        "nombres entiers écrits avec des décimales nulles (12.0, 12,00)",
        _NUMBERS,
        r"\d+[.,]0*",
        _without_decimals,
        {"12.0": "12", "12,00": "12", "12.": "12"},
    ),
    FieldOddity(
        "decimal_code",
        "codes écrits comme des nombres décimaux (42.0)",
        ("département", "CPF4"),
        r"\d{1,4}[.,]0+",
        _without_decimals,
        {"42.0": "42", "1.0": "01", "971,0": "9A"},
    ),
    FieldOddity(
        "quarter_zero",
        "trimestres écrits avec un zéro (03)",
        ("trimestre",),
        r"0+[1-4]",
        lambda f: f.lstrip("0"),
        {"03": "3"},
    ),
    FieldOddity(
        "quarter_letter",
        "trimestres écrits avec une lettre (T3)",
        ("trimestre",),
        "[TtQq] ?0?[1-4]",
        lambda f: f[-1],
        {"T3": "3", "t1": "1", "Q4": "4", "T02": "2"},
    ),
    FieldOddity(
        "short_departement", "départements sans leur zéro (1)", ("département",), "[1-9]", "0{}".format, {"1": "01"}
    ),
    FieldOddity(
        "insee_overseas",
        "départements d'outre-mer sous leur code Insee (971 à 976)",
        ("département",),
        "97[12346]",
        _OVERSEAS.__getitem__,
        {"971": "9A", "976": "9E"},
    ),
    FieldOddity("short_cpf4", "codes CPF4 sans leur zéro (111)", ("CPF4",), r"\d{3}", "0{}".format, {"111": "0111"}),
    FieldOddity("empty_mass", "masses vides, comptées 0", ("masse",), "", lambda f: "0", {"": "0"}),
    FieldOddity(
        "unread_mass",
        "masses qui ne sont pas un nombre entier, comptées 0 (aucun montant n'en dépend)",
        ("masse",),
        r"(?!\d{1,12}\Z).*",
        lambda f: "0",
        {"12,5": "0", "-3": "0", "ND": "0"},
    ),
    FieldOddity("empty_code", f"codes vides, nommés « Code {NO_CODE} »", _CODES, "", lambda f: NO_CODE, {"": NO_CODE}),
)


WORDS = {
    "byte_order_mark": "marque d'ordre des octets en tête",
    "gzip": "fichier compressé avec gzip",
    "utf16": "texte en UTF-16",
    "separator": "champs séparés autrement que par des points-virgules",
    "named_columns": "colonnes placées par leur nom dans l'en-tête",
    "crlf": "lignes terminées à la manière de Windows (CRLF)",
    "header": "ligne d'en-tête",
    "blank": "lignes vides",
    "end_of_file": "caractère de fin de fichier (Ctrl-Z)",
    "trailing": "séparateur après le dernier champ",
    "quotes": "lignes aux champs entre guillemets",
    "swapped": "CPF4 et A129 échangés",
    **{oddity.name: oddity.words for oddity in FIELDS},
}
"""The description of every oddity, in the report's order; first those of lines and whole files."""

_PATTERNS = [(re.compile(oddity.pattern, re.ASCII | re.DOTALL), oddity) for oddity in FIELDS]


def normalise_field(column: str, field: str) -> tuple[str, tuple[str, ...]]:
    """The field as the format has it, and the names of its oddities."""
    names: tuple[str, ...] = ()
    for pattern, oddity in _PATTERNS:
        if column in oddity.columns and pattern.fullmatch(field):
            field = oddity.normalise(field)
            names += (oddity.name,)
    return field, names
