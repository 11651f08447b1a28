"""Revisions: where two publications of the same quarter are at hand, which totals are not the same."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from generator.portrait.model import Quarter
from generator.portrait.series import Quarterly
from generator.reference.direction import Direction
from generator.reference.territories import Territory


@dataclass(frozen=True, slots=True)
class Revision:
    """A territory's total of a quarter in one direction, in euros: in its edition, and in a later publication."""

    territory: Territory
    year: int
    quarter: int
    direction: Direction
    before_eur: int
    after_eur: int

    @property
    def change_eur(self) -> int:
        """What the later publication adds."""
        return self.after_eur - self.before_eur


def revisions(published: Quarterly, again: Quarterly, places: Iterable[Territory]) -> tuple[Revision, ...]:
    """What moved in the quarters that both hold, by territory, quarter and direction; the largest changes first.

    ``published``: the edition of the year; ``again``: rows of that year in another edition's files. Ties stay in the
    order of ``places``. A territory that only one of them tells apart (a half of Corsica) is left out.
    """
    found = []
    for territory in places:
        if territory.codes_in(published.corsica_is_one) != territory.codes_in(again.corsica_is_one):
            continue
        known = {quarter.quarter: quarter for quarter in published.of(territory)}
        for after in again.of(territory):
            if before := known.get(after.quarter):
                found += _moved(territory, before, after)
    return tuple(sorted(found, key=lambda revision: -abs(revision.change_eur)))


def _moved(territory: Territory, before: Quarter, after: Quarter) -> list[Revision]:
    pairs = {
        Direction.EXPORT: (before.export_eur, after.export_eur),
        Direction.IMPORT: (before.import_eur, after.import_eur),
    }
    return [
        Revision(territory, after.year, after.quarter, direction, *amounts)
        for direction, amounts in pairs.items()
        if amounts[0] != amounts[1]
    ]
