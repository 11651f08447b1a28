"""Lists of what is traded, or who trades: exports, imports, balance and coverage, a line a territory or a topic."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from generator.context import EditionContext
from generator.pages.environment import fragment
from generator.pages.explore.ranking import hundredths
from generator.pages.explore.topic import Topic
from generator.pages.links import Links
from generator.portrait.analysis import Analysis
from generator.portrait.model import Portrait
from generator.portrait.ranking import Standing
from generator.reference.direction import Direction
from generator.reference.territories import Kind, Territory, regions


@dataclass(frozen=True, slots=True)
class Line:
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
    ranks: tuple[int | None, int | None] = (None, None)
    wholes: tuple[int, int] = (0, 0)

    @property
    def balance_eur(self) -> int:
        """Exports less imports."""
        return self.export_eur - self.import_eur

    @property
    def coverage(self) -> float:
        """Exports over imports, to sort by: 0 without imports."""
        return self.export_eur / self.import_eur if self.import_eur else 0


@dataclass(frozen=True, slots=True)
class Bars:
    """The widths of a line's bars in hundredths: of the largest amount, and of the largest balance."""

    export: int
    import_: int
    balance: int


def territory_list(
    portraits: Mapping[Territory, Portrait],
    analyses: Mapping[Territory, Analysis],
    pages: Iterable[Territory],
    links: Links,
    edition: EditionContext,
) -> Markup:
    """The list of départements, or of régions, by exports, largest first, ties by code."""
    lines = []
    for territory in pages:
        totals, standing = portraits[territory].totals, analyses[territory].highlights.standing
        lines.append(
            Line(
                code=territory.code,
                name=territory.name,
                href=territory.slug + links.suffix,
                export_eur=totals.export_eur,
                import_eur=totals.import_eur,
                region=territory.region_code or "",
                ranks=(_rank(standing.get(Direction.EXPORT)), _rank(standing.get(Direction.IMPORT))),
            )
        )
    lines.sort(key=lambda line: (-line.export_eur, line.code))
    are_departements = any(territory.kind is Kind.DEPARTEMENT for territory in pages)
    found = {line.region for line in lines if line.region}
    groups = [(r.code, r.name) for r in sorted(regions(), key=lambda r: r.slug[3:]) if r.code in found]
    kind = "departements" if are_departements else "regions"
    return list_table(lines, edition, kind=kind, groups=groups)


def topic_list(topics: Sequence[Topic], kind: str, links: Links, edition: EditionContext) -> Markup:
    """The list of products or of partner countries, in the order of their trade; ``kind`` names its words."""
    lines = [
        Line(
            code=topic.code,
            name=topic.name,
            href=topic.path.split("/")[1] + links.suffix,
            export_eur=topic.sides[Direction.EXPORT].value_eur,
            import_eur=topic.sides[Direction.IMPORT].value_eur,
            wholes=(topic.sides[Direction.EXPORT].total_eur, topic.sides[Direction.IMPORT].total_eur),
        )
        for topic in topics
    ]
    return list_table(lines, edition, kind=kind)


def list_table(
    lines: Sequence[Line], edition: EditionContext, *, kind: str, groups: Sequence[tuple[str, str]] = ()
) -> Markup:
    """Returns the table with its tools. ``groups``: the régions to choose from."""
    most = max((amount for line in lines for amount in (line.export_eur, line.import_eur)), default=0)
    widest = max((abs(line.balance_eur) for line in lines), default=0)
    bars = [
        Bars(
            hundredths(line.export_eur, most),
            hundredths(line.import_eur, most),
            hundredths(abs(line.balance_eur), 2 * widest),
        )
        for line in lines
    ]
    values = {
        "lines": list(zip(lines, bars, strict=True)),
        "edition": edition,
        "kind": kind,
        "groups": groups,
    }
    return fragment("_liste.html.j2", values)


def _rank(standing: Standing | None) -> int | None:
    return standing.rank if standing else None
