"""From customs' files to all that pages are written from: portraits, figures, names."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from generator.charts.balance import balance_figure
from generator.charts.figure import Figure, FigureContext
from generator.charts.sankey import flows_figure
from generator.charts.treemap import activities_figure
from generator.customs.reader import Trade, read_trade
from generator.edition import Edition
from generator.errors import UsageError
from generator.pages.context import EditionContext, edition_context
from generator.pages.exposure import Exposed, exposed
from generator.pages.render import place_name
from generator.portrait.analysis import Analysis, analyses
from generator.portrait.build import portraits
from generator.portrait.cube import Cube, Scope
from generator.portrait.model import Direction, Portrait
from generator.progress import Progress
from generator.reference.names import Names
from generator.reference.territories import Territory, france, region, territories


@dataclass(frozen=True, slots=True)
class Prepared:
    """An edition read and worked out, before anything is written.

    ``pages``: the territories that get a page; ``figures``: theirs, and those of the régions and of France they show.
    """

    edition: Edition
    context: EditionContext
    names: Names
    trade: Trade
    scopes: dict[Territory, Scope]
    portraits: dict[Territory, Portrait]
    analyses: dict[Territory, Analysis]
    exposed: Exposed
    figures: dict[Territory, dict[str, Figure]]
    pages: frozenset[Territory]


def chosen(only: str | None) -> frozenset[Territory]:
    """The territories of ``--only`` (``42,2a,region-84,france``), all of them without it.

    Raises ``UsageError`` for a word that names none.
    """
    if only is None:
        return frozenset(territories())
    by_key = {territory.key.lower(): territory for territory in territories()}
    words = [word.strip().lower() for word in only.split(",")]
    unknown = [word for word in words if word not in by_key]
    if unknown:
        raise UsageError(
            f"--only: unknown territory {', '.join(map(repr, unknown))}; expected département codes (42, 2A, 971), "
            "region-84, france"
        )
    return frozenset(by_key[word] for word in words)


def prepare(edition: Edition, pages: frozenset[Territory], progress: Progress) -> Prepared:
    """Reads the edition's files and works out the portraits and figures of ``pages``."""
    with progress.step("Reading the customs' files"):
        trade = read_trade(edition.input, edition.year)
    names = Names(trade.labels)
    demonstration = trade.demonstration or edition.demonstration
    held = [[q for q, rows in by_quarter.items() if rows] for by_quarter in trade.report.quarters.values()]
    context = edition_context(edition, held, demonstration=demonstration)
    with progress.step("Working out the portraits"):
        cube = Cube(trade.rows)
        scopes = {territory: cube.scope(territory) for territory in territories()}
        all_portraits = {portrait.territory: portrait for portrait in portraits(cube)}
        measured = analyses(scopes)
        by_market = exposed(scopes)
    with progress.step("Drawing the figures"):
        drawn = {t: draw(all_portraits[t], names, context) for t in _shown(pages)}
    return Prepared(
        edition=edition,
        context=context,
        names=names,
        trade=trade,
        scopes=scopes,
        portraits=all_portraits,
        analyses=measured,
        exposed=by_market,
        figures=drawn,
        pages=pages,
    )


def _shown(pages: Iterable[Territory]) -> list[Territory]:
    """The pages' territories and the wider ones whose figures they show, in the order of the territories."""
    shown = set(pages) | {france()}
    shown |= {region(t.region_code) for t in pages if t.shows_region and t.region_code}
    return [territory for territory in territories() if territory in shown]


def draw(portrait: Portrait, names: Names, context: EditionContext) -> dict[str, Figure]:
    """The figures of one territory by name; those with nothing to show are absent."""
    figure_context = FigureContext(
        place_name(portrait.territory), context.period, context.source_line, context.demonstration
    )
    figures = (
        balance_figure(portrait, names, figure_context),
        activities_figure(portrait, names, figure_context),
        flows_figure(portrait, Direction.EXPORT, names, figure_context),
        flows_figure(portrait, Direction.IMPORT, names, figure_context),
    )
    return {figure.name: figure for figure in figures if figure}
