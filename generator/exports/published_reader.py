"""Reads ``totaux.json`` and ``revisions.json`` as a live site gave them: not trusted, every value looked at."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Final, TypeVar

from generator.edition import is_year
from generator.errors import SiteError
from generator.exports.published import EditionTotals, Republication
from generator.portrait.model import Totals
from generator.reference.territories import Territory, territories

_MOST: Final = 10**15
"""No territory trades more euros in a year."""

T = TypeVar("T")


def read_totals(content: object, name: str) -> tuple[EditionTotals, ...]:
    """The editions in a parsed ``totaux.json``. Raises ``SiteError``, which begins with ``name``, for anything else."""
    top = _Value(content, name)
    return tuple(_edition(row) for row in top.rows("editions"))


def read_republications(content: object, name: str) -> tuple[Republication, ...]:
    """The republications in a parsed ``revisions.json``. Raises ``SiteError`` likewise."""
    top = _Value(content, name)
    return tuple(_republication(row) for row in top.rows("revisions"))


def _edition(row: _Value) -> EditionTotals:
    return EditionTotals(
        year=int(row.get("edition", str, _is_year, "a year")),
        period=row.get("periode", str, _is_period, "a period"),
        date=row.get("date", str, _is_day, "a day such as 2026-01-31"),
        demonstration=row.get("demonstration", bool, None, "true or false"),
        totals={territory: _totals(pair) for territory, pair in row.territories()},
    )


def _republication(row: _Value) -> Republication:
    return Republication(
        year=int(row.get("edition", str, _is_year, "a year")),
        number=row.get("numero", int, lambda number: 0 < number < 10**4, "a number from 1"),
        period_before=row.get("periode_avant", str, _is_period, "a period"),
        period=row.get("periode", str, _is_period, "a period"),
        date=row.get("date", str, _is_day, "a day such as 2026-01-31"),
        demonstration=row.get("demonstration", bool, None, "true or false"),
        moved={
            territory: (_totals(two.at("avant")), _totals(two.at("apres")))
            for territory, two in row.territories()
        },
    )


def _totals(pair: _Value) -> Totals:
    def amount(key: str) -> int:
        return pair.get(key, int, lambda value: 0 <= value < _MOST, "whole euros")

    return Totals(export_eur=amount("export"), import_eur=amount("import"))


@dataclass(frozen=True, slots=True)
class _Value:
    """A value of the file ``name``, whatever it may be."""

    value: object
    name: str

    def get(self, key: str, kind: type[T], holds: Callable[[T], bool] | None, wanted: str) -> T:
        """What stands under ``key``. Raises ``SiteError`` unless it is of ``kind`` and ``holds``."""
        found = self.at(key).value
        # not isinstance: true would pass as an amount
        if type(found) is kind and (holds is None or holds(found)):
            return found
        raise SiteError(f"{self.name}: {key}: {repr(found)[:60]} (expected {wanted})")

    def at(self, key: str) -> _Value:
        """The value of ``key``; none if it is missing."""
        return _Value(self.value.get(key) if isinstance(self.value, dict) else None, self.name)

    def rows(self, key: str) -> list[_Value]:
        """The list under ``key``."""
        return [_Value(row, self.name) for row in self.get(key, list, None, "a list")]

    def territories(self) -> list[tuple[Territory, _Value]]:
        """What the file says of each territory, known by its portrait's address."""
        known = {territory.path: territory for territory in territories()}
        found = self.get(
            "territoires", dict, lambda each: each.keys() <= known.keys(), "portraits' addresses"
        )
        return [(known[path], _Value(value, self.name)) for path, value in found.items()]


def _is_year(text: str) -> bool:
    return len(text) == 4 and text.isascii() and text.isdigit() and is_year(int(text))


def _is_period(text: str) -> bool:
    return text.isprintable() and 0 < len(text) <= 60


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
