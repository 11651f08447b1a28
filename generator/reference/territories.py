"""The 120 territories with a page: 101 départements, 18 régions, France.

Tables: ``data/reference/departements.csv`` and ``regions.csv`` (provenance in ``data/reference/README.md``).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache

from generator.errors import UsageError
from generator.reference.tables import read_table

MONACO = "99"
"""Customs code of Monaco, counted in Provence-Alpes-Côte d'Azur and without a page of its own."""
MONACO_REGION = "93"

CORSICA = ("20", "2A", "2B")
"""Customs codes of Corsica: published as one under the first, or as its two départements."""
CORSICA_REGION = "94"


class Kind(StrEnum):
    """What a territory is; the values are those of ``portrait.json``."""

    DEPARTEMENT = "departement"
    REGION = "region"
    FRANCE = "france"


@dataclass(frozen=True, slots=True)
class Grammar:
    """The forms a French sentence needs."""

    subject: str
    """``la Loire``, ``les Hautes-Alpes``, ``l'Aveyron``, ``Paris``, ``Mayotte``."""
    of: str
    """``de la Loire``, ``du Doubs``, ``des Hautes-Alpes``, ``de Paris``, ``de Mayotte``."""
    inside: str
    """``dans la Loire``, ``en Aveyron``, ``à Paris``, ``à La Réunion``."""

    @classmethod
    def of_row(cls, row: dict[str, str]) -> Grammar:
        """The forms that a table of ``data/reference/`` has in its columns ``sujet``, ``de``, ``dans``."""
        return cls(row["sujet"], row["de"], row["dans"])

    @property
    def to(self) -> str:
        """``à la Loire``, ``au Japon``, ``aux États-Unis``, ``à Malte``: to whom something is sold."""
        article, _, rest = self.subject.partition(" ")
        contracted = {"le": "au", "les": "aux"}.get(article)
        return f"{contracted} {rest}" if contracted else f"à {self.subject}"

    @property
    def is_plural(self) -> bool:
        """Whether a verb takes its plural: ``les Hautes-Alpes``."""
        return self.subject.startswith("les ")


@dataclass(frozen=True, slots=True, eq=False)
class Territory:
    """A territory with a page.

    ``customs_codes`` are the customs départements summed in its scope; empty for France, which is every row, unknown
    codes included. Those of 2A and 2B depend on the edition, and are settled by ``territories_in``.
    """

    code: str
    kind: Kind
    name: str
    slug: str
    customs_codes: tuple[str, ...]
    region_code: str | None
    grammar: Grammar

    def __eq__(self, other: object) -> bool:
        """No two have the same address, and an address is the same place in every edition."""
        return isinstance(other, Territory) and self.slug == other.slug

    def __hash__(self) -> int:
        return hash(self.slug)

    @property
    def path(self) -> str:
        """Its address on the site, without slashes at the ends: ``departements/42-loire``."""
        folder = {Kind.DEPARTEMENT: "departements/", Kind.REGION: "regions/", Kind.FRANCE: ""}
        return folder[self.kind] + self.slug

    @property
    def key(self) -> str:
        """Its name for ``--only``: ``42``, ``2A``, ``region-84``, ``france``."""
        return {Kind.DEPARTEMENT: self.code, Kind.REGION: f"region-{self.code}"}.get(self.kind, "france")

    @property
    def search_boost(self) -> int:
        """How much its page counts in the full-text search: more when other names hold its own (Loire, Loiret)."""
        own = slugify(self.name)
        return 8 if any(own in slugify(t.name) and t.name != self.name for t in territories()) else 4

    @property
    def own_region(self) -> Territory | None:
        """The région of a département."""
        return region(self.region_code) if self.region_code else None

    @property
    def rows(self) -> tuple[str, ...] | None:
        """The customs départements whose rows are its own; ``None``: every row, unknown codes included."""
        return None if self.kind is Kind.FRANCE else self.customs_codes

    @property
    def is_corsica(self) -> bool:
        """Whether it is 2A or 2B and shows the whole of Corsica, which the customs publish as one (code 20)."""
        return self.kind is Kind.DEPARTEMENT and self.customs_codes == CORSICA

    @property
    def shown(self) -> Territory:
        """The place its figures speak of, whose name and grammar sentences take: Corsica for both halves of one."""
        return region(CORSICA_REGION) if self.is_corsica else self

    @property
    def is_overseas_departement(self) -> bool:
        """The five départements that are régions too (971 to 976)."""
        return self.kind is Kind.DEPARTEMENT and len(self.code) == 3

    @property
    def shows_region(self) -> bool:
        """Whether its page shows its région's figures beside its own (the same figures otherwise)."""
        return self.kind is Kind.DEPARTEMENT and not self.is_corsica and not self.is_overseas_departement


@dataclass(frozen=True, slots=True)
class CustomsUnit:
    """A place that the customs' files tell apart in an edition.

    ``code``: Insee's, ``20`` for Corsica published as one, ``99`` for Monaco, else the unknown code of the files.
    ``customs_codes``: those whose rows are its own.
    """

    code: str
    name: str
    customs_codes: tuple[str, ...]


def slugify(text: str) -> str:
    """ASCII lower case, every run of other characters one hyphen: ``Côte-d'Or`` → ``cote-d-or``."""
    ascii_text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", ascii_text.lower()).strip("-")


@cache
def departements() -> tuple[Territory, ...]:
    """The 101 départements, in the order of their codes; Corsica as published as one."""
    return tuple(
        _territory(row, Kind.DEPARTEMENT, CORSICA if own in CORSICA else (own,), row["region"])
        for row in read_table("departements.csv")
        for own in (row["code_douane"],)
    )


def departements_among(places: Iterable[Territory]) -> tuple[Territory, ...]:
    """The départements of ``places``, as they are there, in their order."""
    return tuple(place for place in places if place.kind is Kind.DEPARTEMENT)


@cache
def regions() -> tuple[Territory, ...]:
    """The 18 régions, in the order of their codes; Monaco is summed into Provence-Alpes-Côte d'Azur."""
    return tuple(
        _territory(row, Kind.REGION, _customs_codes(row["code"])) for row in read_table("regions.csv")
    )


def regions_by_name() -> list[Territory]:
    """The 18 régions, in the order of their names without accents: an address is the code, then the name."""
    return sorted(regions(), key=lambda region: region.slug[3:])


def _territory(
    row: dict[str, str], kind: Kind, customs_codes: tuple[str, ...], region_code: str | None = None
) -> Territory:
    return Territory(
        row["code"], kind, row["nom"], row["adresse"], customs_codes, region_code, Grammar.of_row(row)
    )


def _customs_codes(region_code: str) -> tuple[str, ...]:
    codes = {code for d in departements_of(region_code) for code in d.customs_codes}
    return tuple(sorted(codes | {MONACO} if region_code == MONACO_REGION else codes))


def departements_of(region_code: str) -> list[Territory]:
    """The départements of a région, in the order of their codes."""
    return [place for place in departements() if place.region_code == region_code]


def corsica_is_one(codes: Collection[str]) -> bool:
    """Whether the customs départements of an edition hold Corsica as one.

    Rows under 20 cannot be shared out: where there are some, all three codes are the one Corsica.
    """
    one, *two = CORSICA
    return one in codes or not any(code in codes for code in two)


def territories_in(codes: Collection[str]) -> tuple[Territory, ...]:
    """All 120, as an edition has them whose customs départements are ``codes``."""
    return territories() if corsica_is_one(codes) else _with_two_corsicas()


@cache
def _with_two_corsicas() -> tuple[Territory, ...]:
    return tuple(replace(t, customs_codes=(t.code,)) if t.is_corsica else t for t in territories())


def customs_units(
    territory: Territory, codes: Collection[str], before: Iterable[str]
) -> tuple[CustomsUnit, ...]:
    """The units that a région or France is made of, in the order of their codes, those without a row included.

    ``codes``, ``before``: the customs départements of the edition and of the one before; France has a unit for each
    of them that is unknown.
    """
    units = {
        unit.code: unit
        for unit in (
            CustomsUnit(CORSICA[0], region(CORSICA_REGION).name, CORSICA)
            if d.is_corsica
            else CustomsUnit(d.code, d.name, d.customs_codes)
            for d in departements_among(territories_in(codes))
        )
    }
    units[MONACO] = CustomsUnit(MONACO, "Monaco", (MONACO,))
    if territory.kind is Kind.FRANCE:
        unknown = {*codes, *before} - known_customs_codes()
        units |= {code: CustomsUnit(code, f"Code {code}", (code,)) for code in unknown}
    else:
        own = territory.customs_codes
        units = {code: unit for code, unit in units.items() if set(unit.customs_codes) <= set(own)}
    return tuple(units[code] for code in sorted(units))


@cache
def known_customs_codes() -> frozenset[str]:
    """The customs codes of all places with a page; Monaco's is among its région's."""
    return frozenset(code for place in regions() for code in place.customs_codes)


@cache
def france() -> Territory:
    """The whole country: every row, unknown codes included."""
    grammar = Grammar("la France", "de la France", "en France")
    return Territory("FR", Kind.FRANCE, "France", "france", (), None, grammar)


@cache
def territories() -> tuple[Territory, ...]:
    """All 120: départements, régions, France."""
    return (*departements(), *regions(), france())


@cache
def region(code: str) -> Territory:
    """The région of an Insee code. Raises ``KeyError`` when there is none."""
    return {r.code: r for r in regions()}[code]


def territories_of(only: str | None) -> frozenset[Territory]:
    """The territories of ``--only`` (``42,2a,region-84,france``), all of them without it.

    Raises ``UsageError`` for a word that names none.
    """
    if only is None:
        return frozenset(territories())
    by_key = {territory.key.lower(): territory for territory in territories()}
    words = [word.strip().lower() for word in only.split(",")]
    if unknown := [word for word in words if word not in by_key]:
        raise UsageError(
            f"--only: unknown territory {', '.join(map(repr, unknown))}; expected département codes (42, 2A, 971), "
            "region-84, france"
        )
    return frozenset(by_key[word] for word in words)
