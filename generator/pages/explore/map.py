"""Choropleth maps of the départements of France or of a région, as HTML with an inline SVG, and their measures.

The first measure needs no script; ``map.js`` shows the others, read from the table below, and tooltips.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby
from typing import Final

from markupsafe import Markup

from generator.compute import EditionData
from generator.context import EditionContext
from generator.french.formatting import NBSP, share, unit_for
from generator.french.words import word
from generator.pages.environment import fragment
from generator.pages.links import Links
from generator.portrait.exposure import FIRST_MARKET
from generator.portrait.model import Totals
from generator.portrait.ranking import Axis, Ranking, Standing, quantile_classes, signed_classes, standings
from generator.reference.direction import Direction
from generator.reference.geography import Box, Scale, box, centroid, outlines
from generator.reference.territories import Kind, Territory, departements, departements_among, departements_of

_MARGIN: Final = 6
_RING: Final = ("75", "92", "93", "94")
"""Paris and the three départements around it, too small to see or tap: drawn again in an inset."""
_CODES: Final = 22
"""The width of a région in font sizes of its codes: 15 px on a phone."""
_INSETS: Final = {True: (1016, 14, 1.0), False: (2588, 1722, 1.8)}
"""Corner and scale of the inset, drawn in its own, finer units: on France's map, and on Île-de-France's, all finer."""


@dataclass(frozen=True, slots=True)
class Shade:
    """A département's value of a measure: as text, class (0: none), sort key; ``note`` follows it, as a rank."""

    text: str
    class_: int
    sort: float
    note: str = ""


@dataclass(frozen=True, slots=True)
class Measure:
    """What a map shows. ``hue``: ``export``, ``import`` or, for both signs, ``balance``. ``label``: on its button.

    ``is_of_edition``: whether its values come from the edition's files, whose period and mark its title then has.
    ``is_chosen``: whether the reader chooses what is shown.
    """

    key: str
    hue: str
    title: str
    shades: Mapping[Territory, Shade]
    label: str = ""
    is_of_edition: bool = True
    is_chosen: bool = False

    @property
    def unit(self) -> str:
        """The unit of the values, written once at the head of the legend; empty for counts."""
        return next((s.text.rpartition(NBSP)[2] for s in self.shades.values() if NBSP in s.text), "")

    @property
    def steps(self) -> list[tuple[int, str, str]]:
        """The legend: the classes that occur, and their smallest and largest values without the unit."""
        order = sorted(self.shades.values(), key=lambda shade: (shade.class_, shade.sort))
        steps = []
        for class_, same in groupby(order, key=lambda shade: shade.class_):
            texts = [shade.text.removesuffix(NBSP + self.unit) for shade in same]
            steps.append((class_, texts[0], texts[-1]))
        return steps


def departement_map(
    measures: Sequence[Measure], links: Links, edition: EditionContext, *, id_: str = "carte"
) -> Markup:
    """The ``<figure>`` of the map.

    It draws the départements that the measures have shades of: all, or those of a région, with codes where wide enough;
    Paris and its ring in an inset. ``links``: the page's. Several measures need ``_carte_valeurs.html.j2`` on the page.
    """
    places = [t for t in departements() if t in measures[0].shades]
    is_whole = len(places) == len(departements())
    paths, details = outlines(Scale.FRANCE), outlines(Scale.DETAIL)
    ring = {t.code: details[t.code] for t in places if t.code in _RING}
    drawn = {t.code: (details if ring and not is_whole else paths)[t.code] for t in places if t.code in paths}
    own, (x, y, scale) = box(*(details[code] for code in _RING)), _INSETS[is_whole]
    inset = Box(x, y, round(own.width * scale), round(own.height * scale)).expanded(2 * _MARGIN)
    corners = [f"M{inset.x} {inset.y}l{inset.width} {inset.height}z"] if ring else []
    around = box(*drawn.values(), *corners).expanded(_MARGIN)
    size = max(around.width, around.height) // _CODES
    return fragment(
        "_carte.html.j2",
        measures=measures,
        edition=edition,
        links=links,
        id=id_,
        places=places,
        paths=drawn,
        box=around,
        ring=ring,
        inset=inset,
        shift=(round(x - own.x * scale), round(y - own.y * scale)),
        scale=scale,
        code_size=None if is_whole else size,
        codes={code: centroid(path) for code, path in drawn.items() if code in ring or box(path).width > 1.5 * size},
    )


def locator(territories: Iterable[Territory]) -> Markup:
    """A small map with the given départements or régions highlighted; empty for France and if all are overseas.

    Hidden from screen readers, as the page says the same in words.
    """
    found = {(t.kind, t.code) for t in territories}
    paths = outlines(Scale.FRANCE)
    around, country = box(*paths.values()).expanded(_MARGIN), outlines(Scale.SILHOUETTE)["FR"]
    own = {t.code for t in departements() if not found.isdisjoint({(t.kind, t.code), (Kind.REGION, t.region_code)})}
    # the page of Île-de-France has the finer outlines already, in its map: compressed, they cost nothing
    paths, scale = (outlines(Scale.DETAIL), ' transform="scale(.2)"') if own.issuperset(_RING) else (paths, "")
    path = "".join(outline for code, outline in paths.items() if code in own)
    if not path:
        return Markup()
    return Markup(  # noqa: S704 (numbers only)
        f'<svg class="pce-locator" viewBox="{around.x} {around.y} {around.width} {around.height}" aria-hidden="true">'
        f'<path class="pce-locator__country" d="{country}"/><path class="pce-locator__own" d="{path}"{scale}/></svg>'
    )


CLASSES: Final = 5
SIDE_CLASSES: Final = 2
"""How many classes a measure has, if enough départements have a value, and how many on each side of zero."""


def topic_measure(direction: Direction, title: str, ranking: Ranking) -> Measure:
    """Each département's trade in a topic."""
    among = max((place.rank for place in ranking.places), default=0)
    notes = {place.territory: _rank(Standing(place.rank, among)) for place in ranking.places}
    traded = {place.territory: place.value_eur for place in ranking.places}
    values = {t: traded.get(t, 0) for t in departements()}
    return Measure(
        key=direction.value,
        hue=direction.value,
        title=title,
        shades=value_shades(values, unit_for(*values.values()), notes),
    )


def home_measures(data: EditionData) -> tuple[Measure, ...]:
    """The measures of the map on the home page."""
    totals = {t: data.portraits[t].totals for t in departements_among(data.portraits)}
    exports = {t: own.export_eur for t, own in totals.items()}
    first = {t: data.analyses[t].first(Axis.PRODUCT, Direction.EXPORT) for t in totals}
    parts = {
        "market": {t: data.analyses[t].exposure.value_eur for t in totals},
        "union": {t: data.portraits[t].eu.export_eur for t in totals},
        "product": {t: own.value_eur if own else 0 for t, own in first.items()},
    }
    shades = {
        **{d.value: _amounts(data, d, departements()) for d in Direction},
        "balance": _balances(totals),
        **{
            key: share_shades(own, exports, standings({t: Fraction(own[t], exports[t]) for t in own if own[t]}))
            for key, own in parts.items()
        },
    }
    market = data.names.countries.forms(FIRST_MARKET).subject
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


def exports_measure(data: EditionData, owner: Territory | None = None) -> Measure:
    """The exports of every département, or of those of the région ``owner``."""
    among = departements_of(owner.code) if owner else departements()
    title = word("carte", "titre_membres" if owner else "titre_export")
    return Measure("export", "export", title, _amounts(data, Direction.EXPORT, among))


def _amounts(data: EditionData, direction: Direction, among: Iterable[Territory]) -> dict[Territory, Shade]:
    values = {t: data.portraits[t].totals.of(direction) for t in among}
    write = unit_for(*values.values())
    notes = {}
    for t in values:
        rank, both = data.analyses[t].standing.get(direction), data.evolutions.get(t)
        own = [_rank(rank)] if rank else []
        if both and both.is_year_on_year:
            change = write.change(both.before.of(direction), both.after.of(direction))
            own += [word("carte", "en_un_an", change=change)] if change else []
        notes[t] = ", ".join(own)
    return value_shades(values, write, notes)


def _rank(standing: Standing) -> str:
    key = "premier" if standing.rank == 1 else "rang"
    return word("carte", key, rank=standing.rank, among=standing.among)


def value_shades(
    values: Mapping[Territory, int], write: Callable[[int], str], notes: Mapping[Territory, str] | None = None
) -> dict[Territory, Shade]:
    """The shades of amounts in euros or of counts, in class 0 where zero. ``notes``: texts after the values."""
    notes = notes or {}
    texts = {t: write(value) for t, value in values.items()}
    classes = _classes({t: value for t, value in values.items() if value}, texts)
    return {t: Shade(texts[t], classes.get(t, 0), value, notes.get(t, "")) for t, value in values.items()}


def _balances(totals: Mapping[Territory, Totals]) -> dict[Territory, Shade]:
    classes = signed_classes({t: each.balance_eur for t, each in totals.items()}, SIDE_CLASSES)
    write = unit_for(*(max(each.export_eur, each.import_eur) for each in totals.values()))
    return {t: Shade(write.balance(each), classes[t], each.balance_eur) for t, each in totals.items()}


def share_shades(
    parts: Mapping[Territory, int], wholes: Mapping[Territory, int], ranks: Mapping[Territory, Standing | None]
) -> dict[Territory, Shade]:
    """The shades of parts of wholes, in euros, with their ranks: class 0 for no part, « – » for an empty whole."""
    texts = {t: share(part, wholes[t]) or "–" for t, part in parts.items()}
    classes = _classes({t: Fraction(part, wholes[t]) for t, part in parts.items() if part}, texts)
    notes = {t: _rank(rank) for t, rank in ranks.items() if rank}
    return {
        t: Shade(texts[t], classes.get(t, 0), part / wholes[t] if wholes[t] else 0, notes.get(t, ""))
        for t, part in parts.items()
    }


def _classes(values: Mapping[Territory, int | Fraction], texts: Mapping[Territory, str]) -> dict[Territory, int]:
    """Classes of about equal size, of two values or more, from the palest to the darkest shade.

    Values with the same text share one, so that the legend's steps do not overlap.
    """
    count = min(CLASSES, max(2, len(values) // 2))
    # 1, 5; 1, 3, 5; 2 to 5
    apart = (CLASSES - 1) // (count - 1)
    classes = {t: CLASSES - (count - n) * apart for t, n in quantile_classes(values, count).items()}
    by_text = {texts[t]: classes[t] for t in sorted(values, key=lambda t: values[t], reverse=True)}
    return {t: by_text[texts[t]] for t in values}
