"""Activities: the two halves of the figure and their products, the smallest grouped."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from generator.figures.figure import Amount
from generator.french.formatting import Unit, unit_for
from generator.french.words import others_label, word
from generator.portrait.model import Activity, Portrait
from generator.portrait.ranking import ranked
from generator.reference.direction import Direction
from generator.reference.names import Names

_CELLS, _MIN_OF_HALF, _MIN_OF_ALL = 20, 120, 500
"""At most so many products of a half have a cell, none below 1/120 of the half or 1/500 of all trade."""
_MAX_GROUPED, _MANY = 4, 40
"""At most a quarter of a half is grouped, unless these are more than forty products."""
_MAX_DETAILS, _MIN_OF_PRODUCT = 12, 100
"""At most so many CPF4 products of a product are shown, none below a hundredth of it."""


class Detail(NamedTuple):
    """What a cell contains when it is opened: a CPF4 product, or a grouped product."""

    code: str
    name: str
    value_eur: int


class Leaf(NamedTuple):
    """A cell: a product, or the grouped ones; ``amount``: with its share of the half."""

    code: str
    name: str
    amount: Amount
    details: tuple[Detail, ...]
    is_group: bool = False


@dataclass(frozen=True, slots=True)
class Half:
    """One direction; ``total``: with its share of imports and exports; ``unit``: the one of both directions."""

    direction: Direction
    total: Amount
    unit: Unit
    leaves: tuple[Leaf, ...]

    @property
    def soft_tone(self) -> str:
        """The paler tone of the direction, whose name is that of its full tone."""
        return f"{self.direction}-soft"

    @property
    def products(self) -> list[Detail]:
        """All products, grouped or not."""
        products: list[Detail] = []
        for leaf in self.leaves:
            own = Detail(leaf.code, leaf.name, leaf.amount.value_eur)
            products += leaf.details if leaf.is_group else [own]
        return products

    def grouped_after(self, count: int) -> Half:
        """The same with a cell for each of the first ``count`` products, and one for all others."""
        details = tuple(self.products[count:])
        amount = Amount.of(sum(detail.value_eur for detail in details), self.total.value_eur, self.unit)
        rest = Leaf("autres", others_label("produits", len(details)), amount, details, is_group=True)
        return replace(self, leaves=(*self.leaves[:count], rest))

    def amount_of(self, leaf: Leaf) -> str:
        """``604,7 M€ · 14,4 % des exportations``."""
        return f"{leaf.amount.line} {word('activites', f'part_{self.direction}')}"

    @property
    def headings(self) -> tuple[str, ...]:
        """Its headings, from ``Importations : 4,7 Md€ (53,1 %)`` down to the bare amount."""
        name, total = word("commun", self.direction), self.total
        return (
            word("activites", "moitie", sens=name, montant=total.text, part=total.share),
            word("activites", "moitie_etroite", sens=name, montant=total.text),
            total.text,
        )


def halves_of(portrait: Portrait, names: Names, first: int | None = None) -> tuple[Half, ...]:
    """Imports, then exports, without a direction that has no trade; products by value, then code.

    ``first``: how many products of each are not grouped; by default as many as have room in a treemap.
    """
    return tuple(
        _half(direction, portrait, names, first)
        for direction in (Direction.IMPORT, Direction.EXPORT)
        if portrait.totals.of(direction)
    )


def _half(direction: Direction, portrait: Portrait, names: Names, first: int | None) -> Half:
    totals = portrait.totals
    whole, total = totals.import_eur + totals.export_eur, totals.of(direction)
    unit = unit_for(totals.import_eur, totals.export_eur)
    activities = {each.product_code: each for each in portrait.activities}
    sums = {code: each.of(direction) for code, each in activities.items()}
    codes = ranked(sums)
    count = first or _large([sums[code] for code in codes], total, whole)
    leaves = []
    for code in codes:
        amount, details = Amount.of(sums[code], total, unit), _details(activities[code], direction, names)
        leaves.append(Leaf(code, names.products.short(code), amount, details))
    half = Half(direction, Amount.of(total, whole, unit), unit, tuple(leaves))
    # a group of one would hide its name for nothing
    return half.grouped_after(count) if len(leaves) - count > 1 else half


def _large(values: Sequence[int], total: int, whole: int) -> int:
    """How many of the products, by descending value, are large enough for a cell."""
    large = sum(value * _MIN_OF_HALF >= total and value * _MIN_OF_ALL >= whole for value in values[:_CELLS])
    while is_group_too_large(values, large):
        large += 1
    return large


def is_group_too_large(values: Sequence[int], count: int) -> bool:
    """Whether the products after the first ``count`` are more than a quarter of all, and not many."""
    rest = values[count:]
    return len(rest) <= _MANY and sum(rest) * _MAX_GROUPED > sum(values)


def _details(activity: Activity, direction: Direction, names: Names) -> tuple[Detail, ...]:
    """The CPF4 products of a product, largest first; the small ones merged, as cells are slow in a browser."""
    total, sums = activity.of(direction), {each.product_code: each.of(direction) for each in activity.details}
    codes = ranked(sums)
    kept = [code for code in codes[:_MAX_DETAILS] if sums[code] * _MIN_OF_PRODUCT >= total]
    details = [Detail(code, names.subproducts.official(code), sums[code]) for code in kept]
    if rest := [sums[code] for code in codes[len(kept) :]]:
        details.append(Detail("autres", others_label("produits", len(rest)), sum(rest)))
    return tuple(details)
