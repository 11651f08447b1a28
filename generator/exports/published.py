"""What a site has published: the totals of its editions, and where they moved from one publication to the next.

Published as ``api/totaux.json`` and ``api/revisions.json``, which are read again before the live site is replaced.
Amounts are whole euros.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Final, TypeVar

from generator.edition import is_year
from generator.errors import SiteError
from generator.exports.json import Json, json_text
from generator.portrait.model import TotalChange, Totals, largest_changes
from generator.reference.direction import Direction
from generator.reference.territories import Territory, territories

TOTALS: Final = "totaux.json"
REVISIONS: Final = "revisions.json"


@dataclass(frozen=True, slots=True)
class Publication:
    """An edition as published: ``period`` as the pages say it, ``date`` its ISO 8601 day."""

    year: int
    period: str
    date: str
    demonstration: bool


@dataclass(frozen=True, slots=True)
class EditionTotals(Publication):
    """An edition's totals as published."""

    totals: Mapping[Territory, Totals]


@dataclass(frozen=True, slots=True)
class Republication(Publication):
    """An edition published again with other totals: those that moved, before and after.

    ``number``: counted from 1 within the edition's year.
    """

    number: int
    period_before: str
    moved: Mapping[Territory, tuple[Totals, Totals]]

    @property
    def anchor(self) -> str:
        """Its place on the page « Révisions », for ever."""
        return f"edition-{self.year}-{self.number}"

    def changes(self) -> tuple[TotalChange, ...]:
        """The totals that changed, the largest changes first; ties in the order of the territories."""
        return largest_changes(
            TotalChange(territory, direction, before.of(direction), after.of(direction))
            for territory, (before, after) in self.moved.items()
            for direction in Direction
        )


@dataclass(frozen=True, slots=True)
class Published:
    """All that a site has published so far; ``republications`` in the order they came."""

    editions: tuple[EditionTotals, ...] = ()
    republications: tuple[Republication, ...] = ()

    @classmethod
    def read(cls, contents: Mapping[str, object], place: str) -> Published:
        """What both files say, parsed, by name; one that is absent says nothing.

        ``place``: where they stand. Raises ``SiteError``, which begins with it, for a file that is something else.
        """
        editions, republications = (
            _Value(contents[name], f"{place}/{name}").rows(key) if name in contents else []
            for name, key in ((TOTALS, "editions"), (REVISIONS, "revisions"))
        )
        return cls(tuple(map(_edition, editions)), tuple(map(_republication, republications)))

    def followed_by(self, editions: tuple[EditionTotals, ...]) -> Published:
        """The same once ``editions`` are published in the place of these.

        An edition counts as published again where year and kind (demonstration or not) are the same and a territory
        that both tell of has other totals. Republications of the other kind are forgotten: the site is another one.
        """
        kinds = {edition.demonstration for edition in editions}
        republications = [each for each in self.republications if each.demonstration in kinds]
        known = {(edition.year, edition.demonstration): edition for edition in self.editions}
        for now in editions:
            before = known.get((now.year, now.demonstration))
            old = before.totals if before else {}
            moved = {t: (old[t], sums) for t, sums in now.totals.items() if t in old and old[t] != sums}
            if before and moved:
                number = 1 + sum(each.year == now.year for each in republications)
                head = (now.year, now.period, now.date, now.demonstration)
                republications.append(Republication(*head, number, before.period, moved))
        return replace(self, editions=editions, republications=tuple(republications))

    def files(self) -> dict[str, str]:
        """Both files by name."""
        editions = [
            {**_head(each), "territoires": {t.path: _pair(sums) for t, sums in each.totals.items()}}
            for each in self.editions
        ]
        republications = [
            {
                **_head(each),
                "numero": each.number,
                "periode_avant": each.period_before,
                "territoires": {
                    t.path: {"avant": _pair(before), "apres": _pair(after)}
                    for t, (before, after) in each.moved.items()
                },
            }
            for each in self.republications
        ]
        return {
            TOTALS: json_text({"schema": 1, "editions": editions}),
            REVISIONS: json_text({"schema": 1, "revisions": republications}),
        }


def _head(each: Publication) -> Json:
    return {
        "edition": str(each.year),
        "periode": each.period,
        "date": each.date,
        "demonstration": each.demonstration,
    }


def _pair(totals: Totals) -> dict[str, int]:
    return {"export": totals.export_eur, "import": totals.import_eur}


_MOST: Final = 10**15
"""No territory trades more euros in a year."""

T = TypeVar("T")


def _edition(row: _Value) -> EditionTotals:
    return EditionTotals(*_publication(row), {t: _totals(pair) for t, pair in row.territories()})


def _republication(row: _Value) -> Republication:
    return Republication(
        *_publication(row),
        number=row.get("numero", int, lambda number: 0 < number < 10**4, "a number from 1"),
        period_before=row.get("periode_avant", str, _is_period, "a period"),
        moved={
            territory: (_totals(two.at("avant")), _totals(two.at("apres")))
            for territory, two in row.territories()
        },
    )


def _publication(row: _Value) -> tuple[int, str, str, bool]:
    """The fields of a ``Publication``."""
    return (
        int(row.get("edition", str, _is_year, "a year")),
        row.get("periode", str, _is_period, "a period"),
        row.get("date", str, _is_day, "a day such as 2026-01-31"),
        row.get("demonstration", bool, None, "true or false"),
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
