"""The pages by product, by partner country and by Territoire d'industrie, and the lists that lead to them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import partial
from typing import NamedTuple

from markupsafe import Markup

from generator.context import EditionContext, in_period, to_period
from generator.french.formatting import integer, unit_for
from generator.french.words import word
from generator.pages.environment import bar_width, render
from generator.pages.explore.lists import (
    RankedTerritory,
    TopRow,
    ranked_territories,
    ranking_head,
    topic_list,
)
from generator.pages.explore.map import Measure, departement_map
from generator.pages.explore.measures import topic_measure, value_shades
from generator.pages.explore.topic import FOLDERS, Explored, Topic, series_editions, topic_figure
from generator.pages.links import Links
from generator.pages.portrait.views import FigureView
from generator.pages.sheet import departements_of_industry, dossier
from generator.portrait.build import eu_by_product
from generator.portrait.evolution import Movement, movements
from generator.portrait.model import Quarter, Totals
from generator.portrait.ranking import Axis, Place, Ranking
from generator.portrait.series import whole_years
from generator.reference.countries import is_outside_eu, other_eu_members
from generator.reference.direction import Direction
from generator.reference.industry import IndustryTerritory
from generator.reference.names import Names
from generator.reference.territories import Territory, departements, departements_among, france, region


class _Row(NamedTuple):
    """A département's line; ``total_eur``: all it trades in the direction. A tuple: there are thirty thousand."""

    territory: RankedTerritory
    place: Place
    total_eur: int

    @property
    def part(self) -> Fraction:
        """What the product, or the partner, is of all that the département trades."""
        return Fraction(self.place.value_eur, self.total_eur)


@dataclass(frozen=True)
class ExplorePage:
    """What every such page is given, by the names that its template has. ``links``: those of a page one folder deep."""

    edition: EditionContext
    names: Names
    links: Links
    root_md: str
    is_frozen: bool


@dataclass(frozen=True)
class TopicPage(ExplorePage):
    """The page of a product or a partner.

    ``is_member``: of the European Union, ``is_outside_eu``: a country beyond it. ``union``: what of a product is traded
    with the Union's other members. ``rows``, ``heads`` and ``moves``: by direction; ``ranked``: the départements.
    ``best``: the largest quarter of a whole year. ``others``: the topics of the other axis by code; ``years``: the sums
    of whole years.
    """

    topic: Topic
    is_member: bool
    is_outside_eu: bool
    union: Totals | None
    rows: Mapping[Direction, Sequence[_Row]]
    heads: Mapping[Direction, Markup]
    ranked: Mapping[Territory, RankedTerritory]
    moves: Mapping[Direction, Movement | None]
    in_period: str
    compared_with: str
    best: Mapping[Direction, Quarter | None]
    others: Mapping[str, Topic]
    view: FigureView | None
    years: Mapping[int, Totals]


def explore_pages(found: Explored, links: Links) -> Iterator[tuple[str, Callable[[], str]]]:
    """Each page's path in the folder of pages, and what gives its Markdown when called: work to be shared.

    ``links``: those of the edition's first page.
    """
    data, edition = found.data, found.data.context
    # each is one folder deep, and leads to others of its edition only
    ours = replace(links, folder="").at(f"{FOLDERS[Axis.PRODUCT]}/")
    ranked = ranked_territories(departements_among(data.portraits), ours)
    root_md = "../" * (1 + links.folder.count("/"))
    shared = ExplorePage(edition, data.names, ours, root_md, is_frozen=not links.is_newest)
    moved = movements(series_editions(data), ranked)
    union = eu_by_product(data.scopes[france()], edition.year)
    for axis, topics in found.topics.items():
        for topic in topics.values():
            moves = {d: moved.get((axis, d, topic.code)) for d in Direction}
            page = partial(_topic_page, shared, found, topic, ranked, moves, union.get(topic.code))
            yield f"{topic.path}.md", page
        yield f"{FOLDERS[axis]}/index.md", partial(_list_page, shared, axis, list(topics.values()))
    if links.is_newest:  # a Territoire d'industrie's page shows no figure of its own
        for each in found.industry:
            yield f"{each.path}.md", partial(_industry_page, shared, found, each)
        # a folder's first page is one deep, whatever the addresses
        first = replace(shared, links=replace(links, root="../"))
        yield "territoires-industrie/index.md", partial(_industries_page, first, found.industry)


def _topic_page(
    shared: ExplorePage,
    found: Explored,
    topic: Topic,
    ranked: Mapping[Territory, RankedTerritory],
    moves: Mapping[Direction, Movement | None],
    union: Totals | None,
) -> str:
    edition, editions = shared.edition, series_editions(found.data)[-2:]
    figure = None if shared.is_frozen else topic_figure(topic, edition)
    view = TopicPage(
        **vars(shared),
        topic=topic,
        is_member=topic.code in other_eu_members(edition.year),
        is_outside_eu=is_outside_eu(topic.code, edition.year),
        union=union,
        rows={d: _rows(ranking, ranked, found, d) for d, ranking in topic.sides.items()},
        heads={} if shared.is_frozen else _heads(topic, ranked, shared.links, edition),
        ranked=ranked,
        moves=moves,
        in_period=in_period(editions[-1].year, editions[-1].quarters),
        compared_with=to_period(editions[0].year, editions[-1].quarters),
        best={d: _best_quarter(topic, d, edition) for d in Direction},
        others=found.topics[topic.axis.other],
        view=FigureView(figure, topic.path, shared.links.own_files(topic.path)) if figure else None,
        years=whole_years(topic.series),
    )
    return render(f"{topic.axis.value}.md.j2", vars(view))


def _best_quarter(topic: Topic, direction: Direction, edition: EditionContext) -> Quarter | None:
    own = [quarter for quarter in topic.series if quarter.year == edition.year]
    if not edition.complete or len(own) < 4 or not topic.sides[direction].value_eur:
        return None
    return max(own, key=lambda quarter: quarter.of(direction))


def _list_page(shared: ExplorePage, axis: Axis, topics: Sequence[Topic]) -> str:
    table = topic_list(topics, FOLDERS[axis], shared.links, shared.edition)
    return render(f"{axis.value}_list.md.j2", vars(shared) | {"topics": topics, "table": table})


def _heads(
    topic: Topic, ranked: Mapping[Territory, RankedTerritory], links: Links, edition: EditionContext
) -> dict[Direction, Markup]:
    """The map and the ten first of each direction in which a département trades."""
    return {
        direction: ranking_head(
            word("classement", direction.value, unit=unit_for(ranking.places[0].value_eur).symbol),
            _top_rows(ranking, ranked),
            edition,
            table=f"tableau-{direction}",
            side=direction,
            map_=departement_map(
                [topic_measure(direction, topic.name, ranking)], links, edition, id_=f"carte-{direction}"
            ),
        )
        for direction, ranking in topic.sides.items()
        if ranking.places
    }


def _top_rows(ranking: Ranking, ranked: Mapping[Territory, RankedTerritory]) -> Iterator[TopRow]:
    largest = ranking.places[0].value_eur
    write = unit_for(largest)
    for place in ranking.places:
        if row := ranked.get(place.territory):
            width = bar_width(place.value_eur, largest)
            yield TopRow(place.rank, row.link, width, write.number(place.value_eur))


def _industry_page(shared: ExplorePage, found: Explored, industry: IndustryTerritory) -> str:
    return render("industry.md.j2", vars(shared) | {"dossier": dossier(found.data, industry)})


def _industries_page(shared: ExplorePage, industries: Sequence[IndustryTerritory]) -> str:
    rows = [(each, departements_of_industry(each)) for each in industries]
    counted = Counter(territory for _, places in rows for territory in places)
    counts = {t: counted[t] for t in departements()}
    measure = Measure("industry", "export", word("carte", "titre_industrie"), value_shades(counts, integer))
    groups = {(code, region(code).name) for code in (t.region_code for t in counted) if code}
    own = {
        "rows": rows,
        "groups": sorted(groups, key=lambda each: each[1]),
        "map": departement_map([measure], shared.links, shared.edition),
    }
    return render("industry_list.md.j2", vars(shared) | own)


def _rows(
    ranking: Ranking, ranked: Mapping[Territory, RankedTerritory], found: Explored, direction: Direction
) -> list[_Row]:
    return [
        _Row(ranked[place.territory], place, found.data.portraits[place.territory].totals.of(direction))
        for place in ranking.places
        if place.territory in ranked
    ]
