"""Lists of what is traded, or who trades: exports, imports, balance and coverage, a line a territory or a topic."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from generator.compute import EditionData
from generator.context import EditionContext
from generator.pages.environment import fragment
from generator.pages.explore.topic import Topic
from generator.pages.links import Links
from generator.portrait.model import BothWays
from generator.reference.direction import Direction
from generator.reference.territories import Kind, Territory, regions_by_name


@dataclass(frozen=True, slots=True)
class Line(BothWays):
    """A line of a list; amounts in euros. ``href`` leads from the list to its page.

    ``ranks``: by exports and by imports, largest first, ``None`` without trade; ``wholes``: what its exports and its
    imports are shown as shares of, 0 where they are not. ``region``: the code of a département's.
    """

    code: str
    name: str
    href: str
    export_eur: int
    import_eur: int
    region: str = ""
    ranks: tuple[int | None, ...] = (None, None)
    wholes: tuple[int, ...] = (0, 0)


def territory_list(data: EditionData, links: Links, pages: Sequence[Territory]) -> Markup:
    """The list of départements, or of régions, by exports, largest first, ties by code."""
    lines = []
    for territory in pages:
        totals, standing = data.portraits[territory].totals, data.analyses[territory].highlights.standing
        lines.append(
            Line(
                code=territory.code,
                name=territory.name,
                href=territory.slug + links.suffix,
                export_eur=totals.export_eur,
                import_eur=totals.import_eur,
                region=territory.region_code or "",
                ranks=tuple(standing[d].rank if d in standing else None for d in Direction),
            )
        )
    lines.sort(key=lambda line: (-line.export_eur, line.code))
    are_departements = any(territory.kind is Kind.DEPARTEMENT for territory in pages)
    found = {line.region for line in lines if line.region}
    groups = [(r.code, r.name) for r in regions_by_name() if r.code in found]
    return _table(lines, data.context, "departements" if are_departements else "regions", groups)


def topic_list(topics: Sequence[Topic], kind: str, links: Links, edition: EditionContext) -> Markup:
    """The list of products or of partner countries, in the order of their trade; ``kind`` names its words."""
    lines = [
        Line(
            code=topic.code,
            name=topic.name,
            href=topic.path.split("/")[1] + links.suffix,
            export_eur=topic.sides[Direction.EXPORT].value_eur,
            import_eur=topic.sides[Direction.IMPORT].value_eur,
            wholes=tuple(topic.sides[d].total_eur for d in Direction),
        )
        for topic in topics
    ]
    return _table(lines, edition, kind)


def _table(
    lines: Sequence[Line], edition: EditionContext, kind: str, groups: Sequence[tuple[str, str]] = ()
) -> Markup:
    """The table with its tools. ``groups``: the régions to choose from."""
    values = {"lines": lines, "edition": edition, "kind": kind, "groups": groups}
    return fragment("_liste.html.j2", values)
