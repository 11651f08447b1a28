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
    ``nomenclature``: the tables that hold its product codes. ``links``: addresses of what the portraits mention, by
    the names of ``edition_file.LINKS``; without one, the words stand alone.
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
    links: Mapping[str, str] = field(default_factory=dict)
    further_inputs: tuple[Path, ...] = ()
    """What ``--input`` gave beside ``input``."""

    @property
    def inputs(self) -> tuple[Path, ...]:
        """All that the files are read from: files, folders, zips."""
        return (self.input, *self.further_inputs)

    @property
    def has_files(self) -> bool:
        """Whether there is anything where its files are looked for."""
        return self.input.is_file() or (self.input.is_dir() and any(self.input.iterdir()))

    @property
    def shown_input(self) -> Path:
        """The folder of its files, relative to the project if it is inside: ``data/raw/2024``."""
        return self.input.relative_to(PROJECT) if self.input.is_relative_to(PROJECT) else self.input

    @property
    def how_to_get(self) -> str:
        """The command that brings its files."""
        if self.demonstration:
            return f"python -m generator demo --edition {self.name} --output {self.shown_input}"
        return f"python -m generator fetch --edition {self.name}"


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


def edition_of_input(year: int, path: Path, *further: Path) -> Edition:
    """The edition of files given by hand; a year without a file of its own takes the newest one's sources."""
    own = EDITIONS / f"{year}.toml"
    if own.is_file():
        return replace(_load(own, path), name=str(year), further_inputs=further)
    newest = max((name for name in edition_names() if name.isdigit()), default=None)
    if newest is None:
        raise SiteError(f"{EDITIONS} holds no edition to take sources from")
    return replace(
        _load(EDITIONS / f"{newest}.toml", path),
        name=str(year),
        year=year,
        date=date(year + 1, 12, 31),
        further_inputs=further,
    )


def known_earlier_editions(newest: Edition) -> list[Edition]:
    """The editions of ``data/editions/`` of earlier years and the same kind, oldest first, files there or not."""
    known = [edition(name) for name in edition_names()]
    earlier = [one for one in known if one.year < newest.year and one.demonstration == newest.demonstration]
    return sorted(earlier, key=lambda one: one.year)


def earlier_editions(newest: Edition) -> list[Edition]:
    """Of these the ones whose files are in ``data/raw/``."""
    return [one for one in known_earlier_editions(newest) if one.has_files]


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
        links=values.get("links", {}),
    )
