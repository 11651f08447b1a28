"""Choropleth maps of the départements of France or of a région, as HTML with an inline SVG.

The first measure needs no script; ``map.js`` shows the others, read from the table below, and tooltips.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from markupsafe import Markup

from generator.context import EditionContext
from generator.french.formatting import NBSP
from generator.pages.environment import fragment
from generator.pages.links import Links
from generator.reference.geography import Box, Scale, box, centroid, outlines
from generator.reference.territories import Kind, Territory, departements

_MARGIN: Final = 6
_RING: Final = ("75", "92", "93", "94")
"""Paris and the three départements around it, too small to see or tap: drawn again in an inset."""
_CODES: Final = 22
"""The width of a région in font sizes of its codes: 15 px on a phone."""
_INSET: Final = (1016, 14)
"""The top left corner of the inset in map units: free space north of Alsace."""


@dataclass(frozen=True, slots=True)
class Shade:
    """A département's value of a measure: as text, class (0: none), sort key; ``note`` follows it, as a rank."""

    text: str
    class_: int
    sort: float
    note: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """A class in the legend: its smallest and largest values as text, without the unit."""

    class_: int
    low: str
    high: str


@dataclass(frozen=True, slots=True)
class Measure:
    """What a map shows. ``hue``: ``export``, ``import`` or, for both signs, ``balance``. ``label``: on its button.

    ``is_of_edition``: whether its values come from the edition's files, whose period and mark its title then has.
    """

    key: str
    hue: str
    title: str
    shades: Mapping[Territory, Shade]
    label: str = ""
    is_of_edition: bool = True

    @property
    def unit(self) -> str:
        """The unit of the values, written once at the head of the legend; empty for counts."""
        return next((s.text.rpartition(NBSP)[2] for s in self.shades.values() if NBSP in s.text), "")

    @property
    def steps(self) -> tuple[Step, ...]:
        """The legend: the classes that occur, smallest values first."""
        order = sorted(self.shades.values(), key=lambda shade: (shade.class_, shade.sort))
        steps = []
        for class_, same in groupby(order, key=lambda shade: shade.class_):
            texts = [shade.text.removesuffix(NBSP + self.unit) for shade in same]
            steps.append(Step(class_, texts[0], texts[-1]))
        return tuple(steps)


def departement_map(
    measures: Sequence[Measure], links: Links, edition: EditionContext, *, id_: str = "carte"
) -> Markup:
    """The ``<figure>`` of the map.

    It draws the départements that the measures have shades of: all, with Paris and its ring in an inset, or those of a
    région, with their codes. ``links``: the page's. Several measures need ``values_table`` on the page.
    """
    places = [t for t in departements() if t in measures[0].shades]
    is_whole = len(places) == len(departements())
    paths, details = outlines(Scale.FRANCE), outlines(Scale.DETAIL)
    drawn = {t.code: paths[t.code] for t in places if t.code in paths}
    around = box(*drawn.values()).expanded(_MARGIN)
    size = max(around.width, around.height) // _CODES
    # five times larger: finer outlines, drawn in their own units
    ring = box(*(details[code] for code in _RING))
    x, y = _INSET
    return fragment(
        "_carte.html.j2",
        measures=measures,
        edition=edition,
        links=links,
        id=id_,
        places=places,
        paths=drawn,
        box=around,
        ring={code: details[code] for code in _RING} if is_whole else {},
        inset=Box(x, y, ring.width, ring.height).expanded(2 * _MARGIN),
        shift=(x - ring.x, y - ring.y),
        code_size=None if is_whole else size,
        # only where the département is wide enough
        codes={code: centroid(path) for code, path in drawn.items() if box(path).width > 1.5 * size},
    )


def values_table(measures: Sequence[Measure], links: Links, edition: EditionContext) -> Markup:
    """The values of the measures as a table in a ``<details>``."""
    places = [t for t in departements() if t in measures[0].shades]
    return fragment("_carte_valeurs.html.j2", measures=measures, edition=edition, links=links, places=places)


def locator(territories: Iterable[Territory]) -> Markup:
    """A small map with the given départements or régions highlighted; empty for France and if all are overseas.

    Hidden from screen readers, as the page says the same in words.
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
    around = box(*paths.values()).expanded(_MARGIN)
    return Markup(  # noqa: S704 (numbers only)
        f'<svg class="pce-locator" viewBox="{around.x} {around.y} {around.width} {around.height}" aria-hidden="true">'
        f'<path class="pce-locator__country" d="{country}"/><path class="pce-locator__own" d="{own}"/></svg>'
    )
