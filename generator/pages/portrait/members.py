"""The customs units of a région or of France on its page; no French here."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from generator.portrait.evolution import Member
from generator.portrait.model import BeforeAfter
from generator.reference.territories import CORSICA, CORSICA_REGION, Territory, departements, region

NAMED: Final = 3
"""How many contributions a sentence names at most."""
MOST: Final = Fraction(1, 2)
"""From this part of a change on, the members that make it are named together."""
BEYOND: Final = Fraction(5, 4)
"""Above this part of a change, the moves of its direction are offset by others, and shares of it would mislead."""


@dataclass(frozen=True, slots=True)
class MemberLine(BeforeAfter):
    """The exports of a customs unit of a région or of France, and its territory if it is one.

    ``before_eur``: 0 where those of any unit are unknown.
    """

    name: str
    subject: str
    territory: Territory | None
    before_eur: int
    after_eur: int


@dataclass(frozen=True, slots=True)
class Members:
    """Largest exports first. ``movers``: the fewest that make most of the change, in the same way, and not beyond it.

    ``moved_eur``: what these make of ``change_eur``.
    """

    lines: tuple[MemberLine, ...]
    total_eur: int
    before_eur: int | None
    movers: tuple[MemberLine, ...]

    @property
    def first_eur(self) -> int:
        """The exports of those a sentence names first."""
        return sum(line.after_eur for line in self.lines[:NAMED])

    @property
    def change_eur(self) -> int:
        """Of all together, zero where it is unknown."""
        return 0 if self.before_eur is None else self.total_eur - self.before_eur

    @property
    def moved_eur(self) -> int:
        """Of the movers together."""
        return sum(line.change_eur for line in self.movers)


def members_of(members: Sequence[Member]) -> Members | None:
    """The lines of the page; ``None`` for a single unit."""
    if len(members) < 2:
        return None
    places: dict[str, Territory] = {d.code: d for d in departements()} | {CORSICA[0]: region(CORSICA_REGION)}
    is_complete = all(m.before for m in members)
    lines = []
    for each in sorted(members, key=lambda m: (-m.totals.export_eur, m.unit.code)):
        name, place = each.unit.name, places.get(each.unit.code)
        before = each.before.export_eur if each.before and is_complete else 0
        subject = place.grammar.subject if place else name
        lines.append(MemberLine(name, subject, place, before, each.totals.export_eur))
    total, total_before = sum(line.after_eur for line in lines), sum(line.before_eur for line in lines)
    movers = _movers(lines, total - total_before) if total_before else ()
    return Members(tuple(lines), total, total_before if is_complete else None, movers)


def _movers(lines: Iterable[MemberLine], change: int) -> tuple[MemberLine, ...]:
    same_way = sorted(
        (line for line in lines if line.change_eur * change > 0), key=lambda line: -abs(line.change_eur)
    )
    if abs(sum(line.change_eur for line in same_way)) > BEYOND * abs(change):
        return ()
    for count in range(1, NAMED + 1):
        together = abs(sum(line.change_eur for line in same_way[:count]))
        if together > abs(change):
            return ()
        if change and together >= MOST * abs(change):
            return tuple(same_way[:count])
    return ()
