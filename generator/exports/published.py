"""What a site has published: the totals of its editions, and their changes from one publication to the next.

Published as ``api/totaux.json`` and ``api/revisions.json``, which the next deployment reads from the live site.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
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
class EditionTotals:
    """The totals of an edition as published. ``period``: as pages write it; ``date``: an ISO 8601 day."""

    year: int
    period: str
    date: str
    demonstration: bool
    totals: Mapping[Territory, Totals]


@dataclass(frozen=True, slots=True)
class Republication(EditionTotals):
    """An edition published again; ``number`` counts from 1 within the edition's year.

    ``totals``: of the territories whose totals changed; ``totals_before``: their totals in the earlier publication.
    """

    number: int
    period_before: str
    totals_before: Mapping[Territory, Totals]

    @property
    def anchor(self) -> str:
        """Its anchor on the page « Révisions », which never changes."""
        return f"edition-{self.year}-{self.number}"

    def changes(self) -> tuple[TotalChange, ...]:
        """The totals that changed, the largest changes first; ties in the order of the territories."""
        return largest_changes(
            TotalChange(t, d, self.totals_before[t].of(d), after.of(d))
            for t, after in self.totals.items()
            for d in Direction
        )


@dataclass(frozen=True, slots=True)
class Published:
    """Everything a site has published so far; ``republications``: the oldest first."""

    editions: tuple[EditionTotals, ...] = ()
    republications: tuple[Republication, ...] = ()

    @classmethod
    def read(cls, contents: Mapping[str, object], location: str) -> Published:
        """Reads the parsed JSON of both files by name; either may be absent.

        ``location``: the folder or address of the files, which begins the ``SiteError`` raised for an invalid file.
        """
        return cls(
            _read(contents, location, TOTALS, "editions", _edition),
            _read(contents, location, REVISIONS, "revisions", _republication),
        )

    def followed_by(self, editions: tuple[EditionTotals, ...]) -> Published:
        """The state after ``editions`` have replaced the published ones.

        An edition is a republication if one of the same year and kind (demonstration or not) was published and the
        totals of a territory in both differ. Republications of the other kind are dropped: they are of another site.
        """
        kinds = {edition.demonstration for edition in editions}
        republications = [each for each in self.republications if each.demonstration in kinds]
        known = {(edition.year, edition.demonstration): edition for edition in self.editions}
        for now in editions:
            before = known.get((now.year, now.demonstration))
            old = before.totals if before else {}
            changed = {t: sums for t, sums in now.totals.items() if t in old and old[t] != sums}
            if before and changed:
                number = 1 + sum(each.year == now.year for each in republications)
                about = (now.year, now.period, now.date, now.demonstration)
                old = {t: old[t] for t in changed}
                republications.append(Republication(*about, changed, number, before.period, old))
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
                    t.path: {"avant": _pair(each.totals_before[t]), "apres": _pair(after)}
                    for t, after in each.totals.items()
                },
            }
            for each in self.republications
        ]
        return {
            TOTALS: json_text({"schema": 1, "editions": editions}),
            REVISIONS: json_text({"schema": 1, "revisions": republications}),
        }


def _head(each: EditionTotals) -> Json:
    return {"edition": str(each.year), "periode": each.period, "date": each.date, "demonstration": each.demonstration}


def _pair(totals: Totals) -> dict[str, int]:
    return {"export": totals.export_eur, "import": totals.import_eur}


_MAX_EUR: Final = 10**15
"""More euros than any territory trades in a year."""

T = TypeVar("T")


def _read(
    contents: Mapping[str, object], location: str, name: str, key: str, parse: Callable[[object], T]
) -> tuple[T, ...]:
    """The rows under ``key`` of the file ``name``; none without the file."""
    if name not in contents:
        return ()
    try:
        return tuple(map(parse, _value(contents[name], key, list, "a list")))
    except ValueError as error:
        raise SiteError(f"{location}/{name}: {error}") from error


def _value(table: object, key: str, kind: type[T], expected: str, is_valid: Callable[[T], bool] = lambda _: True) -> T:
    """The value of ``key`` in an untrusted ``table``. Raises ``ValueError`` unless it is a valid ``kind``."""
    value = table.get(key) if isinstance(table, dict) else None
    # not isinstance: true would pass as an amount
    if type(value) is kind and is_valid(value):
        return value
    raise ValueError(f"{key}: {repr(value)[:60]} (expected {expected})")


def _edition(row: object) -> EditionTotals:
    return EditionTotals(*_about(row), {t: _totals(pair) for t, pair in _territories(row)})


def _republication(row: object) -> Republication:
    changed = dict(_territories(row))
    return Republication(
        *_about(row),
        {t: _totals(_value(both, "apres", dict, "totals")) for t, both in changed.items()},
        number=_value(row, "numero", int, "a number from 1", lambda number: 0 < number < 10**4),
        period_before=_value(row, "periode_avant", str, "a period", _is_period),
        totals_before={t: _totals(_value(both, "avant", dict, "totals")) for t, both in changed.items()},
    )


def _about(row: object) -> tuple[int, str, str, bool]:
    """Year, period, date, whether it is a demonstration."""
    return (
        int(_value(row, "edition", str, "a year", _is_year)),
        _value(row, "periode", str, "a period", _is_period),
        _value(row, "date", str, "a day such as 2026-01-31", _is_day),
        _value(row, "demonstration", bool, "true or false"),
    )


def _territories(row: object) -> Iterator[tuple[Territory, object]]:
    """The values of a row by territory, which the row names by its portrait's address."""
    known = {territory.path: territory for territory in territories()}
    found = _value(row, "territoires", dict, "portraits' addresses", lambda each: each.keys() <= known.keys())
    yield from ((known[path], value) for path, value in found.items())


def _totals(pair: object) -> Totals:
    exports, imports = (
        _value(pair, direction.value, int, "whole euros", lambda euros: 0 <= euros < _MAX_EUR)
        for direction in Direction
    )
    return Totals(exports, imports)


def _is_year(text: str) -> bool:
    return len(text) == 4 and text.isascii() and text.isdigit() and is_year(int(text))


def _is_period(text: str) -> bool:
    return text.isprintable() and 0 < len(text) <= 60


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
