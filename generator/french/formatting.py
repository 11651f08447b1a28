"""Numbers as the French read them: the only module that turns an amount or a share into text.

Amounts are whole euros; rounding is done on integers, so that exact halves go up.
Thousands are separated by a narrow no-break space; units and ``%`` follow a no-break space.

Amounts that stand together (a cover, a sentence, a table) are written by one ``Block``: one unit, one number of
decimals, and differences and changes computed from the amounts as written, so that a reader who checks finds the same.
What is not zero is never written as zero: ``< 0,1``.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from typing import Final, NamedTuple, Protocol

NBSP = "\u00a0"
NNBSP = "\u202f"
MINUS = "\u2212"


def rounded(numerator: int, denominator: int) -> int:
    """``numerator / denominator`` to the nearest integer, exact halves up (both positive or zero)."""
    return (2 * numerator + denominator) // (2 * denominator)


def integer(value: int) -> str:
    """``4192`` → ``4 192``, with a true minus sign."""
    return f"{value:,}".replace(",", NNBSP).replace("-", MINUS)


@lru_cache(maxsize=65536)
def _decimal(scaled: int, decimals: int, *, trim: bool = False) -> str:
    """A number given as ``scaled`` × 10^-decimals: cached, as there are a thousand shares and few more amounts."""
    whole, fraction = divmod(scaled, 10**decimals)
    digits = f"{fraction:0{decimals}d}" if decimals else ""
    if trim:
        digits = digits.rstrip("0")
    return integer(whole) + ("," + digits if digits else "")


_STEADY: Final = 1000
"""A change below one thousandth (0,1 %) is no change."""
_TELLING: Final = 10
"""A percentage is given if the earlier amount is at least this many units of its last digit."""


class Moved(NamedTuple):
    """A change in percent: ``way`` is ``up``, ``down`` or ``stable`` (below 0,1 %); ``size`` has no sign: ``3,6 %``."""

    way: str
    size: str

    @property
    def text(self) -> str:
        """``+3,6 %``, ``−3,6 %``, ``stable``."""
        return {"up": "+", "down": MINUS}.get(self.way, "") + self.size


class Traded(Protocol):
    """A pair of totals in euros."""

    @property
    def export_eur(self) -> int:
        """Exports."""

    @property
    def import_eur(self) -> int:
        """Imports."""


@dataclass(frozen=True, slots=True)
class Block:
    """Writes the amounts that stand together, all in one unit: a name, a symbol, and decimals.

    ``digit``: the euros that one unit of the last written digit stands for.
    """

    name: str
    symbol: str
    digit: int
    decimals: int

    def __call__(self, euros: int, *, trim: bool = False) -> str:
        """``4 192,1 M€``, ``870 k€``, ``< 0,1 M€``."""
        return self._named(amount(euros, self, trim=trim))

    def bare(self, euros: int) -> str:
        """An amount in a column whose caption names the unit: ``4 192,1``."""
        return amount(euros, self)

    def size(self, euros: int, other: int) -> str:
        """The difference of two amounts as written, without its sign: ``550,7 M€``."""
        return self._named(signed_difference(max(euros, other), min(euros, other), self).lstrip("+"))

    def difference(self, more: int, less: int) -> str:
        """``more`` less ``less``, as both are written: ``−550,7 M€``."""
        return self._named(signed_difference(more, less, self))

    def balance(self, totals: Traded) -> str:
        """Exports less imports, as both are written."""
        return self.difference(totals.export_eur, totals.import_eur)

    def balance_change(self, before: Traded, after: Traded) -> str:
        """The later balance less the earlier one, as both are written."""
        gaps = [self.written(t.export_eur) - self.written(t.import_eur) for t in (before, after)]
        unchanged = after.export_eur - after.import_eur == before.export_eur - before.import_eur
        gap = gaps[1] - gaps[0]
        return self._named(("+" if gap > 0 else "") + _scaled_text(gap, self, is_zero=unchanged))

    def written(self, euros: int) -> int:
        """An amount in last digits of the unit, halves away from zero: what equality and differences are read from."""
        scaled = rounded(abs(euros), self.digit)
        return -scaled if euros < 0 else scaled

    def moved(self, before: int, after: int) -> Moved | None:
        """The change between two amounts (positive or zero), as written; ``None`` from nothing or next to nothing."""
        was, now = self.written(before), self.written(after)
        if was < _TELLING:
            return None
        gap = abs(now - was)
        if gap * _STEADY < was:
            return Moved("stable", "stable")
        size = _decimal(rounded(gap * 1000, was), 1, trim=True) + NBSP + "%"
        return Moved("up" if now > was else "down", size)

    def change(self, before: int, after: int) -> str | None:
        """The same as text: ``+3,6 %``, ``stable``; ``None`` from nothing or next to nothing."""
        moved = self.moved(before, after)
        return moved.text if moved else None

    def _named(self, number: str) -> str:
        return f"{number}{NBSP}{self.symbol}"


MILLIONS: Final = Block("millions", "M€", 10**5, 1)
"""The unit of print, and of columns of amounts whatever they hold."""
_THOUSANDS: Final = Block("milliers", "k€", 10**3, 0)
_EUROS: Final = Block("euros", "€", 1, 0)
BILLIONS: Final = Block("milliards", "Md€", 10**8, 1)
"""For the country's amounts when they stand alone."""


def block(*amounts: int) -> Block:
    """The block for amounts of which these are the largest: millions as in print, less if all are small."""
    largest = max(map(abs, amounts), default=0)
    if largest >= 10**6:
        return MILLIONS
    return _THOUSANDS if largest >= 10**4 else _EUROS


def amount(euros: int, unit: Block = MILLIONS, *, trim: bool = False) -> str:
    """An amount whose unit is written elsewhere: ``4 192,1``, ``−587,0``; never zero for something: ``< 0,1``."""
    return _scaled_text(unit.written(euros), unit, is_zero=not euros, trim=trim)


def signed_difference(more: int, less: int, unit: Block = MILLIONS) -> str:
    """``more`` less ``less`` by their last digits as written, with its sign: 100,0 and 99,9 give ``+0,1``."""
    gap = unit.written(more) - unit.written(less)
    return ("+" if gap > 0 else "") + _scaled_text(gap, unit, is_zero=more == less)


def _scaled_text(scaled: int, unit: Block, *, is_zero: bool, trim: bool = False) -> str:
    if not scaled:
        return "0" if is_zero else f"<{NBSP}{_decimal(1, unit.decimals)}"
    return (MINUS if scaled < 0 else "") + _decimal(abs(scaled), unit.decimals, trim=trim)


def share(part: int, whole: int, decimals: int = 1, *, trim: bool = True) -> str | None:
    """``part / whole`` as a percentage, trailing zeros dropped: ``5,9 %``, ``20 %``; ``None`` of nothing.

    Never zero for something: ``< 0,1 %``.
    """
    if whole == 0:
        return None
    scaled = rounded(part * 100 * 10**decimals, whole)
    if part and not scaled:
        return f"<{NBSP}{_decimal(1, decimals)}{NBSP}%"
    return _decimal(scaled, decimals, trim=trim or not part) + NBSP + "%"


def column_share(part: int, whole: int, decimals: int = 2) -> str | None:
    """A share in a column, all with the same decimals: ``20,00 %``, ``< 0,01 %``, ``0 %``; ``None`` of nothing."""
    return share(part, whole, decimals, trim=False)


def times(quotient: Fraction) -> str:
    """Roughly how many times larger, as one would say it: ``2,5``, ``7``, ``30``, ``120``."""
    if quotient < 3:
        return number(quotient)
    step = 1 if quotient < 20 else 10
    return integer(step * rounded(quotient.numerator, quotient.denominator * step))


def nearest(value: Fraction) -> int:
    """The nearest whole number, halves up (positive or zero)."""
    return rounded(value.numerator, value.denominator)


def billions(euros: int) -> str:
    """Euros (positive or zero) as billions with one decimal: ``580,4``."""
    return _decimal(rounded(euros, 10**8), 1)


def alone(euros: int) -> str:
    """An amount (positive or zero) that no other stands beside: ``11,6 Md€``, ``523,1 M€``."""
    unit = BILLIONS if euros >= 10**9 else block(euros)
    return unit(euros)


def tenths(count: int) -> str:
    """A change in tenths of a point, its sign written: ``+0,9``, ``−1,4``; ``< 0,1`` where it rounds to none."""
    if not count:
        return f"<{NBSP}0,1"
    return ("+" if count > 0 else MINUS) + _decimal(abs(count), 1)


def file_size(count: int) -> str:
    """A number of bytes: ``320 ko``, ``16,2 Mo``; never less than 1 ko."""
    if count < 10**6:
        return _decimal(max(1, rounded(count, 1000)), 0) + NBSP + "ko"
    return _decimal(rounded(count, 10**5), 1) + NBSP + "Mo"


def ordinal(rank: int, feminine: bool = False) -> str:
    """A rank: ``1ᵉʳ`` (feminine ``1ʳᵉ``), ``21ᵉ``."""
    return integer(rank) + (("ʳᵉ" if feminine else "ᵉʳ") if rank == 1 else "ᵉ")


def number(value: Fraction) -> str:
    """A plain number (positive or zero) with one decimal below 10, none above: ``2,5``, ``3``, ``14``."""
    decimals = 1 if value < 10 else 0
    scaled = rounded(value.numerator * 10**decimals, value.denominator)
    return _decimal(scaled, decimals, trim=True)
