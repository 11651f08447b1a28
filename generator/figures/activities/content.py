"""Activities: the two halves of the treemap, their products, the smallest gathered; the text that fits a cell."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from math import sqrt
from typing import Final, NamedTuple

from generator.figures.text import widest_word, width, wrap
from generator.french.formatting import Block, block, share
from generator.french.words import others, word
from generator.portrait.model import Activity, Portrait
from generator.reference.direction import Direction
from generator.reference.names import Names

_MAX_DETAILS, _MIN_OF_PRODUCT = 12, 100
"""CPF4 products shown of one product at most, none below a hundredth of it."""
_MOST_GATHERED, _MANY = 4, 40
"""At most a quarter of a half is gathered, unless more than forty products share it."""


@dataclass(frozen=True, slots=True)
class Grain:
    """How fine the cells are: at most ``cells`` products a half, and none so small that it would be a speck.

    A product below the ``of_half``-th part of its half or the ``of_all``-th of all trade is gathered. ``more``:
    whether others are named all the same where too much would be gathered.
    """

    cells: int
    of_half: int
    of_all: int
    more: bool = True


CELLS: Final = Grain(cells=20, of_half=120, of_all=500)
"""Those of the treemap."""
FIRST: Final = Grain(cells=10, of_half=10**15, of_all=10**15, more=False)
"""The ten first products of each half, however small: those of the flows' figures."""


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


@dataclass(frozen=True, slots=True)
class Half:
    """One direction: ``share`` is its share of imports and exports together; ``unit`` is that of both directions."""

    direction: Direction
    total_eur: int
    share: str
    unit: Block
    leaves: tuple[Leaf, ...]

    @property
    def named(self) -> int:
        """How many products have a cell of their own."""
        return sum(not leaf.gathered for leaf in self.leaves)

    @property
    def values(self) -> list[int]:
        """Those of all products, gathered or not."""
        return [
            value
            for leaf in self.leaves
            for value in ([d.value_eur for d in leaf.details] if leaf.gathered else [leaf.value_eur])
        ]

    def coarser(self, named: int) -> Half:
        """The same with the first ``named`` products in cells of their own and all others gathered."""
        kept, rest = self.leaves[:named], self.leaves[named:]
        if not rest:
            return self
        details = tuple(
            detail
            for leaf in rest
            for detail in (leaf.details if leaf.gathered else (Detail(leaf.code, leaf.name, leaf.value_eur),))
        )
        return replace(self, leaves=(*kept, _gathered(details, self.total_eur, self.unit)))

    def gathered_name(self, named: int) -> str:
        """What ``coarser`` writes on the cell of all others."""
        return others(
            "produits", sum(len(leaf.details) if leaf.gathered else 1 for leaf in self.leaves[named:])
        )

    @property
    def headings(self) -> tuple[str, ...]:
        """What it says of itself, from ``Importations : 4,7 Md€ (53,1 %)`` to the bare amount."""
        name, amount = word("commun", self.direction.value), self.unit(self.total_eur)
        return (
            word("activites", "moitie", sens=name, montant=amount, part=self.share),
            word("activites", "moitie_etroite", sens=name, montant=amount),
            amount,
        )


def halves(portrait: Portrait, names: Names, grain: Grain) -> tuple[Half, ...]:
    """Imports, then exports; a direction without trade is left out. Products by value, then code."""
    return tuple(
        _half(direction, portrait, names, grain)
        for direction in (Direction.IMPORT, Direction.EXPORT)
        if portrait.totals.of(direction)
    )


def _half(direction: Direction, portrait: Portrait, names: Names, grain: Grain) -> Half:
    whole = portrait.totals.import_eur + portrait.totals.export_eur
    total = portrait.totals.of(direction)
    unit = block(portrait.totals.import_eur, portrait.totals.export_eur)
    traded = [(_value(activity, direction), activity) for activity in portrait.activities]
    ranked = sorted((row for row in traded if row[0]), key=lambda row: (-row[0], row[1].product_code))
    kept = _kept([value for value, _ in ranked], grain, total, whole)
    leaves = [_leaf(activity, direction, names, total, unit) for _, activity in ranked[:kept]]
    rest = tuple(
        Detail(activity.product_code, names.short_product(activity.product_code), value)
        for value, activity in ranked[kept:]
    )
    if rest:
        leaves.append(_gathered(rest, total, unit))
    return Half(direction, total, share(total, whole) or "", unit, tuple(leaves))


def _kept(values: Sequence[int], grain: Grain, total: int, whole: int) -> int:
    """How many of the products, by descending value, have a cell of their own."""
    large = sum(
        value * grain.of_half >= total and value * grain.of_all >= whole for value in values[: grain.cells]
    )
    while grain.more and too_much_gathered(values, large):
        large += 1
    # gathering a single product would hide its name and spare nothing
    return len(values) if len(values) - large == 1 else large


def too_much_gathered(values: Sequence[int], named: int) -> bool:
    """Whether the products after the first ``named`` are more than a quarter of all, and few enough to be named."""
    rest = values[named:]
    return len(rest) <= _MANY and sum(rest) * _MOST_GATHERED > sum(values)


def _value(activity: Activity, direction: Direction) -> int:
    return activity.import_eur if direction is Direction.IMPORT else activity.export_eur


def _leaf(activity: Activity, direction: Direction, names: Names, total: int, unit: Block) -> Leaf:
    value = _value(activity, direction)
    name = names.short_product(activity.product_code)
    details = _details(activity, direction, names)
    return Leaf(activity.product_code, name, value, unit(value), share(value, total) or "", details)


def _details(activity: Activity, direction: Direction, names: Names) -> tuple[Detail, ...]:
    """The CPF4 products of a product, largest first; the small ones merged, as many cells cost the browser dear."""
    total = _value(activity, direction)
    amounts = [
        (d.import_eur if direction is Direction.IMPORT else d.export_eur, d.cpf4) for d in activity.details
    ]
    ranked = sorted(((value, code) for value, code in amounts if value), key=lambda row: (-row[0], row[1]))
    kept = [row for row in ranked[:_MAX_DETAILS] if row[0] * _MIN_OF_PRODUCT >= total]
    details = [Detail(code, names.subproduct(code), value) for value, code in kept]
    rest = ranked[len(kept) :]
    if rest:
        details.append(Detail("autres", others("produits", len(rest)), sum(value for value, _ in rest)))
    return tuple(details)


def _gathered(details: tuple[Detail, ...], total: int, unit: Block) -> Leaf:
    value = sum(detail.value_eur for detail in details)
    name = others("produits", len(details))
    return Leaf("autres", name, value, unit(value), share(value, total) or "", details, gathered=True)


LEAD = 1.3
"""Height of a line in font sizes; that of Plotly's lines."""
_LARGEST = 20
_VOWEL, _CONSONANT = "[aeiouyàâéèêëîïôœùûü]", "[bcdfghjklmnpqrstvwxzç]"
_SYLLABLE = re.compile(
    rf"(?<=[^\W\d_]{{2}})(?<={_VOWEL}|[lmnrs])(?=(?:[cpt]h|gn|qu|[bcdfgptv][lr]|{_CONSONANT}){_VOWEL}[^\W\d_])"
)
"""Where French parts a word: before a consonant (or a pair that is one sound) and its vowel, two letters each side."""


class Fitted(NamedTuple):
    """A font size, the name's lines and those of amount and share; empty where they do not fit."""

    size: int
    name: tuple[str, ...]
    amounts: tuple[str, ...]

    @property
    def lines(self) -> tuple[str, ...]:
        """All lines, from the top."""
        return self.name + self.amounts


def fit(leaf: Leaf, room: float, height: float, least: int) -> Fitted:
    """The text of a cell of ``room`` × ``height`` pixels, in sizes from 20 down to ``least``.

    In the least size, what has no room gives way in turn: whole words, amount, share, name.
    """
    # a size that follows the cell's keeps the large products first to be read
    start = max(least, min(_LARGEST, int(sqrt(max(room * height, 0)) / 8)))
    for size in range(start, least - 1, -1):
        amounts = _amounts(leaf, room, size)
        if not _has_room(1, amounts, size, room, height):
            continue
        name = _whole_words(leaf.name, room, size)
        if name and _has_room(len(name), amounts, size, room, height):
            return Fitted(size, name, amounts)
    name = _hyphenated(leaf.name, room, least)
    for amounts in (_amounts(leaf, room, least), (leaf.share,), ()):
        if name and _has_room(len(name), amounts, least, room, height):
            return Fitted(least, name, amounts)
    return Fitted(least, (), ())


def names_itself(name: str, room: float, height: float, least: int) -> bool:
    """Whether a cell of ``room`` × ``height`` pixels has room for its name at least."""
    # a layout is tried many times: most cells have room for a single line, or not even for that
    if least * LEAD > height:
        return False
    if width(name, least) <= room:
        return True
    lines = _hyphenated(name, room, least)
    return bool(lines) and _has_room(len(lines), (), least, room, height)


def _has_room(named: int, amounts: tuple[str, ...], size: int, room: float, height: float) -> bool:
    """Whether all lines, ``named`` of them the name's, fit the height, and the amounts the width."""
    tall = (named + len(amounts)) * size * LEAD
    return tall <= height and all(width(line, size) <= room for line in amounts)


def _amounts(leaf: Leaf, room: float, size: int) -> tuple[str, ...]:
    """Amount and share in one line where it fits, else in two."""
    together = f"{leaf.amount} · {leaf.share}"
    return (together,) if width(together, size) <= room else (leaf.amount, leaf.share)


def _whole_words(text: str, room: float, size: int) -> tuple[str, ...]:
    """The text in lines; nothing where a word is too long."""
    return () if width(widest_word(text), size) > room else wrap(text, room, size)


@lru_cache(maxsize=65536)
def _syllables(word: str) -> tuple[int, ...]:
    """Where the word can be parted."""
    return tuple(match.start() for match in _SYLLABLE.finditer(word))


def _hyphenated(text: str, room: float, size: int) -> tuple[str, ...]:
    """The text in lines, a word too long for one parted in two between syllables; nothing where that is too long."""
    if width(widest_word(text), size) <= room:
        return wrap(text, room, size)
    pieces: list[str] = []
    for piece in text.split(" "):
        if width(piece, size) <= room:
            pieces.append(piece)
            continue
        parted = ((piece[:cut] + "-", piece[cut:]) for cut in reversed(_syllables(piece)))
        fitting = next((both for both in parted if all(width(part, size) <= room for part in both)), None)
        if fitting is None:
            return ()
        pieces.extend(fitting)
    return wrap(" ".join(pieces), room, size)
