"""Activities: the two halves of the figure, their products, the smallest gathered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from generator.french.formatting import Unit, share, unit_for
from generator.french.words import others_label, word
from generator.portrait.model import Activity, Portrait
from generator.portrait.ranking import ranked
from generator.reference.direction import Direction
from generator.reference.names import Names

_CELLS, _MIN_OF_HALF, _MIN_OF_ALL = 20, 120, 500
"""At most so many products of a half have a cell, none below the 120th part of it or the 500th of all trade."""
_MOST_GATHERED, _MANY = 4, 40
"""At most a quarter of a half is gathered, unless more than forty products share it."""
_MAX_DETAILS, _MIN_OF_PRODUCT = 12, 100
"""CPF4 products shown of one product at most, none below a hundredth of it."""


class Detail(NamedTuple):
    """What opens when a cell is entered: a CPF4 product, or a gathered product; ``value_eur`` in euros."""

    code: str
    name: str
    value_eur: int


class Leaf(NamedTuple):
    """A cell: a product, or the gathered ones; ``amount`` as written, ``share`` its share of the half."""

    code: str
    name: str
    value_eur: int
    amount: str
    share: str
    details: tuple[Detail, ...]
    gathered: bool = False

    @property
    def line(self) -> str:
        """``34,5 M€ · 12,3 %``."""
        return f"{self.amount} · {self.share}"


@dataclass(frozen=True, slots=True)
class Half:
    """One direction: ``share`` is its share of imports and exports together; ``unit`` is that of both directions."""

    direction: Direction
    total_eur: int
    share: str
    unit: Unit
    leaves: tuple[Leaf, ...]

    @property
    def tone(self) -> str:
        """Its colour's name."""
        return self.direction.value

    @property
    def soft(self) -> str:
        """The paler one's."""
        return f"{self.direction.value}-soft"

    @property
    def products(self) -> list[Leaf | Detail]:
        """All of them, gathered or not."""
        return [each for leaf in self.leaves for each in (leaf.details if leaf.gathered else (leaf,))]

    def coarser(self, named: int) -> Half:
        """The same with the first ``named`` products in cells of their own and all others gathered."""
        details = tuple(Detail(each.code, each.name, each.value_eur) for each in self.products[named:])
        value = sum(detail.value_eur for detail in details)
        rest = Leaf(
            code="autres",
            name=others_label("produits", len(details)),
            value_eur=value,
            amount=self.unit(value),
            share=share(value, self.total_eur) or "",
            details=details,
            gathered=True,
        )
        return replace(self, leaves=(*self.leaves[:named], rest))

    @property
    def headings(self) -> tuple[str, ...]:
        """What it says of itself, from ``Importations : 4,7 Md€ (53,1 %)`` to the bare amount."""
        name, amount = word("commun", self.direction.value), self.unit(self.total_eur)
        return (
            word("activites", "moitie", sens=name, montant=amount, part=self.share),
            word("activites", "moitie_etroite", sens=name, montant=amount),
            amount,
        )


def halves(portrait: Portrait, names: Names, first: int | None = None) -> tuple[Half, ...]:
    """Imports, then exports; a direction without trade is left out. Products by value, then code.

    ``first``: how many products of each are named, the others gathered; by default as many as have room in a treemap.
    """
    return tuple(
        _half(direction, portrait, names, first)
        for direction in (Direction.IMPORT, Direction.EXPORT)
        if portrait.totals.of(direction)
    )


def _half(direction: Direction, portrait: Portrait, names: Names, first: int | None) -> Half:
    whole, total = portrait.totals.import_eur + portrait.totals.export_eur, portrait.totals.of(direction)
    unit = unit_for(portrait.totals.import_eur, portrait.totals.export_eur)
    traded = {each.product_code: each for each in portrait.activities}
    sums = {code: each.of(direction) for code, each in traded.items()}
    codes = ranked(sums)
    values = [sums[code] for code in codes]
    named = first or _large(values, total, whole)
    leaves = tuple(
        Leaf(
            code=code,
            name=names.short_product(code),
            value_eur=sums[code],
            amount=unit(sums[code]),
            share=share(sums[code], total) or "",
            details=_details(traded[code], direction, names),
        )
        for code in codes
    )
    half = Half(direction, total, share(total, whole) or "", unit, leaves)
    # gathering a single product would hide its name and spare nothing
    return half.coarser(named) if len(leaves) - named > 1 else half


def _large(values: Sequence[int], total: int, whole: int) -> int:
    """How many of the products, by descending value, are large enough for a cell of their own."""
    large = sum(value * _MIN_OF_HALF >= total and value * _MIN_OF_ALL >= whole for value in values[:_CELLS])
    while too_much_gathered(values, large):
        large += 1
    return large


def too_much_gathered(values: Sequence[int], named: int) -> bool:
    """Whether the products after the first ``named`` are more than a quarter of all, and few enough to be named."""
    rest = values[named:]
    return len(rest) <= _MANY and sum(rest) * _MOST_GATHERED > sum(values)


def _details(activity: Activity, direction: Direction, names: Names) -> tuple[Detail, ...]:
    """The CPF4 products of a product, largest first; the small ones merged, as many cells cost the browser dear."""
    total, sums = activity.of(direction), {each.cpf4: each.of(direction) for each in activity.details}
    codes = ranked(sums)
    kept = [code for code in codes[:_MAX_DETAILS] if sums[code] * _MIN_OF_PRODUCT >= total]
    details = [Detail(code, names.subproduct(code), sums[code]) for code in kept]
    if rest := [sums[code] for code in codes[len(kept) :]]:
        details.append(Detail("autres", others_label("produits", len(rest)), sum(rest)))
    return tuple(details)
