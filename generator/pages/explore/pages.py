"""The pages by product, by partner country and by Territoire d'industrie, and the lists that lead to them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from functools import partial
from typing import NamedTuple

from jinja2 import Template
from markupsafe import Markup

from generator.context import EditionContext, in_period, to_period
from generator.french.formatting import block
from generator.french.words import word
from generator.pages.environment import environment
from generator.pages.explore.lists import topic_list
from generator.pages.explore.map import Measure, france_map, locator
from generator.pages.explore.measures import count_shades, topic_measure
from generator.pages.explore.ranking import Leader, Named, hundredths, named_once, ranking_head
from generator.pages.explore.topic import (
    FOLDERS,
    Explored,
    Topic,
    topic_view,
)
from generator.pages.links import Links
from generator.pages.portrait.members import tenths
from generator.pages.portrait.views import FigureView
from generator.pages.sheet import dossier
from generator.portrait.analysis import SMALL_EXPORTS
from generator.portrait.build import union_by_product
from generator.portrait.evolution import movements
from generator.portrait.model import Totals
from generator.portrait.ranking import Axis, Ranking
from generator.portrait.series import whole_years
from generator.reference.countries import country_grammar, is_outside, other_members
from generator.reference.direction import Direction
from generator.reference.industry import IndustrySpread
from generator.reference.names import product_grammar
from generator.reference.territories import (
    Territory,
    departements,
    departements_among,
    region,
)


class _Row(NamedTuple):
    """A département's line. Euros of all it trades in the direction.

    ``codes``: its own, those of both halves where Corsica is one. ``bar``: its value, ``part``: its part in all that
    the département trades, in hundredths of the largest. A tuple: there are thirty thousand.
    """

    codes: tuple[str, ...]
    heading: Markup
    rank: int
    value_eur: int
    total_eur: int
    bar: int
    part: int


def explore_pages(
    found: Explored, edition: EditionContext, links: Links
) -> Iterator[tuple[str, Callable[[], str]]]:
    """Each page's path in the folder of pages, and what gives its Markdown when called: work to be shared.

    ``links``: those of the edition's first page.
    """
    env = environment()
    # each lies one folder deep, and leads to others of its edition only
    ours = replace(links, folder="").at(f"{FOLDERS[Axis.PRODUCT]}/")
    shared: dict[str, object] = {
        "edition": edition,
        "names": found.names,
        "portraits": found.portraits,
        "links": ours,
        "root_md": "../" * (1 + links.folder.count("/")),
        "is_frozen": not links.is_newest,
        "members": other_members(edition.year),
        "is_outside": partial(is_outside, year=edition.year),
        "small_eur": SMALL_EXPORTS,
        "forms": lambda code: country_grammar(code, found.names.short_country(code)),
        "goods": lambda code: product_grammar(code, found.names.short_product(code)),
        "tenths_of": tenths,
        "union": union_by_product(found.national, edition.year),
    }
    cell = env.get_template("_departement.html.j2")
    named = named_once(departements_among(found.portraits), ours)
    headings = {
        t: Markup(cell.render(name=each.name, href=each.href))  # noqa: S704 (rendered by the escaping environment)
        for t, each in named.items()
    }
    totals = {t: found.portraits[t].totals for t in named}
    view = partial(topic_view, edition=edition, links=links)
    moved = movements(found.editions, named)
    if moved:
        before, now = found.editions[-2:]
        shared["moved_when"] = in_period(now.year, now.quarters)
        shared["moved_than"] = to_period(before.year, now.quarters)
    heads = partial(_heads, named=named, links=ours, edition=edition)
    for axis, topics in found.topics.items():
        page = env.get_template(f"{axis.value}.md.j2")
        others = found.of(axis.other)
        for topic in topics:
            yield (
                f"{topic.path}.md",
                partial(
                    _topic_page,
                    page,
                    topic,
                    named,
                    headings,
                    totals,
                    view,
                    heads,
                    moves={d: moved.get((axis, d, topic.code)) for d in Direction},
                    others=others,
                    **shared,
                ),
            )
        listing = env.get_template(f"{axis.value}_list.md.j2")
        yield (
            f"{FOLDERS[axis]}/index.md",
            partial(_list_page, partial(listing.render, **shared), topics, FOLDERS[axis], ours, edition),
        )
    if not links.is_newest:
        # a Territoire d'industrie's page shows no figure of its own
        return
    page = env.get_template("industry.md.j2")
    by_territory = {t.code: t for t in departements()}
    spreads = [(each, _parts(each, by_territory)) for each in found.industry]
    for each, parts in spreads:
        yield (
            f"{each.path}.md",
            partial(_industry_page, page, each, parts, found, sheet=ours.sheet(each.path), **shared),
        )
    listing = env.get_template("industry_list.md.j2")
    ways = replace(
        links, folder="", root="../"
    )  # a folder's first page lies one deep, whatever the addresses
    render = partial(listing.render, **shared)
    yield "territoires-industrie/index.md", partial(_industries_page, render, spreads, ways, edition)


def _topic_page(
    page: Template,
    topic: Topic,
    named: Mapping[Territory, Named],
    headings: Mapping[Territory, Markup],
    totals: Mapping[Territory, Totals],
    view: Callable[[Topic], FigureView | None],
    heads: Callable[[Topic], Mapping[Direction, Markup]],
    **shared: object,
) -> str:
    rows = {
        direction: _rows(
            topic.sides[direction], named, headings, {t: totals[t].of(direction) for t in totals}
        )
        for direction in Direction
    }
    years = whole_years(topic.series)
    shared["headings"] = headings
    if shared["is_frozen"]:
        return page.render(topic=topic, rows=rows, view=None, years=years, heads={}, **shared)
    return page.render(topic=topic, rows=rows, view=view(topic), years=years, heads=heads(topic), **shared)


def _list_page(
    render: Callable[..., str],
    topics: Sequence[Topic],
    kind: str,
    links: Links,
    edition: EditionContext,
) -> str:
    table = topic_list(topics, kind, links, edition)
    return render(topics=topics, table=table)


def _heads(
    topic: Topic, named: Mapping[Territory, Named], links: Links, edition: EditionContext
) -> dict[Direction, Markup]:
    """The map and the ten first of each direction in which a département trades."""
    return {
        direction: ranking_head(
            word("classement", direction.value, unit=block(ranking.places[0].value_eur).unit.symbol),
            _leaders(ranking, named),
            edition,
            table=f"tableau-{direction}",
            side=direction,
            map_=france_map(
                [topic_measure(direction, topic.name, ranking)], links, edition, id_=f"carte-{direction}"
            ),
        )
        for direction, ranking in topic.sides.items()
        if ranking.places
    }


def _leaders(ranking: Ranking, named: Mapping[Territory, Named]) -> Iterator[Leader]:
    largest = ranking.places[0].value_eur
    write = block(largest)
    for place in ranking.places:
        if own := named.get(place.territory):
            width = hundredths(place.value_eur, largest)
            yield Leader(place.rank, own.name, own.href, width, write.bare(place.value_eur))


def _industry_page(
    page: Template,
    industry: IndustrySpread,
    parts: list[tuple[Territory, Territory, int]],
    found: Explored,
    **shared: object,
) -> str:
    seen = dossier(industry, found.portraits, found.analyses)
    return page.render(
        industry=industry, parts=parts, dossier=seen, locator=locator(t for t, _, _ in parts), **shared
    )


def _industries_page(
    render: Callable[..., str],
    spreads: list[tuple[IndustrySpread, list[tuple[Territory, Territory, int]]]],
    links: Links,
    edition: EditionContext,
) -> str:
    held = Counter(territory for _, parts in spreads for territory, _, _ in parts)
    counts = {t: held[t] for t in departements()}
    measure = Measure("industry", "export", "", word("carte", "titre_industrie"), count_shades(counts))
    found = {region.code: region.name for _, parts in spreads for _, region, _ in parts}
    groups = sorted(found.items(), key=lambda each: each[1])
    drawn = france_map([measure], links, edition)
    return render(spreads=spreads, groups=groups, map=drawn)


def _rows(
    ranking: Ranking,
    named: Mapping[Territory, Named],
    headings: Mapping[Territory, Markup],
    totals: Mapping[Territory, int],
) -> list[_Row]:
    places = [place for place in ranking.places if place.territory in named]
    widest = max((place.value_eur for place in places), default=1)
    most = max((Fraction(place.value_eur, totals[place.territory]) for place in places), default=1)
    return [
        _Row(
            tuple(code.lower() for code in named[place.territory].codes),
            headings[place.territory],
            place.rank,
            place.value_eur,
            totals[place.territory],
            hundredths(place.value_eur, widest),
            hundredths(Fraction(place.value_eur, totals[place.territory]), most),
        )
        for place in places
    ]


def _parts(
    spread: IndustrySpread, by_code: Mapping[str, Territory]
) -> list[tuple[Territory, Territory, int]]:
    """Each département a Territoire d'industrie lies in, with its région and the communes there, most first."""
    order = sorted(spread.communes.items(), key=lambda each: (-each[1], each[0]))
    found = []
    for code, communes in order:
        territory = by_code[code]
        found.append((territory, region(territory.region_code or ""), communes))
    return found
