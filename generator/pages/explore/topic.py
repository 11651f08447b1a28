"""The topics, products and partner countries with a page of their own, and the quarterly series of each."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Final

from generator.compute import EditionData
from generator.context import EditionContext
from generator.figures.figure import Figure, FigureContext
from generator.figures.quarters import quarterly_figure
from generator.portrait.model import Quarter
from generator.portrait.ranking import Axis, Ranking
from generator.portrait.series import Quarterly
from generator.reference.direction import Direction
from generator.reference.industry import IndustryTerritory, industry_territories
from generator.reference.territories import Kind, Territory, departements, territories

FOLDERS: Final = {Axis.PRODUCT: "produits", Axis.COUNTRY: "pays"}


@dataclass(frozen=True, slots=True)
class Topic:
    """A product or a partner country with a page of its own.

    ``name``: short, ``label``: official; both are untrusted. ``series``: its quarters over the editions, ascending.
    """

    axis: Axis
    code: str
    name: str
    label: str
    path: str
    sides: Mapping[Direction, Ranking]
    series: tuple[Quarter, ...] = ()


def topic_figure(topic: Topic, edition: EditionContext) -> Figure | None:
    """The figure of France's quarterly trade in the product, or with the partner."""
    context = FigureContext(topic.name, edition.period, edition.source_line, edition.demonstration, edition.complete)
    return quarterly_figure(topic.series, context)


COUNTRIES: Final = 60
"""How many partner countries have a page: the first by national imports + exports."""


@dataclass(frozen=True, slots=True)
class ExploreData:
    """What the pages of an edition's topics and Territoires d'industrie are made from.

    ``topics``: by code, in the order of their lists.
    """

    data: EditionData
    topics: Mapping[Axis, Mapping[str, Topic]]
    industry: tuple[IndustryTerritory, ...]


def explore_data(data: EditionData) -> ExploreData:
    """The edition's products and first countries; in a build of some portraits, only those that they mention."""
    mentioned, editions = _mentioned(data), series_editions(data)
    topics: dict[Axis, dict[str, Topic]] = {}
    for axis, rankings in data.rankings.items():
        names = axis.names_in(data.names)
        first = islice(rankings.items(), COUNTRIES if axis is Axis.COUNTRY else None)
        topics[axis] = {
            code: Topic(
                axis=axis,
                code=code,
                name=names.short(code),
                label=names.official(code),
                path=f"{FOLDERS[axis]}/{names.slug(code)}",
                sides=sides,
                series=tuple(q for edition in editions for q in edition.quarters_of_code(axis, code)),
            )
            for code, sides in first
            if mentioned is None or code in mentioned[axis]
        }
    return ExploreData(data, topics, industries_of(data.pages))


def series_editions(data: EditionData) -> list[Quarterly]:
    """The editions that the series cover, oldest first."""
    return [summary.quarterly for summary in (*data.earlier, data.summary)]


def industries_of(pages: Collection[Territory]) -> tuple[IndustryTerritory, ...]:
    """The Territoires d'industrie with communes in the départements of ``pages`` or of their régions."""
    shown = {t.code for t in pages if t.kind is Kind.REGION}
    codes = {d.code for d in departements() if d in pages or d.region_code in shown}
    return tuple(each for each in industry_territories() if not codes.isdisjoint(each.communes))


def _mentioned(data: EditionData) -> dict[Axis, frozenset[str]] | None:
    """The codes that the build's portraits mention, ``None`` if it has all portraits."""
    if data.pages.issuperset(territories()):
        return None
    flows = [data.portraits[territory].flows[direction] for territory in data.pages for direction in Direction]
    return {
        Axis.PRODUCT: frozenset(code for each in flows for code in each.products),
        Axis.COUNTRY: frozenset(code for each in flows for code in each.countries),
    }
