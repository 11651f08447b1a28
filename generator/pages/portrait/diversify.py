"""The part « Diversifier » of a portrait: the measures of ``portrait.diversification``, arranged for the page.

Changes are in whole tenths of a percentage point, so that the listed ones and the rest add up to the written change.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import accumulate
from typing import Final

from generator.compute import EditionData
from generator.figures.sparklines import Sparkline, sparklines
from generator.french.formatting import Unit, tenths_of, unit_for
from generator.portrait.concentration import Dependence, Sourcing
from generator.portrait.diversification import PROSE_FROM, CountryShare, Diversification, Regularity
from generator.portrait.evolution import Change, Evolution, Member, is_comparable
from generator.portrait.model import BeforeAfter, largest_changes
from generator.portrait.ranking import Axis, Rank, Ranking, distinct
from generator.reference.direction import Direction
from generator.reference.territories import CORSICA, CORSICA_REGION, Territory, departements, region

LISTED: Final = 5
"""How many contributions a table lists."""
NAMED: Final = 3
"""How many contributions a sentence names at most."""
OUTLETS_NAMED: Final = 2
"""How many outlets sentences name, each of a different product."""
EXPORTERS: Final = 2
"""How many départements are named as other suppliers of a product."""
MOST: Final = Fraction(1, 2)
"""The part of a change that départements must make together to be named for it."""
OFFSET: Final = Fraction(5, 4)
"""Above this part of a change, moves in its direction are offset by opposite ones, and shares of it would mislead."""


@dataclass(frozen=True, slots=True)
class Explained:
    """A change of ``tenths`` of a point and the largest contributions to it along one axis, largest first."""

    axis: Axis
    pieces: tuple[Change, ...]
    tenths: int

    @property
    def named(self) -> tuple[Change, ...]:
        """The contributions that a sentence names."""
        return self.pieces[:NAMED]

    def rest(self, shown: int = LISTED) -> int:
        """The change without the first ``shown`` contributions, in tenths of a point."""
        return self.tenths - sum(piece.tenths for piece in self.pieces[:shown])


@dataclass(frozen=True, slots=True)
class DirectionChange:
    """The change of one direction, explained by product, then by country. ``text``: as written on the page."""

    direction: Direction
    text: str
    explained: tuple[Explained, ...]


@dataclass(frozen=True, slots=True)
class MemberRow(BeforeAfter):
    """The exports of a customs unit of a région or of France, and its territory if it has one."""

    name: str
    subject: str
    territory: Territory | None
    before_eur: int
    after_eur: int


@dataclass(frozen=True, slots=True)
class Members(BeforeAfter):
    """The customs units, largest exports first, and their exports together. ``before_eur`` is 0 where unknown.

    ``movers``: the fewest units that make most of the change; empty if several are needed or moves offset each other.
    """

    rows: tuple[MemberRow, ...]
    before_eur: int
    after_eur: int
    movers: tuple[MemberRow, ...]


def members_of(members: Sequence[Member]) -> Members | None:
    """The customs units as the page shows them, ``None`` for a single one."""
    if len(members) < 2:
        return None
    territories: dict[str, Territory] = {d.code: d for d in departements()}
    territories[CORSICA[0]] = region(CORSICA_REGION)
    is_complete = all(m.before for m in members)
    rows = []
    for each in sorted(members, key=lambda m: (-m.totals.export_eur, m.unit.code)):
        name, territory = each.unit.name, territories.get(each.unit.code)
        subject = territory.grammar.subject if territory else name
        before = each.before.export_eur if each.before and is_complete else 0
        rows.append(MemberRow(name, subject, territory, before, each.totals.export_eur))
    before, after = sum(row.before_eur for row in rows), sum(row.after_eur for row in rows)
    return Members(tuple(rows), before, after, _movers(rows, after - before) if before else ())


def _movers(rows: Iterable[MemberRow], change: int) -> tuple[MemberRow, ...]:
    same_way = largest_changes(row for row in rows if row.change_eur * change > 0)
    together = list(accumulate(abs(row.change_eur) for row in same_way))
    if together and together[-1] <= OFFSET * abs(change):
        for count, moved in enumerate(together[:NAMED], start=1):
            if MOST * abs(change) <= moved <= abs(change):
                return same_way[:count]
    return ()


@dataclass(frozen=True, slots=True)
class SupplierRow:
    """A product to watch, the EU members that supply France with it, and the départements that export it."""

    sourcing: Sourcing
    members: tuple[CountryShare, ...]
    exporters: tuple[Territory, ...]


@dataclass(frozen=True, slots=True)
class DependenceHistory:
    """How dependent the territory was in one direction, year by year, oldest first."""

    direction: Direction
    years: Mapping[int, Dependence]

    @property
    def lines(self) -> tuple[Sparkline, ...]:
        """A sparkline for each measure."""
        return sparklines(self.years)

    @property
    def crosses_break(self) -> bool:
        """Whether the break of 2022 lies between its years."""
        return not is_comparable(min(self.years), max(self.years))

    @property
    def since(self) -> int | None:
        """The oldest year that the last one can be compared with: the break of 2022 is not between them."""
        *earlier, last = self.years
        return next((year for year in earlier if is_comparable(year, last)), None)


@dataclass(frozen=True, slots=True)
class Diversify:
    """What the page shows; each part is empty where there is nothing to show. ``flows``: the main flows."""

    changes: tuple[DirectionChange, ...]
    members: Members | None
    ranks: Mapping[Axis, Mapping[Direction, tuple[Rank, ...]]]
    flows: tuple[tuple[Direction, Regularity], ...]
    outlets: tuple[CountryShare, ...]
    suppliers: tuple[SupplierRow, ...]
    dependences: tuple[DependenceHistory, ...]

    @property
    def widest(self) -> int:
        """The largest contribution that a table lists, in tenths of a point: its bar takes half of the width."""
        explained = [each for change in self.changes for each in change.explained]
        listed = [piece.tenths for each in explained for piece in each.pieces]
        return max(map(abs, [*listed, *(each.rest() for each in explained)]), default=0)

    @property
    def best_rank(self) -> tuple[Direction, Rank] | None:
        """The product with the best rank, then the largest share of France; ``None`` without ranks."""
        products = self.ranks.get(Axis.PRODUCT, {}).items()
        found = [(direction, rank) for direction, ranks in products for rank in ranks if rank.among > 1]
        return min(
            found, key=lambda each: (each[1].rank, -Fraction(each[1].value_eur, each[1].national_eur)), default=None
        )

    @property
    def outlets_named(self) -> tuple[CountryShare, ...]:
        """The outlets that sentences name: for each product, the first that is large enough."""
        first: dict[str, CountryShare] = {}
        for each in self.outlets:
            if each.national_eur >= PROSE_FROM:
                first.setdefault(each.product_code, each)
        return tuple(first.values())[:OUTLETS_NAMED]


def diversify(data: EditionData, territory: Territory) -> Diversify:
    """What the page shows: no ranks or outlets where exports are small, no main flows of an incomplete year."""
    found, analysis = data.diversifications[territory], data.analyses[territory]
    totals = data.portraits[territory].totals
    regularity = found.regularity.items() if data.context.complete else ()
    products = data.rankings[Axis.PRODUCT]
    return Diversify(
        changes=tuple(_changes(data.inputs[territory].year_on_year, unit_for(totals.export_eur, totals.import_eur))),
        members=members_of(found.members) if found.members else None,
        ranks={} if analysis.is_small else found.ranks or {},
        flows=tuple((direction, flow) for direction, flows in regularity for flow in flows),
        outlets=() if analysis.is_small else found.outlets,
        suppliers=tuple(
            _supplier_row(territory, found, each, products[each.product_code][Direction.EXPORT])
            for each in analysis.sourcing
            if each.is_watched
        ),
        dependences=tuple(_dependences(found.history)),
    )


def _changes(evolution: Evolution | None, eur: Unit) -> Iterator[DirectionChange]:
    if evolution is None:
        return
    for direction in Direction:
        before, after = evolution.before.of(direction), evolution.after.of(direction)
        moved = eur.percent_change(before, after)
        if moved:
            was = eur.written(before)
            tenths = 0 if moved.trend == "stable" else tenths_of(eur.written(after) - was, was)
            explained = tuple(
                Explained(axis, tuple(change for change in largest if change.tenths), tenths)
                for axis, largest in (
                    (Axis.PRODUCT, evolution.products[direction].contributions[:LISTED]),
                    (Axis.COUNTRY, evolution.countries[direction].contributions[:LISTED]),
                )
            )
            yield DirectionChange(direction, moved.agreed, explained)


def _supplier_row(territory: Territory, found: Diversification, sourcing: Sourcing, exports: Ranking) -> SupplierRow:
    sellers = distinct(place.territory for place in exports.places if place.value_eur >= PROSE_FROM)
    others = [seller for seller in sellers if seller != territory]
    members = (share for share in found.eu_origins if share.product_code == sourcing.product_code)
    return SupplierRow(sourcing, tuple(members), tuple(others[:EXPORTERS]))


def _dependences(history: Mapping[int, Mapping[Direction, Dependence]]) -> Iterator[DependenceHistory]:
    for direction in Direction:
        own = {year: found[direction] for year, found in history.items() if direction in found}
        if own and max(own) == max(history):
            yield DependenceHistory(direction, own)
