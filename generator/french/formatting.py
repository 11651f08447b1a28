"""Numbers as the French read them: the only module that turns an amount or a share into text.

Amounts are whole euros; rounding is integer arithmetic, so that exact halves go up.
Thousands are separated by a narrow no-break space; units and ``%`` follow a no-break space.

Amounts shown together (a cover, a sentence, a table) share one ``Unit`` and its number of decimals. Differences and
changes are computed from the rounded amounts, so that readers can check them. A non-zero value is never written as
zero: ``< 0,1``.
"""

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from typing import Final, NamedTuple, Protocol

NBSP = "\u00a0"
NNBSP = "\u202f"
MINUS = "\u2212"


def rounded(numerator: int, denominator: int) -> int:
    """``numerator / denominator`` to the nearest integer, exact halves up (neither may be negative)."""
    return (2 * numerator + denominator) // (2 * denominator)


def integer(value: int) -> str:
    """``4192`` → ``4 192``, with a true minus sign."""
    return f"{value:,}".replace(",", NNBSP).replace("-", MINUS)


@lru_cache(maxsize=65536)
def _decimal(scaled: int, decimals: int, *, trim: bool = False) -> str:
    """``scaled`` × 10^-decimals as text. Cached: a site has few distinct numbers."""
    whole, fraction = divmod(scaled, 10**decimals)
    digits = f"{fraction:0{decimals}d}" if decimals else ""
    if trim:
        digits = digits.rstrip("0")
    return integer(whole) + ("," + digits if digits else "")


_STABLE: Final = 1000
"""Changes below one thousandth (0,1 %) are reported as stable."""
_MIN_BASE: Final = 10
"""A percentage is given only when the earlier amount is at least this many units of its last digit."""


class PercentChange(NamedTuple):
    """``trend`` is ``up``, ``down`` or ``stable`` (below 0,1 %); ``unsigned`` is the text without a sign: ``3,6 %``."""

    trend: str
    unsigned: str

    @property
    def text(self) -> str:
        """``+3,6 %``, ``−3,6 %``, ``stable``: beside an amount."""
        return {"up": "+", "down": MINUS}.get(self.trend, "") + self.unsigned

    @property
    def agreed(self) -> str:
        """The same after « exportations » or « importations »: ``stables``."""
        return "stables" if self.trend == "stable" else self.text


class TradeTotals(Protocol):
    """Exports and imports, in euros."""

    @property
    def export_eur(self) -> int:
        """Exports."""

    @property
    def import_eur(self) -> int:
        """Imports."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit for amounts shown together. ``digit``: the value in euros of one unit of the last written digit."""

    name: str
    symbol: str
    digit: int
    decimals: int

    def __call__(self, euros: int, *, trim: bool = False) -> str:
        """The amount with the symbol: ``4 192,1 M€``, ``870 k€``, ``< 0,1 M€``. ``trim``: drops trailing zeros."""
        return self._named(self.number(euros, trim=trim))

    def number(self, euros: int, *, trim: bool = False) -> str:
        """The amount without the symbol: ``4 192,1``, ``−587,0``, ``< 0,1``."""
        return self._text(self.written(euros), is_zero=not euros, trim=trim)

    def difference(self, more: int, less: int) -> str:
        """``more`` minus ``less``, both rounded: ``−550,7 M€``."""
        return self._named(self.signed_number(more, less))

    def signed_number(self, more: int, less: int = 0) -> str:
        """The difference without the symbol, with its sign: 100,0 and 99,9 give ``+0,1``."""
        return self._signed(self.written(more) - self.written(less), is_zero=more == less)

    def gap(self, euros: int, other: int) -> str:
        """The absolute difference of two rounded amounts: ``550,7 M€``."""
        return self.difference(max(euros, other), min(euros, other)).lstrip("+")

    def balance(self, totals: TradeTotals) -> str:
        """Rounded exports minus rounded imports."""
        return self.difference(totals.export_eur, totals.import_eur)

    def balance_change(self, before: TradeTotals, after: TradeTotals) -> str:
        """The difference between two balances as written."""
        gaps = [self.written(t.export_eur) - self.written(t.import_eur) for t in (before, after)]
        unchanged = after.export_eur - after.import_eur == before.export_eur - before.import_eur
        return self._named(self._signed(gaps[1] - gaps[0], is_zero=unchanged))

    def written(self, euros: int) -> int:
        """The amount as a multiple of ``digit``, halves away from zero."""
        scaled = rounded(abs(euros), self.digit)
        return -scaled if euros < 0 else scaled

    def percent_change(self, before: int, after: int) -> PercentChange | None:
        """The change between two rounded amounts (neither negative); ``None`` from zero or next to nothing."""
        was, now = self.written(before), self.written(after)
        if was < _MIN_BASE:
            return None
        gap = abs(now - was)
        if gap * _STABLE < was:
            return PercentChange("stable", "stable")
        percent = _decimal(rounded(gap * 1000, was), 1, trim=True)
        return PercentChange("up" if now > was else "down", f"{percent}{NBSP}%")

    def change(self, before: int, after: int) -> str | None:
        """The text of ``percent_change``: ``+3,6 %``, ``stable``."""
        change = self.percent_change(before, after)
        return change.text if change else None

    def _named(self, number: str) -> str:
        return f"{number}{NBSP}{self.symbol}"

    def _signed(self, scaled: int, *, is_zero: bool) -> str:
        return ("+" if scaled > 0 else "") + self._text(scaled, is_zero=is_zero)

    def _text(self, scaled: int, *, is_zero: bool, trim: bool = False) -> str:
        if not scaled:
            return "0" if is_zero else f"<{NBSP}{_decimal(1, self.decimals)}"
        return (MINUS if scaled < 0 else "") + _decimal(abs(scaled), self.decimals, trim=trim)


MILLIONS: Final = Unit("millions", "M€", 10**5, 1)
"""The unit in print, and in columns whatever their amounts."""
_THOUSANDS: Final = Unit("milliers", "k€", 10**3, 0)
EUROS: Final = Unit("euros", "€", 1, 0)
"""For exact amounts too."""
BILLIONS: Final = Unit("milliards", "Md€", 10**8, 1)
"""For France's amounts on their own."""


def unit_for(*amounts: int) -> Unit:
    """The unit for amounts shown together: millions as in print, a smaller one if all of them are small."""
    largest = max(map(abs, amounts), default=0)
    if largest >= 10**6:
        return MILLIONS
    return _THOUSANDS if largest >= 10**4 else EUROS


def share(part: int, whole: int, decimals: int = 1, *, trim: bool = True) -> str | None:
    """A percentage: ``5,9 %``, ``20 %`` (``trim``: no trailing zeros), ``< 0,1 %``; ``None`` when ``whole`` is 0."""
    if whole == 0:
        return None
    scaled = rounded(part * 100 * 10**decimals, whole)
    if part and not scaled:
        return f"<{NBSP}{_decimal(1, decimals)}{NBSP}%"
    return _decimal(scaled, decimals, trim=trim or not part) + NBSP + "%"


def column_share(part: int, whole: int, decimals: int = 2) -> str | None:
    """A share in a column, where decimals align: ``20,00 %``, ``< 0,01 %``, ``0 %``; ``None`` when ``whole`` is 0."""
    return share(part, whole, decimals, trim=False)


def _compared(part: int, whole: int) -> int:
    """The share in hundredths of a percent as ``compared_share`` writes it."""
    hundredths = rounded(part * 10_000, whole)
    return hundredths if hundredths < 100 else 10 * rounded(part * 1000, whole)


def compared_share(part: int, whole: int) -> str | None:
    """A share beside one that it is compared with: two decimals below 1 %, where one would hide the multiple."""
    return share(part, whole, 2 if whole and _compared(part, whole) < 100 else 1)


def multiple(part: int, whole: int, other_part: int, other_whole: int) -> Fraction | None:
    """How many times the other share the first one is, both as ``compared_share`` writes them.

    Readers can check it: 12 % and 0,23 % make 52, while the shares before rounding may make 51. ``None`` if the other
    share is written ``< 0,01 %``.
    """
    base = _compared(other_part, other_whole)
    return Fraction(_compared(part, whole), base) if base else None


def times(quotient: Fraction) -> str:
    """A multiple with two significant digits, as many as a share below 1 % has: ``3,4``, ``24``, ``120``."""
    if quotient < 10:
        return number(quotient)
    step = 10 ** (len(str(nearest(quotient))) - 2)
    return integer(step * rounded(quotient.numerator, quotient.denominator * step))


def nearest(value: Fraction) -> int:
    """The nearest integer, halves up (not for negative values)."""
    return rounded(value.numerator, value.denominator)


def standalone_amount(euros: int) -> str:
    """An amount shown on its own: ``11,6 Md€``, ``523,1 M€``."""
    unit = BILLIONS if euros >= 10**9 else unit_for(euros)
    return unit(euros)


def tenths_of(change: int, total: int) -> int:
    """``change / total`` in tenths of a percentage point, halves rounded away from zero; ``total`` is positive."""
    size = rounded(1000 * abs(change), total)
    return size if change > 0 else -size


def tenths(count: int) -> str:
    """A change of ``count`` tenths of a point, with its sign: ``+0,9``, ``−1,4``; ``< 0,1`` for 0."""
    if not count:
        return f"<{NBSP}0,1"
    return ("+" if count > 0 else MINUS) + _decimal(abs(count), 1)


def file_size(count: int) -> str:
    """``count`` bytes: ``320 ko``, ``16,2 Mo``; at least 1 ko."""
    if count < 10**6:
        return _decimal(max(1, rounded(count, 1000)), 0) + NBSP + "ko"
    return _decimal(rounded(count, 10**5), 1) + NBSP + "Mo"


def ordinal(rank: int, feminine: bool = False) -> str:
    """``1ᵉʳ`` (feminine ``1ʳᵉ``), ``21ᵉ``."""
    return integer(rank) + (("ʳᵉ" if feminine else "ᵉʳ") if rank == 1 else "ᵉ")


def number(value: Fraction) -> str:
    """A number (not negative) with one decimal below 10 and none above: ``2,5``, ``3``, ``14``."""
    decimals = 1 if value < 10 else 0
    scaled = rounded(value.numerator * 10**decimals, value.denominator)
    return _decimal(scaled, decimals, trim=True)


_NUMBERS: Final = (integer, share, column_share, compared_share, tenths, ordinal, number, times, nearest, file_size)
FILTERS: Final[dict[str, Callable[..., object]]] = {each.__name__: each for each in _NUMBERS}
"""Of templates and of hand-written pages, by name."""
FILTERS.update(millions=MILLIONS.number, billions=BILLIONS.number)
