"""Editions: a year of the customs' files each, described by a file in ``data/editions/``."""

import re
import tomllib
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any, Final

from generator.errors import SiteError, UsageError, shown
from generator.reference.names import A129, Nomenclature
from generator.reference.tables import PROJECT, REFERENCE_DATA

EDITIONS = PROJECT / "data" / "editions"
RAW = PROJECT / "data" / "raw"
FILE_ROLES: Final = ("export", "import", "industry")
"""The keys of ``[files]``."""
LINKS: Final = ("socio_economic", "assembly")
"""The keys of ``[links]``: the socio-economic portraits, the press kit of the assembly of 27 May 2025."""
QUARTERS: Final = (1, 2, 3, 4)
FIRST_YEAR, LAST_YEAR = 1970, 9998
"""Unix time starts in the first; the year after the last must have valid dates."""


def is_whole_year(*quarters: Collection[int]) -> bool:
    """Whether all four quarters are in each of ``quarters``, such as those of each direction."""
    return all(set(QUARTERS) == set(each) for each in quarters)


def is_year(value: object) -> bool:
    """Whether ``value`` can be the year of an edition."""
    return type(value) is int and FIRST_YEAR <= value <= LAST_YEAR


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _is_address(value: object) -> bool:
    return isinstance(value, str) and re.fullmatch(r"https?://[^\s\"<>]+", value) is not None


def _is_reference_table(value: object) -> bool:
    return isinstance(value, str) and (REFERENCE_DATA / value).is_file()


def _is_table(value: object, fits: Callable[[Any], bool], names: Collection[str] | None = None) -> bool:
    """Whether it is a table with keys in ``names`` (``None``: any keys) and values that fit."""
    return isinstance(value, dict) and value.keys() <= set(names or value) and all(map(fits, value.values()))


KEYS: Final[Mapping[str, tuple[str, Callable[[Any], bool]]]] = {
    "year": (f"a year, {FIRST_YEAR} to {LAST_YEAR}", is_year),
    "date": (
        f"a day from {FIRST_YEAR} on, written {FIRST_YEAR}-12-31 without quotes",
        lambda value: type(value) is date and is_year(value.year),
    ),
    "industry_list": ("a text", _is_text),
    "demonstration": ("true or false", lambda value: isinstance(value, bool)),
    **{f"source.{key}": ("a text", _is_text) for key in ("producer", "title", "licence")},
    **{f"source.{key}": ("an address, https://…", _is_address) for key in ("url", "licence_url")},
    "files": (f"texts by {', '.join(FILE_ROLES)}", lambda value: _is_table(value, _is_text, FILE_ROLES)),
    "nomenclature": (
        "tables of data/reference/ by products, subproducts",
        lambda value: _is_table(value, _is_reference_table, Nomenclature.__slots__),
    ),
    "links": (f"addresses by {', '.join(LINKS)}", lambda value: _is_table(value, _is_address, LINKS)),
    "sha256": ("sums by the file's name, each a text", lambda value: _is_table(value, _is_text)),
}
"""What is expected of each key's value, and whether a value is that; ``source.title``: ``title`` in ``[source]``."""
_OPTIONAL: Final = frozenset({"demonstration", "files", "nomenclature", "links", "sha256"})


def edition_values(file: Path) -> dict[str, Any]:
    """The values in an edition's file by name in ``KEYS``. Raises ``SiteError``: key, value and what was expected."""
    try:
        values = tomllib.loads(file.read_text(encoding="utf-8"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SiteError(f"{file}: not a TOML file in UTF-8 ({error})") from error
    if isinstance(values.get("source"), dict):
        values |= {f"source.{key}": value for key, value in values.pop("source").items()}
    for name, value in values.items():
        if name not in KEYS:
            raise SiteError(f"{file}, key {name}: unknown (expected one of {', '.join(KEYS)})")
        expected, fits = KEYS[name]
        if not fits(value):
            raise SiteError(f"{file}, key {name}: {shown(value)} (expected {expected})")
    for name in KEYS:
        if name not in values and name not in _OPTIONAL:
            raise SiteError(f"{file}, key {name}: missing (expected {KEYS[name][0]})")
    if any(int(year) != values["year"] for year in re.findall(r"\d{4,}", file.stem)):
        raise SiteError(f"{file}, key year: {values['year']} (expected the year in the file's name)")
    return values


@dataclass(frozen=True, slots=True)
class Source:
    """The producer and the licence of the data."""

    producer: str
    title: str
    url: str
    licence: str
    licence_url: str


@dataclass(frozen=True, slots=True)
class Edition:
    """``name``: the value of ``--edition``; ``inputs``: its files, folders or zips, at least one.

    ``files``: what ``fetch`` downloads by role (``FILE_ROLES``): a title, a file name or an address. ``sha256``: the
    digests that close the edition, by file name. ``links``: see ``LINKS``.
    """

    name: str
    year: int
    date: date
    industry_list: str
    source: Source
    inputs: tuple[Path, ...]
    demonstration: bool = False
    files: Mapping[str, str] = field(default_factory=dict)
    sha256: Mapping[str, str] = field(default_factory=dict)
    nomenclature: Nomenclature = A129
    links: Mapping[str, str] = field(default_factory=dict)

    @property
    def input(self) -> Path:
        """The first of ``inputs``: the edition's folder in ``data/raw/``, unless ``--input`` names files."""
        return self.inputs[0]

    @property
    def has_files(self) -> bool:
        """Whether ``input`` exists and is not an empty folder."""
        return self.input.is_file() or (self.input.is_dir() and any(self.input.iterdir()))

    @property
    def shown_input(self) -> Path:
        """``input``, relative to the project if it is inside: ``data/raw/2024``."""
        return self.input.relative_to(PROJECT) if self.input.is_relative_to(PROJECT) else self.input

    @property
    def how_to_get(self) -> str:
        """The command that makes or downloads its files."""
        if self.demonstration:
            return f"python -m generator demo --edition {self.name} --output {self.shown_input}"
        return f"python -m generator fetch --edition {self.name}"


def edition_names() -> list[str]:
    """The names of all editions."""
    return sorted(path.stem for path in EDITIONS.glob("*.toml"))


def edition(name: str) -> Edition:
    """The edition of ``data/editions/<name>.toml`` and ``data/raw/<name>/``. Raises ``UsageError`` if unknown."""
    if name not in edition_names():
        hint = f"; to add a year, copy the newest file to data/editions/{name}.toml" if name.isdigit() else ""
        raise UsageError(f"unknown edition {name!r}; known: {', '.join(edition_names())}{hint}")
    return _load(EDITIONS / f"{name}.toml", RAW / name)


def edition_of_input(year: int, *paths: Path) -> Edition:
    """The edition of the files in ``--input``. A year without an edition's file has the sources of the newest one."""
    own = EDITIONS / f"{year}.toml"
    if own.is_file():
        return _load(own, *paths)
    newest = max(name for name in edition_names() if name.isdigit())
    found = _load(EDITIONS / f"{newest}.toml", *paths)
    return replace(found, name=str(year), year=year, date=date(year + 1, 12, 31))


def known_earlier_editions(newest: Edition) -> list[Edition]:
    """The editions of earlier years, demonstrations or real ones as ``newest`` is, oldest first."""
    known = sorted(map(edition, edition_names()), key=lambda each: each.year)
    return [each for each in known if each.year < newest.year and each.demonstration == newest.demonstration]


def earlier_editions(newest: Edition) -> list[Edition]:
    """The known earlier editions with files in ``data/raw/``."""
    return [each for each in known_earlier_editions(newest) if each.has_files]


def _load(file: Path, *inputs: Path) -> Edition:
    values = edition_values(file)
    return Edition(
        name=file.stem,
        source=Source(**{key: values.pop(f"source.{key}") for key in Source.__slots__}),
        inputs=inputs,
        nomenclature=Nomenclature(**values.pop("nomenclature", {})),
        **values,
    )
