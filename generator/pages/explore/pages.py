"""The pages by product, by partner country and by Territoire d'industrie, and the lists that lead to them."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import partial
from typing import NamedTuple

from markupsafe import Markup

from generator.context import EditionContext
from generator.french.formatting import integer, unit_for
from generator.french.words import word
from generator.pages.environment import bar_width, render
from generator.pages.explore.lists import (
    RankedTerritory,
    TopRow,
    ranked_territories,
    ranking_head,
    region_groups,
    topic_list,
)
from generator.pages.explore.map import Measure, departement_map, topic_measure, value_shades
from generator.pages.explore.topic import FOLDERS, ExploreData, Topic, series_editions, topic_figure
from generator.pages.links import Links
from generator.pages.portrait.views import FigureView
from generator.pages.sheet import departements_of_industry, dossier
from generator.portrait.build import eu_by_product
from generator.portrait.evolution import Evolution, Movement, movements
from generator.portrait.model import Quarter, Totals
from generator.portrait.ranking import Axis, Place
from generator.portrait.series import whole_years
from generator.reference.countries import RETURNED, is_outside_eu, other_eu_members
from generator.reference.direction import Direction
from generator.reference.industry import IndustryTerritory
from generator.reference.names import Names
from generator.reference.territories import Territory, departements, departements_among, france, slugify


class TopicRow(NamedTuple):
    """A département's trade in the topic. ``total_eur``: all its trade in the direction.

    A tuple, as there are thirty thousand.
    """

    territory: RankedTerritory
    place: Place
    total_eur: int

    @property
    def part(self) -> Fraction:
        """The topic's share of the département's trade, in fractions of 1."""
        return Fraction(self.place.value_eur, self.total_eur)


@dataclass(frozen=True)
class ExplorePage:
    """What the templates of all these pages are given. ``links``: those of a page one folder deep."""

    edition: EditionContext
    names: Names
    links: Links
    root_md: str
    is_frozen: bool


@dataclass(frozen=True)
class TopicPage(ExplorePage):
    """What the template of a product's or a partner country's page is given.

    ``is_member``: of the European Union. ``eu``: trade in a product with the other EU members. ``ranked``: the
    départements as rows. ``moves``: who makes the country's change, which ``evolution`` dates. ``best``: the largest
    quarter of a whole year. ``others``: the topics of the other axis, by code. ``years``: the totals of whole years.
    """

    topic: Topic
    is_member: bool
    is_outside_eu: bool
    eu: Totals | None
    rows: Mapping[Direction, Sequence[TopicRow]]
    heads: Mapping[Direction, Markup]
    ranked: Mapping[Territory, RankedTerritory]
    moves: Mapping[Direction, Movement | None]
    evolution: Evolution | None
    best: Mapping[Direction, Quarter | None]
    others: Mapping[str, Topic]
    view: FigureView | None
    years: Mapping[int, Totals]


def explore_pages(explore: ExploreData, links: Links) -> Iterator[tuple[str, Callable[[], str]]]:
    """The path of each page in the edition's folder, and a function that returns its Markdown, for worker processes.

    ``links``: those of the edition's index page.
    """
    data, edition = explore.data, explore.data.context
    # all are one folder deep, and link within their edition
    ours = replace(links, folder="").at(f"{FOLDERS[Axis.PRODUCT]}/")
    ranked = ranked_territories(departements_among(data.portraits), ours)
    root_md = "../" * (1 + links.folder.count("/"))
    shared = ExplorePage(edition, data.names, ours, root_md, is_frozen=not links.is_newest)
    moved = movements(series_editions(data), ranked)
    eu = eu_by_product(data.scopes[france()], edition.year)
    for axis, topics in explore.topics.items():
        for topic in topics.values():
            moves = {d: moved.get((axis, d, topic.code)) for d in Direction}
            page = partial(_topic_page, shared, explore, topic, ranked, moves, eu.get(topic.code))
            yield f"{topic.path}.md", page
        yield f"{FOLDERS[axis]}/index.md", partial(_list_page, shared, axis, list(topics.values()))
    if links.is_newest:
        for each in explore.industry:
            yield f"{each.path}.md", partial(_industry_page, shared, explore, each)
        # a folder's index page is one folder deep in both forms of the site
        index = replace(shared, links=replace(links, root="../"))
        yield "territoires-industrie/index.md", partial(_industries_page, index, explore.industry)


def _topic_page(
    shared: ExplorePage,
    explore: ExploreData,
    topic: Topic,
    ranked: Mapping[Territory, RankedTerritory],
    moves: Mapping[Direction, Movement | None],
    eu: Totals | None,
) -> str:
    edition, portraits = shared.edition, explore.data.portraits
    figure = None if shared.is_frozen else topic_figure(topic, edition)
    rows = {
        d: [
            TopicRow(ranked[place.territory], place, portraits[place.territory].totals.of(d))
            for place in ranking.places
            if place.territory in ranked
        ]
        for d, ranking in topic.sides.items()
    }
    heads = {d: _head(topic, d, own, shared) for d, own in rows.items() if own and not shared.is_frozen}
    view = TopicPage(
        **vars(shared),
        topic=topic,
        is_member=topic.code in other_eu_members(edition.year),
        is_outside_eu=is_outside_eu(topic.code, edition.year),
        eu=eu,
        rows=rows,
        heads=heads,
        ranked=ranked,
        moves=moves,
        evolution=explore.data.evolutions.get(france()),
        best={d: _best_quarter(topic, d, edition) for d in Direction},
        others=explore.topics[topic.axis.other],
        view=FigureView(figure, topic.path, shared.links.own_files(topic.path)) if figure else None,
        years=whole_years(topic.series),
    )
    return render(f"{topic.axis.value}.md.j2", **vars(view))


def _head(topic: Topic, direction: Direction, rows: Sequence[TopicRow], shared: ExplorePage) -> Markup:
    """The map and the top ten of one direction."""
    largest = rows[0].place.value_eur
    unit = unit_for(largest)
    top = (
        TopRow(place.rank, territory.link, bar_width(place.value_eur, largest), unit.number(place.value_eur))
        for territory, place, _ in rows
    )
    measure = topic_measure(direction, _map_title(topic, direction, shared.names), topic.sides[direction])
    return ranking_head(
        word("classement", direction.value, unit=unit.symbol),
        top,
        measure,
        shared.links,
        shared.edition,
        table=f"tableau-{direction}",
        map_id=f"carte-{direction}",
    )


def _map_title(topic: Topic, direction: Direction, names: Names) -> str:
    if topic.axis is Axis.PRODUCT:
        return word("carte", f"titre_{direction.value}_produit", name=topic.name)
    if topic.code == RETURNED and direction is Direction.IMPORT:
        return word("carte", "titre_retour")
    forms = names.countries.forms(topic.code)
    return word("carte", f"titre_{direction.value}_pays", subject=forms.subject, of=forms.of)


def _best_quarter(topic: Topic, direction: Direction, edition: EditionContext) -> Quarter | None:
    own = [quarter for quarter in topic.series if quarter.year == edition.year]
    if not edition.complete or not topic.sides[direction].value_eur:
        return None
    return max(own, key=lambda quarter: quarter.of(direction))


def _list_page(shared: ExplorePage, axis: Axis, topics: Sequence[Topic]) -> str:
    table = topic_list(topics, FOLDERS[axis], shared.links, shared.edition)
    return render(f"{axis.value}_list.md.j2", **vars(shared), topics=topics, table=table)


def _industry_page(shared: ExplorePage, explore: ExploreData, industry: IndustryTerritory) -> str:
    return render("industry.md.j2", **vars(shared), dossier=dossier(explore.data, industry))


def _industries_page(shared: ExplorePage, industries: Sequence[IndustryTerritory]) -> str:
    rows = [(each, departements_of_industry(each)) for each in sorted(industries, key=lambda each: slugify(each.name))]
    counted = Counter(territory for _, own in rows for territory in own)
    shades = value_shades({t: counted[t] for t in departements()}, integer)
    title = word("carte", "titre_industrie", list=shared.edition.industry_list)
    measure = Measure("industry", "export", title, shades, is_of_edition=False)
    drawn = departement_map([measure], shared.links, shared.edition)
    return render("industry_list.md.j2", **vars(shared), rows=rows, groups=region_groups(counted), map=drawn)
