"""An edition: a year of the customs' files, its sources and where they lie. One file each in ``data/editions/``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from generator.edition_file import edition_values
from generator.errors import SiteError, UsageError
from generator.reference.names import A129, Nomenclature
from generator.reference.tables import PROJECT

EDITIONS = PROJECT / "data" / "editions"
RAW = PROJECT / "data" / "raw"


@dataclass(frozen=True, slots=True)
class Source:
    """Who made the data, under what licence."""

    producer: str
    title: str
    url: str
    licence: str
    licence_url: str


@dataclass(frozen=True, slots=True)
class Edition:
    """``name`` is what ``--edition`` takes; ``input`` the files; ``demonstration`` whether amounts are made up.

    ``files``: what ``fetch`` is to bring, by role (export, import, industry), a title, a file's name or an address;
    ``sha256``: the sums that close the edition, by file. Empty where the edition's file does not say.
    ``nomenclature``: the tables that hold its product codes.
    """

    name: str
    year: int
    date: date
    industry_list: str
    source: Source
    input: Path
    demonstration: bool = False
    files: Mapping[str, str] = field(default_factory=dict)
    sha256: Mapping[str, str] = field(default_factory=dict)
    nomenclature: Nomenclature = A129


def edition_names() -> list[str]:
    """The editions there are, as ``--edition`` takes them."""
    return sorted(path.stem for path in EDITIONS.glob("*.toml"))


def edition(name: str) -> Edition:
    """The edition of ``data/editions/<name>.toml``, its files in ``data/raw/<name>/``.

    Raises ``UsageError`` for a name without a file.
    """
    if name not in edition_names():
        raise UsageError(f"unknown edition {name!r}; known: {', '.join(edition_names())}")
    return _load(EDITIONS / f"{name}.toml", RAW / name)


def edition_of_input(year: int, path: Path) -> Edition:
    """The edition of files given by hand; a year without a file of its own takes the newest one's sources."""
    own = EDITIONS / f"{year}.toml"
    if own.is_file():
        return replace(_load(own, path), name=str(year))
    newest = max((name for name in edition_names() if name.isdigit()), default=None)
    if newest is None:
        raise SiteError(f"{EDITIONS} holds no edition to take sources from")
    return replace(
        _load(EDITIONS / f"{newest}.toml", path), name=str(year), year=year, date=date(year + 1, 12, 31)
    )


def earlier_editions(newest: Edition) -> list[Edition]:
    """The editions of earlier years and the same kind whose files are in ``data/raw/``, the oldest first."""
    others = [edition(name) for name in edition_names()]
    return sorted(
        (
            other
            for other in others
            if other.year < newest.year
            and other.demonstration == newest.demonstration
            and other.input.is_dir()
            and any(other.input.iterdir())
        ),
        key=lambda other: other.year,
    )


def _load(file: Path, raw: Path) -> Edition:
    values = edition_values(file)
    return Edition(
        name=file.stem,
        year=values["year"],
        date=values["date"],
        industry_list=values["industry_list"],
        source=Source(**{key: values[f"source.{key}"] for key in Source.__slots__}),
        input=raw,
        demonstration=values.get("demonstration", False),
        files=values.get("files", {}),
        sha256=values.get("sha256", {}),
        nomenclature=Nomenclature(**values.get("nomenclature", {})),
    )
