"""The map of France, or of a région: one or several measures of each département, in classes of colour.

``departement_map`` gives it as HTML with an inline SVG. The first measure needs no script; ``map.js`` shows the others
from the table beneath, and shows the value under the pointer.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
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
"""Paris and the three départements around it: too small to be seen or tapped, and drawn again in an inset."""
_CODES: Final = 22
"""How many times a code's letters go into the width of a région: 15 px on a telephone."""
_INSET: Final = (1016, 14)
"""The inset's corner, in the units of the map: in the free corner north of Alsace."""


@dataclass(frozen=True, slots=True)
class Shade:
    """A département's value of one measure: as text, as a class (0: none), as a number to sort by.

    ``note``: what follows the value, such as its rank.
    """

    text: str
    class_: int
    sort: float
    note: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """A class in the legend, with its smallest and largest values as text: the unit once where they differ."""

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
    title: str
    shades: Mapping[Territory, Shade]
    label: str = ""

    @property
    def steps(self) -> tuple[Step, ...]:
        """The legend: each class that occurs, the smallest values first."""
        found = []
        for class_ in sorted({shade.class_ for shade in self.shades.values()}):
            shades = sorted((s for s in self.shades.values() if s.class_ == class_), key=lambda s: s.sort)
            low, high = shades[0].text, shades[-1].text
            _, space, unit = high.rpartition(NBSP)
            found.append(
                Step(class_, low if low == high or not space else low.removesuffix(space + unit), high)
            )
        return tuple(found)


def departement_map(
    measures: Sequence[Measure],
    links: Links,
    edition: EditionContext,
    *,
    id_: str = "carte",
    table: bool = False,
) -> Markup:
    """A ``<figure>`` with the map. The page loads ``map.js`` for tooltips and other measures than the first.

    ``measures`` hold a shade of each département that is drawn: of all, with Paris and its ring in an inset, or of a
    région's, with their codes. ``links``: the page's. ``table``: whether the values follow as a table, without which
    there is one measure only.
    """
    places = [t for t in departements() if t in measures[0].shades]
    is_whole = len(places) == len(departements())
    paths, details = outlines(Scale.FRANCE), outlines(Scale.DETAIL)
    drawn = {t.code: paths[t.code] for t in places if t.code in paths}
    around = box(*drawn.values()).expanded(_MARGIN)
    size = max(around.width, around.height) // _CODES
    # five times larger: the finer outlines, whose units are taken for those of the map
    ring = box(*(details[code] for code in _RING))
    x, y = _INSET
    values = {
        "measures": measures,
        "edition": edition,
        "links": links,
        "id": id_,
        "table": table,
        "places": places,
        "paths": drawn,
        "box": around,
        "ring": {code: details[code] for code in _RING} if is_whole else {},
        "inset": Box(x, y, ring.width, ring.height).expanded(2 * _MARGIN),
        "shift": (x - ring.x, y - ring.y),
        "code_size": None if is_whole else size,
        # where the codes are written: in the places that are wide enough for them
        "codes": {code: centroid(path) for code, path in drawn.items() if box(path).width > 1.5 * size},
    }
    return fragment("_carte.html.j2", values)


def locator(territories: Iterable[Territory]) -> Markup:
    """A small map that shows where départements or régions are; nothing where all are overseas, or France.

    The page says the same in words: screen readers do not see it.
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
