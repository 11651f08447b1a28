"""Maps of tiles: what each measure says of each département, in classes of colour."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from markupsafe import Markup

from generator.french.formatting import compact, part, signed
from generator.french.templates import escaped
from generator.pages.links import Links
from generator.portrait.analysis import Analysis
from generator.portrait.classes import quantile_classes, signed_classes
from generator.portrait.exposure import FIRST_MARKET
from generator.portrait.model import Portrait
from generator.reference.countries import country_grammar
from generator.reference.direction import Direction
from generator.reference.geography import Tile, tiles
from generator.reference.names import Names
from generator.reference.territories import Territory, departements

CLASSES = 5
SIDE_CLASSES = 2
"""Classes of a measure of one sign, and of each side of a measure of two."""


@dataclass(frozen=True, slots=True)
class Shade:
    """A département's value of one measure: as text, as a class (0: none), as a number to sort by."""

    text: str
    class_: int
    sort: float


@dataclass(frozen=True, slots=True)
class Step:
    """A class in the legend, with its smallest and largest values as text."""

    class_: int
    low: str
    high: str


@dataclass(frozen=True, slots=True)
class Measure:
    """``key``: ``export``, ``import``, ``balance``, ``market``, ``union``, ``product``; ``steps``: the classes held."""

    key: str
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class MapTile:
    """A square of the map; ``shades`` in the order of the measures; ``href`` to the portrait, from the site's root."""

    code: str
    name: str
    place: Tile
    href: str | None
    shades: tuple[Shade, ...]


@dataclass(frozen=True, slots=True)
class TileMap:
    """The map as the home page's macros draw it; ``market``: the first market's name with its article, escaped."""

    measures: tuple[Measure, ...]
    tiles: tuple[MapTile, ...]
    market: Markup


def tile_map(
    portraits: Mapping[Territory, Portrait],
    analyses: Mapping[Territory, Analysis],
    names: Names,
    links: Links,
) -> TileMap:
    """The measures of all 101 départements, the tiles in reading order of the map."""
    everyone = departements()
    totals = {t: portraits[t].totals for t in everyone}
    columns = {
        "export": _amounts({t: totals[t].export_eur for t in everyone}),
        "import": _amounts({t: totals[t].import_eur for t in everyone}),
        "balance": _balances({t: totals[t].balance_eur for t in everyone}),
        "market": share_shades({t: (analyses[t].exposure.value_eur, totals[t].export_eur) for t in everyone}),
        "union": share_shades({t: (portraits[t].union.export_eur, totals[t].export_eur) for t in everyone}),
        "product": share_shades({t: (_first_product(analyses[t]), totals[t].export_eur) for t in everyone}),
    }
    return TileMap(
        measures=tuple(Measure(key, steps(shades)) for key, shades in columns.items()),
        tiles=map_tiles(list(columns.values()), links),
        market=escaped(country_grammar(FIRST_MARKET, names.short_country(FIRST_MARKET)).subject),
    )


def map_tiles(columns: Sequence[Mapping[Territory, Shade]], links: Links) -> tuple[MapTile, ...]:
    """A tile a département, in reading order of the map, with its shade of each column. ``links``: the home page's."""
    places = tiles()
    drawn = (
        MapTile(
            code=t.code,
            name=t.name,
            place=places[t.code],
            href=links.portrait(t),
            shades=tuple(shades[t] for shades in columns),
        )
        for t in departements()
    )
    return tuple(sorted(drawn, key=lambda tile: (tile.place.row, tile.place.column)))


def _first_product(analysis: Analysis) -> int:
    first = analysis.highlights.products.get(Direction.EXPORT)
    return first.value_eur if first else 0


def _amounts(values: Mapping[Territory, int]) -> dict[Territory, Shade]:
    classes = quantile_classes({t: value for t, value in values.items() if value}, CLASSES)
    return {t: Shade(compact(value), classes.get(t, 0), value) for t, value in values.items()}


def _balances(values: Mapping[Territory, int]) -> dict[Territory, Shade]:
    classes = signed_classes(values, SIDE_CLASSES)
    return {t: Shade(signed(value), classes[t], value) for t, value in values.items()}


def share_shades(values: Mapping[Territory, tuple[int, int]]) -> dict[Territory, Shade]:
    """Returns the shades of (part, whole) in euros: class 0 of no part, « – » of an empty whole."""
    classes = quantile_classes({t: Fraction(*of) for t, of in values.items() if of[0]}, CLASSES)
    return {
        t: Shade(part(value, whole) or "–", classes.get(t, 0), value / whole if whole else 0)
        for t, (value, whole) in values.items()
    }


def steps(shades: Mapping[Territory, Shade]) -> tuple[Step, ...]:
    """The legend: each class that occurs, the smallest values first."""
    found = []
    for class_ in sorted({shade.class_ for shade in shades.values()}):
        held = sorted((s for s in shades.values() if s.class_ == class_), key=lambda shade: shade.sort)
        found.append(Step(class_, held[0].text, held[-1].text))
    return tuple(found)
