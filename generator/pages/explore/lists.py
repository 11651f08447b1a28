"""Lists: the sortable table of territories, products or partners, and the map with the top ten above a ranking."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from markupsafe import Markup

from generator.compute import EditionData
from generator.context import EditionContext
from generator.french.formatting import unit_for
from generator.french.words import word
from generator.pages.environment import bar_width, fragment, linked
from generator.pages.explore.map import Measure, departement_map, exports_measure
from generator.pages.explore.topic import Topic
from generator.pages.links import Links
from generator.portrait.model import BothWays, Totals
from generator.portrait.ranking import distinct
from generator.reference.direction import Direction
from generator.reference.territories import Kind, Territory, france, regions_by_name, territories

TOP: Final = 10
"""How many rows are shown beside the map; ``ranking.js`` adds the reader's own département below them."""


@dataclass(frozen=True, slots=True)
class ListRow(BothWays):
    """A row of a list; amounts in euros. ``href``: from the list to the row's page.

    ``ranks``: by exports and by imports, ``None`` without trade. ``wholes``: the totals that its exports and imports
    are shown as shares of, 0 where no share is shown. ``region``: a département's région code.
    """

    code: str
    name: str
    href: str
    export_eur: int
    import_eur: int
    region: str = ""
    ranks: tuple[int | None, ...] = (None, None)
    wholes: tuple[int, ...] = (0, 0)


def territory_list(data: EditionData, links: Links, kind: Kind) -> Markup:
    """The list of the départements or régions that have a page, by exports, largest first, ties by code."""
    shown = [t for t in territories() if t.kind is kind and t in data.pages]
    rows = []
    for territory in shown:
        totals, standing = data.portraits[territory].totals, data.analyses[territory].standing
        rows.append(
            ListRow(
                code=territory.code,
                name=territory.name,
                href=territory.slug + links.suffix,
                export_eur=totals.export_eur,
                import_eur=totals.import_eur,
                region=territory.region_code or "",
                ranks=tuple(standing[d].rank if d in standing else None for d in Direction),
            )
        )
    rows.sort(key=_by_exports)
    head, groups = Markup(), []
    if kind is Kind.DEPARTEMENT:
        # a list is its folder's index page, one folder deep in both forms of the site
        drawn = departement_map([exports_measure(data)], replace(links, root="../"), data.context)
        first = _leaders(rows, Direction.EXPORT, "export", "tableau-liste")
        head = _head([first], data.context, drawn=drawn, table="tableau-liste")
        groups = region_groups(shown)
    return fragment(
        "_liste.html.j2",
        rows=rows,
        edition=data.context,
        kind=f"{kind}s",
        national=data.portraits[france()].totals,
        head=head,
        groups=groups,
    )


def region_groups(departements: Iterable[Territory]) -> list[tuple[str, str]]:
    """Code and name of the régions of ``departements``, by name: a list can be filtered by them."""
    regions = {territory.own_region for territory in departements}
    return [(region.code, region.name) for region in regions_by_name() if region in regions]


def topic_list(topics: Sequence[Topic], kind: str, links: Links, edition: EditionContext) -> Markup:
    """The list of products or partner countries, by exports. ``kind``: the list's key in the template."""
    rows = [
        ListRow(
            code=topic.code,
            name=topic.name,
            href=topic.path.split("/")[1] + links.suffix,
            export_eur=topic.sides[Direction.EXPORT].value_eur,
            import_eur=topic.sides[Direction.IMPORT].value_eur,
            wholes=tuple(topic.sides[d].total_eur for d in Direction),
        )
        for topic in topics
    ]
    if not rows:
        return Markup()
    rows.sort(key=_by_exports)
    head = _head([_leaders(rows, d, f"{kind}_{d}", f"tableau-liste-{d}") for d in Direction], edition)
    national = Totals(*rows[0].wholes)
    return fragment("_liste.html.j2", rows=rows, edition=edition, kind=kind, national=national, head=head, groups=[])


def _by_exports(row: ListRow) -> tuple[int, str]:
    return -row.export_eur, row.code


def _leaders(rows: Sequence[ListRow], direction: Direction, title: str, key: str) -> Leaders:
    """The ten first of ``rows`` in one direction. ``title``: its key in ``words.toml``."""
    traded = [row for row in rows if row.of(direction)]
    first = sorted(traded, key=lambda row: (-row.of(direction), row.code))[:TOP]
    largest = first[0].of(direction) if first else 0
    unit, side = unit_for(largest), list(Direction).index(direction)
    return Leaders(
        key=key,
        title=word("classement", title, unit=unit.symbol),
        side=direction.value,
        rows=[
            TopRow(
                row.ranks[side] or place,
                linked(row.name, row.href),
                bar_width(row.of(direction), largest),
                unit.number(row.of(direction)),
            )
            for place, row in enumerate(first, 1)
        ],
    )


@dataclass(frozen=True, slots=True)
class TopRow:
    """A row of the top ten. ``rank``: ``None`` where none is shown. ``width``: of its bar, in percent."""

    rank: int | None
    link: Markup
    width: int
    text: str


@dataclass(frozen=True, slots=True)
class Leaders:
    """The first rows above a table, as bars in the colour of ``side``.

    ``key``: the start of the id of their title. ``has_gaps``: ranks are missing, which a note explains. ``is_chosen``:
    the reader chooses what is ranked, so the note may be needed later (``ranking.js``).
    """

    key: str
    title: str
    side: str
    rows: Sequence[TopRow]
    has_gaps: bool = False
    is_chosen: bool = False


@dataclass(frozen=True, slots=True)
class RankedTerritory:
    """A département as one row of a ranking, or Corsica where it is published as one.

    ``codes``: of its départements. ``link``: its name, linked to its page if it has one. ``region``: the name of its
    région, for the filter.
    """

    codes: tuple[str, ...]
    link: Markup
    region: str = ""


def ranked_territories(departements: Iterable[Territory], links: Links) -> dict[Territory, RankedTerritory]:
    """The customs units of ``departements`` in their order, each by its first département there."""
    everyone = list(departements)
    found = {}
    for first in distinct(everyone):
        members = sorted((t for t in everyone if t.customs_codes == first.customs_codes), key=lambda t: t.code)
        name, region = first.shown.name, first.own_region.name if first.own_region else ""
        href = next(filter(None, map(links.portrait, members)), None)
        codes = tuple(t.code for t in members)
        found[first] = RankedTerritory(codes, linked(name, href), "" if region == name else region)
    return found


def ranking_head(
    title: str,
    rows: Iterable[TopRow],
    measure: Measure,
    links: Links,
    edition: EditionContext,
    *,
    table: str,
    map_id: str = "carte",
) -> Markup:
    """The map of ``measure`` beside the first of ``rows``, with a note where ranks are missing.

    ``table``: the id of the caption of the whole table below, from which the script takes the reader's own row.
    """
    first = list(rows)[:TOP]
    has_gaps = any((row.rank or 0) > place for place, row in enumerate(first, 1))
    leaders = Leaders(table, title, measure.hue, first, has_gaps, measure.is_chosen)
    drawn = departement_map([measure], links, edition, id_=map_id)
    return _head([leaders], edition, drawn=drawn, table=table)


def _head(lists: Sequence[Leaders], edition: EditionContext, *, drawn: str = "", table: str = "") -> Markup:
    return fragment("_premiers.html.j2", lists=lists, edition=edition, map=drawn, table=table)
