"""What each customs département exports and imports in a demonstration edition, in whole euros.

Table: ``data/reference/demo_departements.csv`` (invented). Where totals were published for the year
to the tenth of a million (``totaux_publies.csv``), the invented ones are scaled so that the published come out to the
euro; rounder ones are hints of scale only.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

import numpy as np

from generator.reference.direction import Direction
from generator.reference.tables import read_table
from generator.reference.territories import departements, regions

Totals = dict[str, int]
"""Euros by customs code of département."""

_ORDER = ("departement", "region", "france")
"""From the smallest scope to the largest: what is settled first is not scaled again."""

_EXACT = "0.1"
"""The precision of the published totals that the demonstration is scaled to, in millions of euros."""

_DRIFT = 0.08
"""How far a year without published totals may be from the table's, as a fraction."""


def published_totals(year: int) -> list[dict[str, str]]:
    """The exact rows of ``totaux_publies.csv`` for a year, départements first, France last; may be empty."""
    table = read_table("totaux_publies.csv")
    rows = [row for row in table if row["edition"] == str(year) and row["precision"] == _EXACT]
    return sorted(rows, key=lambda row: (_ORDER.index(row["type"]), row["code"]))


def scope(kind: str, code: str, known: Iterable[str]) -> set[str]:
    """The customs codes summed in a territory (``departement``, ``region`` or ``france``), among those ``known``."""
    if kind == "france":
        return set(known)
    places = departements() if kind == "departement" else regions()
    return set(next(place for place in places if place.code == code).customs_codes)


def demo_totals(direction: Direction, year: int, seed: int) -> Totals:
    """Euros by customs code for a direction, codes in the table's order."""
    column = direction.value
    totals = {row["code_douane"]: _euros(row[column]) for row in read_table("demo_departements.csv")}
    published = published_totals(year)
    if not published:
        return _drifted(totals, [seed, list(Direction).index(direction), year])
    settled: set[str] = set()
    for row in published:
        inside = scope(row["type"], row["code"], totals)
        _scale(totals, inside - settled, _euros(row[f"{column}_meur"]), inside & settled)
        settled |= inside
    return totals


def _euros(millions: str) -> int:
    return int(Decimal(millions) * 10**6)


def _scale(totals: Totals, free: set[str], target: int, settled: set[str]) -> None:
    """Scales the ``free`` codes in place, so that with the ``settled`` ones they add up to ``target``."""
    target -= sum(totals[code] for code in settled)
    whole = sum(totals[code] for code in free)
    for code in free:
        totals[code] = totals[code] * target // whole
    largest = max(free, key=lambda code: (totals[code], code))
    totals[largest] += target - sum(totals[code] for code in free)


def _drifted(totals: Totals, entropy: list[int]) -> Totals:
    """The table's totals, each moved by a few percent of its own: another year."""
    moves = np.random.Generator(np.random.PCG64(entropy)).random(len(totals))
    return {
        code: int(total * (1 + _DRIFT * (2 * move - 1)))
        for (code, total), move in zip(totals.items(), moves.tolist(), strict=True)
    }
