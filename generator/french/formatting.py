"""Numbers as the French read them: the only module that turns an amount or a share into text.

Amounts are whole euros; rounding is done on integers, so that exact halves go up as the contract asks.
Thousands are parted by a narrow no-break space, units and ``%`` stand behind a no-break space.
"""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache
from math import inf
from typing import NamedTuple

NBSP = "\u00a0"
NNBSP = "\u202f"
MINUS = "\u2212"

_UNITS = (
    (1000, 1, 0, f"{NBSP}€"),
    (999_500, 10**3, 0, f"{NBSP}k€"),
    (999_950_000, 10**5, 1, f"{NBSP}M€"),
    (inf, 10**8, 1, f"{NBSP}Md€"),
)
"""Amounts below which a unit suits, as they round to less than a thousand of it; its last digit, decimals and name."""


def rounded(numerator: int, denominator: int) -> int:
    """``numerator / denominator`` to the nearest integer, exact halves up (both positive or zero)."""
    return (2 * numerator + denominator) // (2 * denominator)


def integer(value: int) -> str:
    """``4192`` → ``4 192``, with a true minus sign."""
    return f"{value:,}".replace(",", NNBSP).replace("-", MINUS)


@lru_cache(maxsize=65536)
def _decimal(scaled: int, decimals: int, *, trim: bool = False) -> str:
    """A number given as ``scaled`` × 10^-decimals: kept, as there are but a thousand shares and few more amounts."""
    whole, fraction = divmod(scaled, 10**decimals)
    digits = f"{fraction:0{decimals}d}" if decimals else ""
    if trim:
        digits = digits.rstrip("0")
    return integer(whole) + ("," + digits if digits else "")


def millions(euros: int) -> str:
    """Euros (positive or zero) → millions with one decimal: ``4 192,1``."""
    return _decimal(rounded(euros, 10**5), 1)


class Unit(NamedTuple):
    """What the amounts of one figure are counted in: ``digit`` euros make one of the last digit written."""

    name: str
    digit: int
    decimals: int


MILLIONS = Unit("millions", 10**5, 1)
"""That of columns of amounts, whatever they hold."""
BILLIONS = Unit("milliards", 10**8, 1)
"""That of the whole country's amounts where they stand alone."""


def common_unit(largest: int) -> Unit:
    """The unit for amounts up to ``largest`` (positive) that stand together: millions as in print, less if need be."""
    if largest >= 10**6:
        return MILLIONS
    return Unit("milliers", 10**3, 0) if largest >= 10**4 else Unit("euros", 1, 0)


def amount(euros: int, unit: Unit = MILLIONS, *, trim: bool = False) -> str:
    """An amount in a unit that is said elsewhere: ``4 192,1``, ``−587,0``; never zero for something: ``< 0,1``."""
    if not euros:
        return "0"
    scaled = rounded(abs(euros), unit.digit)
    if not scaled:
        return f"{MINUS if euros < 0 else ''}<{NBSP}{_decimal(1, unit.decimals)}"
    return (MINUS if euros < 0 else "") + _decimal(scaled, unit.decimals, trim=trim)


def signed_amount(euros: int, unit: Unit = MILLIONS) -> str:
    """The same of a difference, its sign always written: ``+4 192,1``, ``−587,0``, ``0``."""
    return ("+" if euros > 0 else "") + amount(euros, unit)


def share(part: int, whole: int, decimals: int = 1) -> str | None:
    """``part / whole`` as a percentage, trailing zeros dropped: ``5,9 %``, ``20 %``; ``None`` of nothing."""
    if whole == 0:
        return None
    return _decimal(rounded(part * 100 * 10**decimals, whole), decimals, trim=True) + NBSP + "%"


def part(value: int, whole: int, decimals: int | None = None) -> str | None:
    """A share in a sentence: one decimal, two below 1 %, never zero for something; ``None`` of nothing.

    ``5,9 %``, ``0,72 %``, ``moins de 0,01 %``. With ``decimals``, as all numbers of a table's column: ``20,00 %``, ``<
    0,01 %``.
    """
    if whole == 0:
        return None
    places = 2 if decimals is None else decimals
    if value and rounded(value * 100 * 10**places, whole) == 0:
        return ("moins de " if decimals is None else f"<{NBSP}") + _decimal(1, places) + NBSP + "%"
    if decimals is None or not value:
        return share(value, whole, 2 if 100 * value < whole else 1)
    return _decimal(rounded(value * 100 * 10**decimals, whole), decimals) + NBSP + "%"


def short_part(value: int, whole: int) -> str:
    """A share in a figure, where room is short: ``12,3 %``, ``20 %``, ``< 0,1 %``; empty of nothing."""
    is_tiny = value and whole and rounded(value * 1000, whole) == 0
    return (part(value, whole, 1) if is_tiny else share(value, whole)) or ""


@lru_cache(maxsize=65536)
def compact(euros: int) -> str:
    """An amount with the unit that suits it: ``1,2 Md€``, ``34,5 M€``, ``870 k€``, ``12 €``."""
    sign = MINUS if euros < 0 else ""
    size = abs(euros)
    _, digit, decimals, name = next(unit for unit in _UNITS if size < unit[0])
    return sign + _decimal(rounded(size, digit), decimals) + name


def signed(euros: int) -> str:
    """A difference, its sign always written: ``+34,5 M€``, ``−870 k€``, ``0 €``."""
    return ("+" if euros > 0 else "") + compact(euros)


def change(before: int, after: int) -> str | None:
    """A change relative to what was (positive or zero), its sign written: ``+2,3 %``; ``None`` from nothing."""
    written = part(abs(after - before), before)
    if written is None or after == before or written.startswith("moins"):
        return written
    return ("+" if after > before else MINUS) + written


def file_size(count: int) -> str:
    """A number of bytes: ``320 ko``, ``16,2 Mo``; never less than 1 ko."""
    if count < 10**6:
        return _decimal(max(1, rounded(count, 1000)), 0) + NBSP + "ko"
    return _decimal(rounded(count, 10**5), 1) + NBSP + "Mo"


def ordinal(rank: int) -> str:
    """A rank, masculine: ``1ᵉʳ``, ``21ᵉ``."""
    return integer(rank) + ("ᵉʳ" if rank == 1 else "ᵉ")


def number(value: Fraction) -> str:
    """A plain number (positive or zero) with one decimal below 10, none above: ``2,5``, ``3``, ``14``."""
    decimals = 1 if value < 10 else 0
    scaled = rounded(value.numerator * 10**decimals, value.denominator)
    return _decimal(scaled, decimals, trim=True)
