"""What « Diversifier » is written from: the measures of ``generator.portrait.diversification`` in the page's order.

No French here. Points are whole tenths of a point, rounded halves away from zero, so that what is listed and the rest
add up to the written change.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from generator.compute import EditionData
from generator.figures.sparklines import Sparkline, sparklines
from generator.french.formatting import Unit, unit_for
from generator.pages.environment import tenths_of
from generator.pages.portrait.members import NAMED, Members, members_of
from generator.portrait.analysis import Analysis
from generator.portrait.concentration import YearOfTrade
from generator.portrait.diversification import Diversification, Regularity
from generator.portrait.evolution import BREAK_YEAR, Changes
from generator.portrait.outlets import PROSE_FROM, CountryShare
from generator.portrait.ranking import Axis, Rank, Ranking, distinct
from generator.portrait.sourcing import Sourcing
from generator.reference.direction import Direction
from generator.reference.territories import Kind, Territory

LISTED: Final = 5
"""How many contributions a table lists."""
OUTLETS_NAMED: Final = 2
"""How many outlets sentences name, each of another product."""
EXPORTERS: Final = 2
"""How many of the départements that export a product are named as its suppliers."""


@dataclass(frozen=True, slots=True)
class Piece:
    """What one product or country adds to a change; euros, and tenths of a point, not zero."""

    code: str
    before_eur: int
    after_eur: int
    tenths: int


@dataclass(frozen=True, slots=True)
class Explained:
    """A change in tenths of a point by its largest pieces along one axis; what is left gathers all others."""

    axis: Axis
    pieces: tuple[Piece, ...]
    tenths: int

    @property
    def named(self) -> tuple[Piece, ...]:
        """The pieces that a sentence names."""
        return self.pieces[:NAMED]

    @property
    def rest_of_named(self) -> int:
        """What a sentence leaves out."""
        return self.tenths - sum(piece.tenths for piece in self.named)

    @property
    def rest(self) -> int:
        """What a table leaves out."""
        return self.tenths - sum(piece.tenths for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class Change:
    """One direction's change, ``text`` as the page writes it from the written amounts; by product, then by country."""

    direction: Direction
    text: str
    explained: tuple[Explained, Explained]


@dataclass(frozen=True, slots=True)
class SupplierLine:
    """A product to examine, the members of the Union that supply France, the départements that export it."""

    sourcing: Sourcing
    members: tuple[CountryShare, ...]
    exporters: tuple[Territory, ...]


@dataclass(frozen=True, slots=True)
class Dependences:
    """How dependent the territory was in each year; ``since``: what the last year is compared with, if any."""

    direction: Direction
    years: tuple[YearOfTrade, ...]

    @property
    def last(self) -> YearOfTrade:
        """The newest year."""
        return self.years[-1]

    @property
    def lines(self) -> tuple[Sparkline, ...]:
        """A small line chart for each measure."""
        return sparklines(self.years, self.direction)

    @property
    def crosses(self) -> bool:
        """Whether the break of 2022 is among its years."""
        return self.years[0].year < BREAK_YEAR <= self.last.year

    @property
    def since(self) -> YearOfTrade | None:
        """The oldest year on the newest one's side of the break of 2022, the newest apart."""
        side = [y for y in self.years[:-1] if (y.year < BREAK_YEAR) == (self.last.year < BREAK_YEAR)]
        return side[0] if side else None


@dataclass(frozen=True, slots=True)
class Diversify:
    """The part « Diversifier » of one portrait; each is empty where there is nothing to show.

    ``ranks``: by axis and direction; ``flows``: the main ones over the quarters.
    """

    changes: tuple[Change, ...]
    members: Members | None
    ranks: Mapping[Axis, Mapping[Direction, tuple[Rank, ...]]]
    flows: tuple[tuple[Direction, Regularity], ...]
    outlets: tuple[CountryShare, ...]
    suppliers: tuple[SupplierLine, ...]
    dependences: tuple[Dependences, ...]

    @property
    def widest(self) -> int:
        """The largest contribution that a table lists, in tenths of a point: half a bar."""
        explained = (each for change in self.changes for each in change.explained)
        return max(
            (abs(n) for each in explained for n in (*(p.tenths for p in each.pieces), each.rest)), default=0
        )

    @property
    def best_rank(self) -> tuple[Direction, Rank] | None:
        """The product with the smallest rank, then the largest share of France; ``None`` without ranks."""
        goods = self.ranks.get(Axis.PRODUCT, {}).items()
        found = [(direction, rank) for direction, ranks in goods for rank in ranks if rank.among > 1]
        return min(
            found,
            key=lambda each: (each[1].rank, -Fraction(each[1].value_eur, each[1].national_eur)),
            default=None,
        )

    @property
    def outlets_named(self) -> tuple[CountryShare, ...]:
        """What sentences name: of each of the first products, its first outlet that is large enough for one."""
        firsts: dict[str, CountryShare] = {}
        for each in self.outlets:
            if each.national_eur >= PROSE_FROM:
                firsts.setdefault(each.product_code, each)
        return tuple(firsts.values())[:OUTLETS_NAMED]


def is_small(analysis: Analysis, territory: Territory) -> bool:
    """Whether a territory exports so little that its shares and ranks are left out; never the country."""
    return analysis.is_small and territory.kind is not Kind.FRANCE


def diversify(data: EditionData, territory: Territory) -> Diversify:
    """What the page shows. Ranks and outlets are left out where exports are small.

    Main flows are of a whole year: an unfinished one cannot show regularity.
    """
    found, analysis, totals = (
        data.diversifications[territory],
        data.analyses[territory],
        data.portraits[territory].totals,
    )
    small = is_small(analysis, territory)
    eur = unit_for(totals.export_eur, totals.import_eur)
    return Diversify(
        changes=tuple(_changes(found, eur)),
        members=members_of(found.members) if found.members else None,
        ranks={} if small else found.ranks or {},
        flows=tuple(
            (d, each) for d, flows in found.regularity.items() for each in flows if data.context.complete
        ),
        outlets=() if small else found.outlets,
        suppliers=tuple(_suppliers(territory, found, analysis.sourcing, data.rankings[Axis.PRODUCT])),
        dependences=tuple(_dependences(found.history)),
    )


def _changes(found: Diversification, eur: Unit) -> Iterable[Change]:
    if found.contributions is None:
        return
    for direction in Direction:
        before, after = found.contributions.before.of(direction), found.contributions.after.of(direction)
        moved = eur.percent_change(before, after)
        if moved:
            was = eur.written(before)
            whole = 0 if moved.trend == "stable" else tenths_of(eur.written(after) - was, was)
            explained = (
                Explained(Axis.PRODUCT, _pieces(found.contributions.products[direction]), whole),
                Explained(Axis.COUNTRY, _pieces(found.contributions.countries[direction]), whole),
            )
            yield Change(direction, moved.text, explained)


def _pieces(changes: Changes) -> tuple[Piece, ...]:
    pieces = (
        Piece(each.code, each.before_eur, each.after_eur, tenths_of(each.change_eur, each.total_eur))
        for each in changes.contributions[:LISTED]
    )
    return tuple(piece for piece in pieces if piece.tenths)


def _suppliers(
    territory: Territory,
    found: Diversification,
    sourcing: Iterable[Sourcing],
    products: Mapping[str, Mapping[Direction, Ranking]],
) -> Iterable[SupplierLine]:
    for each in sourcing:
        if each.is_watched:
            code = each.product_code
            places = products[code][Direction.EXPORT].places
            sellers = distinct(place.territory for place in places if place.value_eur >= PROSE_FROM)
            others = [seller for seller in sellers if seller != territory]
            members = tuple(share for share in found.eu_origins if share.product_code == code)
            yield SupplierLine(each, members, tuple(others[:EXPORTERS]))


def _dependences(years: Sequence[YearOfTrade]) -> Iterable[Dependences]:
    for direction in Direction:
        own = tuple(year for year in years if direction in year.dependence)
        if own and own[-1] is years[-1]:
            yield Dependences(direction, own)
