"""The 120 territories with a page: 101 départements, 18 régions (tables of ``data/reference/``) and France."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cache

from generator.errors import UsageError
from generator.reference.tables import read_table

MONACO = "99"
"""Customs code of Monaco, which counts in Provence-Alpes-Côte d'Azur and has no page."""
MONACO_REGION = "93"

CORSICA = ("20", "2A", "2B")
"""Customs codes of Corsica: published as a whole under the first, or as its two départements."""
CORSICA_REGION = "94"


class Kind(StrEnum):
    """The values are those of ``portrait.json``."""

    DEPARTEMENT = "departement"
    REGION = "region"
    FRANCE = "france"


@dataclass(frozen=True, slots=True)
class Grammar:
    """The forms of a name in a French sentence."""

    subject: str
    """``la Loire``, ``les Hautes-Alpes``, ``l'Aveyron``, ``Paris``, ``Mayotte``."""
    of: str
    """``de la Loire``, ``du Doubs``, ``des Hautes-Alpes``, ``de Paris``, ``de Mayotte``."""
    inside: str
    """``dans la Loire``, ``en Aveyron``, ``à Paris``, ``à La Réunion``."""

    @classmethod
    def of_row(cls, row: dict[str, str]) -> Grammar:
        """The forms in the columns ``sujet``, ``de`` and ``dans`` of a reference table."""
        return cls(row["sujet"], row["de"], row["dans"])

    @property
    def to(self) -> str:
        """``à la Loire``, ``au Japon``, ``aux États-Unis``, ``à Malte``."""
        article, _, rest = self.subject.partition(" ")
        contracted = {"le": "au", "les": "aux"}.get(article)
        return f"{contracted} {rest}" if contracted else f"à {self.subject}"

    @property
    def is_plural(self) -> bool:
        """Whether its verb is plural: ``les Hautes-Alpes``."""
        return self.subject.startswith("les ")


@dataclass(frozen=True, slots=True)
class Territory:
    """A territory with a page. Equality is that of ``slug``: 2A is the same place in every edition.

    ``customs_codes``: the customs départements that it sums; those of 2A and 2B depend on the edition (see
    ``territories_in``). Empty for France, which sums every row, unknown codes included.
    """

    code: str = field(compare=False)
    kind: Kind = field(compare=False)
    name: str = field(compare=False)
    slug: str
    customs_codes: tuple[str, ...] = field(compare=False)
    region_code: str | None = field(compare=False)
    grammar: Grammar = field(compare=False)

    @property
    def path(self) -> str:
        """Its address on the site, without leading or trailing slash: ``departements/42-loire``."""
        folder = {Kind.DEPARTEMENT: "departements/", Kind.REGION: "regions/", Kind.FRANCE: ""}
        return folder[self.kind] + self.slug

    @property
    def key(self) -> str:
        """Its name for ``--only``: ``42``, ``2A``, ``region-84``, ``france``."""
        return {Kind.DEPARTEMENT: self.code, Kind.REGION: f"region-{self.code}"}.get(self.kind, "france")

    @property
    def search_boost(self) -> int:
        """The weight of its page in full-text search: higher when other names contain its own (Loire, Loiret)."""
        own = slugify(self.name)
        return 8 if any(own in slugify(t.name) and t.name != self.name for t in territories()) else 4

    @property
    def own_region(self) -> Territory | None:
        """The région of a département."""
        return region(self.region_code) if self.region_code else None

    @property
    def row_codes(self) -> tuple[str, ...] | None:
        """The customs départements that select its rows; ``None`` for France: every row."""
        return self.customs_codes or None

    @property
    def is_corsica(self) -> bool:
        """Whether it is 2A or 2B in an edition that publishes Corsica as a whole (code 20)."""
        return self.kind is Kind.DEPARTEMENT and self.customs_codes == CORSICA

    @property
    def shown(self) -> Territory:
        """The territory that its figures describe and that sentences name: itself, or Corsica if ``is_corsica``."""
        return region(CORSICA_REGION) if self.is_corsica else self

    @property
    def is_overseas_departement(self) -> bool:
        """Whether it is one of the five that are also régions (971 to 976)."""
        return self.kind is Kind.DEPARTEMENT and len(self.code) == 3

    @property
    def shows_region(self) -> bool:
        """Whether its page also shows its région's figures, where they differ from its own."""
        return self.kind is Kind.DEPARTEMENT and not self.is_corsica and not self.is_overseas_departement


@dataclass(frozen=True, slots=True)
class CustomsUnit:
    """A place with figures of its own in an edition's files; ``customs_codes`` select its rows.

    ``code``: Insee's; ``20`` for Corsica published as a whole, ``99`` for Monaco, or an unknown code of the files.
    """

    code: str
    name: str
    customs_codes: tuple[str, ...]


def slugify(text: str) -> str:
    """``text`` in lower-case ASCII, each run of other characters one hyphen: ``Côte-d'Or`` → ``cote-d-or``."""
    # Unicode does not decompose œ and æ, which would be lost
    letters = text.lower().replace("œ", "oe").replace("æ", "ae")
    ascii_text = unicodedata.normalize("NFKD", letters).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", ascii_text.lower()).strip("-")


@cache
def departements() -> tuple[Territory, ...]:
    """The 101 départements by code, Corsica as if published as a whole."""
    found = []
    for row in read_table("departements.csv"):
        code = row["code_douane"]
        codes = CORSICA if code in CORSICA else (code,)
        found.append(_territory(row, Kind.DEPARTEMENT, codes, row["region"]))
    return tuple(found)


def departements_among(places: Iterable[Territory]) -> tuple[Territory, ...]:
    """The départements among ``places``."""
    return tuple(place for place in places if place.kind is Kind.DEPARTEMENT)


@cache
def regions() -> tuple[Territory, ...]:
    """The 18 régions by code. Provence-Alpes-Côte d'Azur includes Monaco."""
    found = []
    for row in read_table("regions.csv"):
        codes = {code for d in departements_of(row["code"]) for code in d.customs_codes}
        if row["code"] == MONACO_REGION:
            codes.add(MONACO)
        found.append(_territory(row, Kind.REGION, tuple(sorted(codes))))
    return tuple(found)


def regions_by_name() -> list[Territory]:
    """The 18 régions by name, accents ignored: a slug is the code, then the name."""
    return sorted(regions(), key=lambda region: region.slug[3:])


def _territory(
    row: dict[str, str], kind: Kind, customs_codes: tuple[str, ...], region_code: str | None = None
) -> Territory:
    return Territory(row["code"], kind, row["nom"], row["adresse"], customs_codes, region_code, Grammar.of_row(row))


def departements_of(region_code: str) -> list[Territory]:
    """The départements of a région by code."""
    return [place for place in departements() if place.region_code == region_code]


def corsica_is_one(codes: Collection[str]) -> bool:
    """Whether an edition with these customs départements publishes Corsica as a whole: 20 cannot be split."""
    one, *two = CORSICA
    return one in codes or not any(code in codes for code in two)


def territories_in(codes: Collection[str]) -> tuple[Territory, ...]:
    """All 120 territories, with the customs codes that suit an edition's customs départements ``codes``."""
    if corsica_is_one(codes):
        return territories()
    return tuple(replace(t, customs_codes=(t.code,)) if t.is_corsica else t for t in territories())


def customs_units(territory: Territory, codes: Collection[str], before: Iterable[str]) -> tuple[CustomsUnit, ...]:
    """The units of a région or of France by code, those without rows included.

    ``codes``, ``before``: the customs départements of the edition and of the one before; each unknown one is a unit
    of France.
    """
    units = {CustomsUnit(MONACO, "Monaco", (MONACO,))}
    for d in departements_among(territories_in(codes)):
        units.add(CustomsUnit(CORSICA[0] if d.is_corsica else d.code, d.shown.name, d.customs_codes))
    if territory.kind is Kind.FRANCE:
        unknown = {*codes, *before} - known_customs_codes()
        units |= {CustomsUnit(code, f"Code {code}", (code,)) for code in unknown}
    else:
        units = {unit for unit in units if set(unit.customs_codes) <= set(territory.customs_codes)}
    return tuple(sorted(units, key=lambda unit: unit.code))


@cache
def known_customs_codes() -> frozenset[str]:
    """The customs codes of all territories, Monaco's included."""
    return frozenset(code for place in regions() for code in place.customs_codes)


@cache
def france() -> Territory:
    """The whole country."""
    grammar = Grammar("la France", "de la France", "en France")
    return Territory("FR", Kind.FRANCE, "France", "france", (), None, grammar)


@cache
def territories() -> tuple[Territory, ...]:
    """All 120: départements, régions, France."""
    return (*departements(), *regions(), france())


@cache
def region(code: str) -> Territory:
    """The région with an Insee code. Raises ``KeyError`` for an unknown code."""
    return {r.code: r for r in regions()}[code]


def territories_of(only: str | None) -> frozenset[Territory]:
    """The territories that ``--only`` names (``42,2a,region-84``); all without it. ``UsageError`` for unknown names."""
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
