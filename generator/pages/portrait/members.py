"""The customs units of a région or of France on its page; no French here."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from generator.french.formatting import rounded
from generator.portrait.evolution import Member
from generator.reference.territories import CORSICA, CORSICA_REGION, Territory, departements, region

NAMED: Final = 3
"""How many contributions a sentence names at most."""


MOST: Final = Fraction(1, 2)
"""From this part of a change on, the members that make it are named together."""
BEYOND: Final = Fraction(5, 4)
"""Above this part of a change, the moves of its direction are offset by others, and shares of it would mislead."""


@dataclass(frozen=True, slots=True)
class MemberLine:
    """A customs unit of a région or of France, and its territory if it is one."""

    name: str
    subject: str
    territory: Territory | None
    value_eur: int
    before_eur: int | None
    tenths: int | None


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
        return sum(line.value_eur for line in self.lines[:NAMED])

    @property
    def change_eur(self) -> int:
        """Of all together, zero where it is unknown."""
        return 0 if self.before_eur is None else self.total_eur - self.before_eur

    @property
    def moved_eur(self) -> int:
        """Of the movers together."""
        return sum(line.value_eur - (line.before_eur or 0) for line in self.movers)


def tenths(change: int, total: int) -> int:
    """``change / total`` in tenths of a point, halves away from zero; ``total`` is positive."""
    size = rounded(1000 * abs(change), total)
    return size if change > 0 else -size


def members_of(members: Sequence[Member]) -> Members | None:
    """The lines of the page; ``None`` for a single unit."""
    if len(members) < 2:
        return None
    places: dict[str, Territory] = {d.code: d for d in departements()} | {CORSICA[0]: region(CORSICA_REGION)}
    then = {m.unit.code: m.before.export_eur for m in members if m.before}
    before = sum(then.values()) if len(then) == len(members) else None
    lines = []
    for each in sorted(members, key=lambda m: (-m.totals.export_eur, m.unit.code)):
        code, value, place = each.unit.code, each.totals.export_eur, places.get(each.unit.code)
        lines.append(
            MemberLine(
                name=each.unit.name,
                subject=place.grammar.subject if place else each.unit.name,
                territory=place,
                value_eur=value,
                before_eur=None if before is None else then[code],
                tenths=tenths(value - then[code], before) if before else None,
            )
        )
    total = sum(line.value_eur for line in lines)
    movers = _movers(lines, total - before) if before else ()
    return Members(tuple(lines), total, before, movers)


def _movers(lines: Iterable[MemberLine], change: int) -> tuple[MemberLine, ...]:
    def moved(line: MemberLine) -> int:
        return line.value_eur - (line.before_eur or 0)

    same_way = sorted(
        (line for line in lines if moved(line) * change > 0), key=lambda line: -abs(moved(line))
    )
    if abs(sum(map(moved, same_way))) > BEYOND * abs(change):
        return ()
    for count in range(1, NAMED + 1):
        together = abs(sum(moved(line) for line in same_way[:count]))
        if together > abs(change):
            return ()
        if change and together >= MOST * abs(change):
            return tuple(same_way[:count])
    return ()
