"""The map of France: what one or several measures say of each département, in classes of colour.

``france_map`` gives it as HTML with an inline SVG. The first measure needs no script; ``map.js`` shows the others from
the table beneath, and tells the value under the pointer.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Final, Protocol

from markupsafe import Markup

from generator.context import EditionContext
from generator.french.formatting import block, integer, share
from generator.french.words import word
from generator.pages.environment import environment
from generator.pages.links import Links
from generator.portrait.analysis import Analysis
from generator.portrait.exposure import FIRST_MARKET
from generator.portrait.model import Portrait, Totals
from generator.portrait.ranking import Standing, quantile_classes, signed_classes, standings
from generator.portrait.rankings import Ranking
from generator.reference.countries import country_grammar
from generator.reference.direction import Direction
from generator.reference.geography import DETAIL_FACTOR, Box, Scale, box, middle, outlines
from generator.reference.names import Names
from generator.reference.territories import Kind, Territory, departements

CLASSES: Final = 5
SIDE_CLASSES: Final = 2
"""Classes of a measure of one sign, and of each side of a measure of two."""
_MARGIN: Final = 6
_RING: Final = ("75", "92", "93", "94")
"""Paris and the three départements around it: too small to be seen or tapped, and drawn again in an inset."""
_INSET: Final = (1016, 14)
"""Where the inset's corner lies, in the units of the map: in the free corner north of Alsace."""


@dataclass(frozen=True, slots=True)
class Shade:
    """A département's value of one measure: as text, as a class (0: none), as a number to sort by.

    ``note``: what is told beside the value, such as its rank.
    """

    text: str
    class_: int
    sort: float
    note: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """A class in the legend, with its smallest and largest values as text."""

    class_: int
    low: str
    high: str


@dataclass(frozen=True, slots=True)
class Measure:
    """What a map shows. ``hue``: ``export``, ``import`` or ``balance``, which has two sides.

    ``label`` names it on its button, ``title`` above the map.
    """

    key: str
    hue: str
    label: str
    title: str
    shades: Mapping[Territory, Shade]

    @property
    def steps(self) -> tuple[Step, ...]:
        """The legend: each class that occurs, the smallest values first."""
        found = []
        for class_ in sorted({shade.class_ for shade in self.shades.values()}):
            held = sorted((s for s in self.shades.values() if s.class_ == class_), key=lambda s: s.sort)
            found.append(Step(class_, held[0].text, held[-1].text))
        return tuple(found)


@dataclass(frozen=True, slots=True)
class Place:
    """A département on the map; ``path``: its outline, empty overseas; ``label``: where its code stands, if it does."""

    code: str
    name: str
    href: str | None
    shades: tuple[Shade, ...]
    path: str = ""
    label: tuple[int, int] | None = None


def france_map(
    measures: Sequence[Measure],
    links: Links,
    edition: EditionContext,
    *,
    id_: str = "carte",
    among: Collection[Territory] = (),
    own: Territory | None = None,
    table: bool = False,
) -> Markup:
    """Returns a ``<figure>`` with the map. The page loads ``map.js`` for tooltips and other measures than the first.

    ``measures`` hold a shade of each département drawn; ``links``: the page's. ``among``: those drawn, large, with
    their codes; all of them by default. ``own``: the one that is outlined. ``table``: whether the values follow
    as a table, without which there is one measure only.
    """
    shown = [t for t in departements() if not among or t in among]
    scale = Scale.DETAIL if among else Scale.FRANCE
    paths = outlines(scale)
    places = [_place(t, measures, links, paths.get(t.code, ""), labelled=bool(among)) for t in shown]
    drawn = [place for place in places if place.path]
    return Markup(  # noqa: S704 (rendered by the escaping environment)
        environment()
        .get_template("_carte.html.j2")
        .render(
            id=id_,
            measures=measures,
            edition=edition,
            places=places,
            drawn=drawn,
            overseas=[place for place in places if not place.path],
            # enlarged once more in the inset, where they are the links
            tiny=_RING if not among else (),
            inset=None if among else _inset(places),
            box=box([place.path for place in drawn]).grown(_margin(scale)) if drawn else None,
            own=own.code if own else None,
            table=table,
            text_size=_text_size(drawn) if among and drawn else 0,
        )
    )


def locator(territories: Iterable[Territory]) -> Markup:
    """Returns a small map that shows where départements or régions lie; nothing where all are overseas, or France.

    It says nothing that the page does not say in words, and is hidden from who does not see it.
    """
    found = {(t.kind, t.code) for t in territories}
    paths = outlines(Scale.FRANCE)
    own = "".join(
        paths[t.code]
        for t in departements()
        if t.code in paths and not found.isdisjoint({(t.kind, t.code), (Kind.REGION, t.region_code)})
    )
    if not own:
        return Markup()
    country = outlines(Scale.SILHOUETTE)["FR"]
    around = box(list(paths.values())).grown(_MARGIN)
    return Markup(  # noqa: S704 (numbers only)
        f'<svg class="pce-locator" viewBox="{around.x} {around.y} {around.width} {around.height}" aria-hidden="true">'
        f'<path class="pce-locator__country" d="{country}"/><path class="pce-locator__own" d="{own}"/></svg>'
    )


@dataclass(frozen=True, slots=True)
class _Inset:
    frame: Box
    shift: tuple[int, int]
    places: tuple[Place, ...]


def _inset(places: Sequence[Place]) -> _Inset:
    """Paris and its ring, five times larger: the finer outlines, whose units are taken for those of the map."""
    paths = outlines(Scale.DETAIL)
    ring = box([paths[code] for code in _RING])
    x, y = _INSET
    return _Inset(
        frame=Box(x, y, ring.width, ring.height).grown(2 * _MARGIN),
        shift=(x - ring.x, y - ring.y),
        places=tuple(
            Place(place.code, place.name, place.href, place.shades, paths[place.code])
            for place in places
            if place.code in _RING
        ),
    )


def _place(
    territory: Territory, measures: Sequence[Measure], links: Links, path: str, *, labelled: bool
) -> Place:
    return Place(
        code=territory.code,
        name=territory.name,
        href=links.portrait(territory),
        shades=tuple(measure.shades[territory] for measure in measures),
        path=path,
        label=middle(path) if labelled and path else None,
    )


def _margin(scale: Scale) -> int:
    return _MARGIN * (DETAIL_FACTOR if scale is Scale.DETAIL else 1)


def _text_size(drawn: Sequence[Place]) -> int:
    """The height of a code in the map's units: a thirtieth of the map."""
    around = box([place.path for place in drawn])
    return max(around.width, around.height) // 30


def topic_measure(direction: Direction, name: str, ranking: Ranking) -> Measure:
    """What each département trades of a product, or with a country; ``name``: the page's."""
    places = {place.territory: place for place in ranking.places}
    among = max((place.rank for place in ranking.places), default=0)
    shades = amount_shades({t: places[t].value_eur if t in places else 0 for t in departements()})
    return Measure(
        key=direction.value,
        hue=direction.value,
        label="",
        title=word("carte", f"titre_{direction.value}_de", name=name),
        shades={
            t: replace(shade, note=_rank(Standing(places[t].rank, among)) if t in places else "")
            for t, shade in shades.items()
        },
    )


class Known(Protocol):
    """What is known of all départements."""

    @property
    def portraits(self) -> Mapping[Territory, Portrait]:
        """Their portraits."""

    @property
    def analyses(self) -> Mapping[Territory, Analysis]:
        """Their measures."""

    @property
    def names(self) -> Names:
        """Names of products and countries."""


def home_measures(found: Known, edition: EditionContext) -> tuple[Measure, ...]:
    """The measures of the home page's map, of all 101 départements."""
    everyone = departements()
    totals = {t: found.portraits[t].totals for t in everyone}
    market = country_grammar(FIRST_MARKET, found.names.short_country(FIRST_MARKET)).subject
    sold = {t: totals[t].export_eur for t in everyone}

    def shares(of: Mapping[Territory, int]) -> dict[Territory, Shade]:
        held = {t: Fraction(of[t], sold[t]) for t in everyone if of[t]}
        places = standings(held, corsica_is_one=edition.corsica_is_one)
        return share_shades({t: (of[t], sold[t]) for t in everyone}, places)

    shades = {
        "export": _amounts(found, Direction.EXPORT),
        "import": _amounts(found, Direction.IMPORT),
        "balance": _balances(totals),
        "market": shares({t: found.analyses[t].exposure.value_eur for t in everyone}),
        "union": shares({t: found.portraits[t].union.export_eur for t in everyone}),
        "product": shares({t: _first_product(found, t) for t in everyone}),
    }
    return tuple(
        Measure(
            key=key,
            hue=key if key in ("import", "balance") else "export",
            label=word("carte", key),
            title=word("carte", f"titre_{key}", market=market),
            shades=of,
        )
        for key, of in shades.items()
    )


def _first_product(found: Known, territory: Territory) -> int:
    first = found.analyses[territory].highlights.products.get(Direction.EXPORT)
    return first.value_eur if first else 0


def _amounts(found: Known, direction: Direction) -> dict[Territory, Shade]:
    values = {t: found.portraits[t].totals.of(direction) for t in departements()}
    places = {t: found.analyses[t].highlights.standing.get(direction) for t in values}
    notes = {t: _rank(place) if place else "" for t, place in places.items()}
    return {t: replace(shade, note=notes[t]) for t, shade in amount_shades(values).items()}


def _rank(standing: Standing) -> str:
    key = "premier" if standing.rank == 1 else "rang"
    return word("carte", key, rank=standing.rank, among=standing.among)


def amount_shades(values: Mapping[Territory, int]) -> dict[Territory, Shade]:
    """Returns the shades of amounts in euros: class 0 of none."""
    write = block(*values.values())
    texts = {t: write(value) for t, value in values.items()}
    classes = _classes({t: value for t, value in values.items() if value}, texts)
    return {t: Shade(texts[t], classes.get(t, 0), value) for t, value in values.items()}


def count_shades(counts: Mapping[Territory, int]) -> dict[Territory, Shade]:
    """Returns the shades of numbers of things: class 0 of none."""
    texts = {t: integer(count) for t, count in counts.items()}
    classes = _classes({t: count for t, count in counts.items() if count}, texts)
    return {t: Shade(texts[t], classes.get(t, 0), count) for t, count in counts.items()}


def _balances(totals: Mapping[Territory, Totals]) -> dict[Territory, Shade]:
    classes = signed_classes({t: each.balance_eur for t, each in totals.items()}, SIDE_CLASSES)
    write = block(*(max(each.export_eur, each.import_eur) for each in totals.values()))
    return {t: Shade(write.balance(each), classes[t], each.balance_eur) for t, each in totals.items()}


def share_shades(
    values: Mapping[Territory, tuple[int, int]], places: Mapping[Territory, Standing | None]
) -> dict[Territory, Shade]:
    """Returns the shades of (part, whole) in euros, with their ranks: class 0 of no part, « – » of an empty whole."""
    shares = {t: Fraction(*of) for t, of in values.items() if of[0]}
    texts = {t: share(value, whole) or "–" for t, (value, whole) in values.items()}
    classes = _classes(shares, texts)
    return {
        t: Shade(
            texts[t],
            classes.get(t, 0),
            value / whole if whole else 0,
            _rank(place) if (place := places.get(t)) else "",
        )
        for t, (value, whole) in values.items()
    }


def _classes(
    values: Mapping[Territory, int | Fraction], texts: Mapping[Territory, str]
) -> dict[Territory, int]:
    """Classes of about the same number; values written alike are in the same one, so that a legend's steps part."""
    classes = quantile_classes(values, CLASSES)
    first: dict[str, int] = {}
    for t in sorted(values, key=lambda t: values[t]):
        first.setdefault(texts[t], classes[t])
    return {t: first[texts[t]] for t in values}
