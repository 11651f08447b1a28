"""Concentration of partners and products (Herfindahl-Hirschman index): sourcing, and dependence over the years."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from generator.edition import is_whole_year
from generator.french.formatting import nearest
from generator.portrait.ranking import largest, ranked
from generator.portrait.series import Quarterly
from generator.portrait.specialisation import is_sizeable
from generator.portrait.trade import Pair, eu_part, nested
from generator.reference.countries import is_outside_eu, other_eu_members
from generator.reference.direction import Direction
from generator.reference.territories import Territory

MODERATE_FROM = Fraction(15, 100)
HIGH_FROM = Fraction(25, 100)
"""The usual thresholds of the index (1 500 and 2 500 points out of 10 000)."""


@dataclass(frozen=True, slots=True)
class Concentration:
    """``index``: the sum of the squared shares, from 1 / ``count`` (equal shares) to 1 (a single one)."""

    index: Fraction
    count: int

    @property
    def equivalent(self) -> Fraction:
        """The number of equal shares with the same index: 1 / index."""
        return 1 / self.index

    @property
    def points(self) -> int:
        """The index in points out of 10 000, rounded."""
        return nearest(10_000 * self.index)

    @property
    def level(self) -> str:
        """``low`` below 0.15, ``high`` from 0.25 on, else ``moderate``."""
        return "high" if self.index >= HIGH_FROM else "moderate" if self.index >= MODERATE_FROM else "low"


def concentration(values: Mapping[str, int]) -> Concentration | None:
    """The index of amounts in euros by code; ``None`` if they add up to zero.

    Limits: it depends on how finely products and countries are divided, and does not say which ones are largest.
    """
    total = sum(values.values())
    if not total:
        return None
    squares = sum(value * value for value in values.values())
    return Concentration(Fraction(squares, total * total), sum(1 for value in values.values() if value))


MAJORITY = Fraction(1, 2)
"""One origin, or all those outside the EU, must supply more than this share of a product."""


@dataclass(frozen=True, slots=True)
class Sourcing:
    """An imported product (A129 or CPF4), in euros: the total, the largest origin's part, the part from outside the EU.

    ``country_code``: the largest origin; ``is_from_eu``: whether it is another EU member. ``origins``,
    ``outside_origins``: the concentration of all origins, and of those outside the EU (``None`` without any).
    """

    product_code: str
    value_eur: int
    country_code: str
    from_country_eur: int
    is_from_eu: bool
    outside_eur: int
    origins: Concentration
    outside_origins: Concentration | None

    @property
    def is_watched(self) -> bool:
        """Whether origins outside the EU supply more than half, with an index of their own above 0.25."""
        return (
            self.outside_origins is not None
            and self.outside_eur > MAJORITY * self.value_eur
            and self.outside_origins.index > HIGH_FROM
        )


def concentrated_sourcing(imports: Mapping[Pair, int], year: int) -> tuple[Sourcing, ...]:
    """The sizeable products of ``imports[product, country]`` (euros) with a majority origin, or that are watched.

    Largest imports first, ties by code. ``year``: the edition's, which determines EU membership. Limits: an A129
    product covers many goods; the country of origin is not always the seller's; possible substitutes, above all the
    EU's own production, are unknown. The criteria of ``is_watched`` are those of the French Treasury's study, with our
    own thresholds (docs/methode.md).
    """
    members = other_eu_members(year)
    by_product = nested(imports)
    sums = {product: sum(origins.values()) for product, origins in by_product.items()}
    total = sum(sums.values())
    found = []
    for product in ranked(sums):
        origins, value = by_product[product], sums[product]
        # skipping the others, the vast majority, saves most of the time
        index = concentration(origins) if is_sizeable(value, total) else None
        if not index:
            continue
        first = ranked(origins)[0]
        outside = {code: part for code, part in origins.items() if is_outside_eu(code, year)}
        each = Sourcing(
            product_code=product,
            value_eur=value,
            country_code=first,
            from_country_eur=origins[first],
            is_from_eu=first in members,
            outside_eur=sum(outside.values()),
            origins=index,
            outside_origins=concentration(outside),
        )
        if origins[first] > MAJORITY * value or each.is_watched:
            found.append(each)
    return tuple(found)


FIRST_PARTNERS = 3


@dataclass(frozen=True, slots=True)
class Dependence:
    """One direction of a year, in euros. ``equivalent``: the number of equal partners with the same concentration."""

    total_eur: int
    eu_eur: int
    first_partners_eur: int
    equivalent: Fraction


def history(editions: Sequence[Quarterly], territory: Territory) -> dict[int, dict[Direction, Dependence]]:
    """The complete years of ``editions`` (oldest first), each from its own edition, with the EU members of that year.

    A direction without trade is absent. A year that publishes Corsica differently from the newest edition is omitted
    for 2A and 2B. Limits: since 2022, trade within the EU has been collected by another survey.
    """
    return {
        edition.year: _dependence(edition, territory)
        for edition in editions
        if is_whole_year(edition.quarters) and edition.has_same_scope(territory, editions[-1])
    }


def _dependence(edition: Quarterly, territory: Territory) -> dict[Direction, Dependence]:
    sums = edition.sums(territory, edition.quarters)
    return {
        direction: Dependence(
            total_eur=values.total(),
            eu_eur=eu_part(values, edition.year),
            first_partners_eur=sum(value for _, value in largest(values, FIRST_PARTNERS)),
            equivalent=index.equivalent,
        )
        for direction in Direction
        if (index := concentration(values := sums.countries[direction]))
    }
