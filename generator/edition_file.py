"""The keys of an edition's file: how each value is validated, and the message if it is wrong."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final

from generator.errors import SiteError
from generator.reference.names import Nomenclature
from generator.reference.tables import REFERENCE_DATA

FILE_ROLES: Final = ("export", "import", "industry")
"""What ``[files]`` may name."""
LINKS: Final = ("socio_economic", "assembly")
"""What ``[links]`` may address: the socio-economic portraits, the press kit of the assembly of 27 May 2025."""
FIRST_YEAR, LAST_YEAR = 1970, 9998
"""Computers count time from the first; a day of the year after the last must exist."""


@dataclass(frozen=True, slots=True)
class _Key:
    """``fits`` tells a right value; ``expected`` says what one is."""

    expected: str
    fits: Callable[[Any], bool]
    required: bool = True


def is_year(value: object) -> bool:
    """Whether it is a whole number that an edition can have as its year."""
    return type(value) is int and FIRST_YEAR <= value <= LAST_YEAR


def _is_day(value: object) -> bool:
    return isinstance(value, date) and not isinstance(value, datetime) and is_year(value.year)


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _is_address(value: object) -> bool:
    return isinstance(value, str) and re.fullmatch(r"https?://[^\s\"<>]+", value) is not None


def _is_texts(value: object) -> bool:
    return isinstance(value, dict) and all(map(_is_text, value.values()))


def _is_files(value: object) -> bool:
    return _is_texts(value) and set(value) <= set(FILE_ROLES)  # type: ignore[call-overload]


def _is_links(value: object) -> bool:
    return isinstance(value, dict) and set(value) <= set(LINKS) and all(map(_is_address, value.values()))


def _is_nomenclature(value: object) -> bool:
    return (
        _is_texts(value)
        and set(value) <= set(Nomenclature.__slots__)  # type: ignore[call-overload]
        and all((REFERENCE_DATA / name).is_file() for name in value.values())  # type: ignore[attr-defined]
    )


KEYS: Final[Mapping[str, _Key]] = {
    "year": _Key(f"a year, {FIRST_YEAR} to {LAST_YEAR}", is_year),
    "date": _Key(f"a day from {FIRST_YEAR} on, written {FIRST_YEAR}-12-31 without quotes", _is_day),
    "industry_list": _Key("a text", _is_text),
    "demonstration": _Key("true or false", lambda value: isinstance(value, bool), required=False),
    "source.producer": _Key("a text", _is_text),
    "source.title": _Key("a text", _is_text),
    "source.url": _Key("an address, https://…", _is_address),
    "source.licence": _Key("a text", _is_text),
    "source.licence_url": _Key("an address, https://…", _is_address),
    "files": _Key(f"texts by {', '.join(FILE_ROLES)}", _is_files, required=False),
    "nomenclature": _Key(
        "tables of data/reference/ by products, subproducts", _is_nomenclature, required=False
    ),
    "links": _Key(f"addresses by {', '.join(LINKS)}", _is_links, required=False),
    "sha256": _Key("sums by the file's name, each a text", _is_texts, required=False),
}
"""``source.title``: the key ``title`` of the table ``source``."""


def edition_values(file: Path) -> dict[str, Any]:
    """The values of an edition's file by the names of ``KEYS``, those that it leaves out excepted.

    Raises ``SiteError`` naming file, key, value and what was expected.
    """
    try:
        table = tomllib.loads(file.read_text(encoding="utf-8"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SiteError(f"{file}: not a TOML file in UTF-8 ({error})") from error
    values = _flat(table)
    for name, value in values.items():
        if name not in KEYS:
            raise SiteError(f"{file}, key {name}: unknown (expected one of {', '.join(KEYS)})")
        if not KEYS[name].fits(value):
            raise SiteError(f"{file}, key {name}: {_shown(value)} (expected {KEYS[name].expected})")
    for name, key in KEYS.items():
        if key.required and name not in values:
            raise SiteError(f"{file}, key {name}: missing (expected {key.expected})")
    if any(int(year) != values["year"] for year in re.findall(r"\d{4,}", file.stem)):
        raise SiteError(f"{file}, key year: {values['year']} (expected the year in the file's name)")
    return values


def _flat(table: Mapping[str, Any]) -> dict[str, Any]:
    """The table's values, those of ``source`` among them; a ``source`` that is no table is a key of its own."""
    source = table.get("source", {})
    if not isinstance(source, dict):
        return dict(table)
    return {key: value for key, value in table.items() if key != "source"} | {
        f"source.{key}": value for key, value in source.items()
    }


def _shown(value: object) -> str:
    text = str(value) if isinstance(value, date | bool) else repr(value)
    return text if len(text) <= 60 else f"{text[:60]}…"
