"""Activities: the two halves and their products, the smallest grouped; the bar of their shares above."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from generator.figures import figure
from generator.figures.figure import Amount, Label, Line, Patch, Shape
from generator.figures.kind import FigureInput
from generator.french.formatting import NBSP, Unit, unit_for
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
_SHARE_BAR = 12.0
"""Height of the bar of shares above the treemap and above the lists."""


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
    """One direction; ``total``: with its share of all trade; ``unit``: of both; ``leaves`` group small ``products``."""

    direction: Direction
    total: Amount
    unit: Unit
    products: tuple[Detail, ...]
    leaves: tuple[Leaf, ...]

    @property
    def soft_tone(self) -> str:
        """The paler tone of the direction, whose name is that of its full tone."""
        return f"{self.direction}-soft"

    def grouped_after(self, count: int) -> Half:
        """The same with a cell for each of the first ``count`` products, and one for all others."""
        details = self.products[count:]
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
    """Imports, then exports, if any; products by value, then code, the ``first`` or all large ones not grouped."""
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
    products = tuple(Detail(code, names.products.short(code), sums[code]) for code in codes)
    leaves = tuple(
        Leaf(code, name, Amount.of(value, total, unit), _details(activities[code], direction, names))
        for code, name, value in products
    )
    half = Half(direction, Amount.of(total, whole, unit), unit, products, leaves)
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


def share_bar(
    given: FigureInput, halves: Sequence[Half], measures: figure.Measures, size: float
) -> tuple[list[Label], list[Shape], float]:
    """The bar of both directions' shares of all trade: its labels in ``size``, its shapes, and its bottom."""
    line = figure.banner_height(given.context, measures.width) + measures.margin + size
    left, right, top = measures.margin, measures.end, line + 1.5 * size + 8
    bottom = top + _SHARE_BAR
    text = word("activites", "solde", solde=halves[0].unit.balance(given.portrait.totals))
    tone = figure.difference_tone(given.portrait.totals.balance_eur)
    labels = [Label(measures.width / 2, line, text, size, "middle", tone, bold=True)]
    shapes: list[Shape] = []
    start, total = left, sum(half.total.value_eur for half in halves)
    for half in halves:
        direction, end = half.direction, start + (right - left) * half.total.value_eur / total
        shapes.append(Patch(start, top, end, bottom, direction))
        x, anchor = (left, "start") if direction is Direction.IMPORT else (right, "end")
        text = f"{word('commun', direction)} {half.total.share}"
        labels.append(Label(x, top - 6, text, size, anchor, direction, bold=True))
        start = end
    for place, anchor in enumerate(("start", "middle", "middle", "middle", "end")):
        x = left + (right - left) * place / 4
        shapes.append(Line(x, bottom + 2, x, bottom + 6, "muted"))
        labels.append(Label(x, bottom + 18, f"{25 * place}{NBSP}%", 12, anchor, "muted"))
    shapes.append(Line(left, bottom + 2, right, bottom + 2, "muted"))
    return labels, shapes, bottom + 30
