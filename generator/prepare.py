"""From customs' files to all that pages are written from: portraits, figures, names."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from generator.context import EditionContext, edition_context
from generator.customs.check import CheckReport, Reconciled, reconcile
from generator.customs.reader import Trade, read_trade
from generator.customs.render import render_report
from generator.edition import Edition
from generator.errors import SiteError, UsageError
from generator.figures.activities.draw import activities_figure
from generator.figures.balance.draw import balance_figure
from generator.figures.evolution.draw import evolution_figure
from generator.figures.figure import Figure, FigureContext
from generator.figures.flows.draw import flows_figure
from generator.pages.editions import Evolved
from generator.pages.environment import compile_templates
from generator.pages.explore.exposure import Exposed, exposed
from generator.pages.portrait.page import place_name
from generator.portrait.analysis import Analysis, analyses
from generator.portrait.build import portraits
from generator.portrait.cube import Cube, Scope
from generator.portrait.evolution import evolution
from generator.portrait.model import Direction, Portrait
from generator.reference.names import Names
from generator.reference.territories import Territory, france, region, territories
from generator.system import parallel
from generator.system.progress import Progress


@dataclass(frozen=True, slots=True)
class Prepared:
    """An edition read and worked out, before anything is written.

    ``pages``: the territories that get a page; ``figures``: theirs, and those of the régions and of France they show.
    ``evolutions``: of the territories that have figures, since the edition before; empty unless both are whole years.
    ``reconciled``: the totals against the published ones.
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
    evolutions: dict[Territory, Evolved]
    reconciled: tuple[Reconciled, ...]

    def report(self, check: CheckReport | None = None) -> str:
        """What the reading of the files has to tell, in French; ``check``: what was looked at beyond it."""
        return render_report(self.trade.report, reconciliation=self.reconciled, check=check)


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


def prepare_each(
    editions: Sequence[Edition],
    pages: frozenset[Territory],
    progress: Progress,
    meanwhile: Callable[[], None] | None = None,
) -> list[Prepared]:
    """Editions side by side, the oldest first, each told since the one before. Raises as ``prepare`` does.

    ``meanwhile``: done in this process while another begins to draw.
    """
    made: list[Prepared] = []
    for edition in editions:
        also = meanwhile if edition is editions[-1] else None
        made.append(prepare(edition, pages, progress, made[-1] if made else None, also))
    return made


@parallel.uncollected()
def prepare(
    edition: Edition,
    pages: frozenset[Territory],
    progress: Progress,
    previous: Prepared | None = None,
    meanwhile: Callable[[], None] | None = None,
) -> Prepared:
    """Reads the edition's files and works out the portraits and figures of ``pages``.

    ``previous``: the edition that evolution is told since. ``meanwhile``: see ``prepare_each``. Raises ``SiteError``
    when one of the two editions is a demonstration and the other is not.
    """
    with progress.step("Reading the customs' files"):
        trade = read_trade(edition.input, edition.year)
    names = Names(trade.labels)
    demonstration = trade.demonstration or edition.demonstration
    if previous and previous.context.demonstration != demonstration:
        raise SiteError(
            f"{previous.edition.input} and {edition.input}: one is a demonstration, the other is not; "
            "only editions of one kind stand side by side"
        )
    held = [[q for q, rows in by_quarter.items() if rows] for by_quarter in trade.report.quarters.values()]
    context = edition_context(edition, held, demonstration=demonstration, corsica_is_one=trade.corsica_is_one)
    with progress.step("Working out the portraits"):
        cube = Cube(trade.rows)
        scopes = {territory: cube.scope(territory) for territory in territories()}
        # portraits are many: the first thing is done in this process, so that they have no way to travel
        all_portraits, measured, by_market, reconciled = parallel.calls(
            lambda: {portrait.territory: portrait for portrait in portraits(cube)},
            partial(analyses, scopes, corsica_is_one=trade.corsica_is_one),
            partial(exposed, scopes, corsica_is_one=trade.corsica_is_one),
            partial(reconcile, trade),
        )
    shown = _shown(pages, context)
    evolved = _evolved(scopes, context, previous, shown)
    drawn = [partial(draw, all_portraits[t], names, context, evolved.get(t)) for t in shown]
    with progress.step("Drawing the figures"):
        _, *figures = parallel.calls(partial(_in_this_process, meanwhile), *drawn)
    return Prepared(
        edition=edition,
        context=context,
        names=names,
        trade=trade,
        scopes=scopes,
        portraits=all_portraits,
        analyses=measured,
        exposed=by_market,
        figures=dict(zip(shown, figures, strict=True)),
        pages=pages,
        evolutions=evolved,
        reconciled=reconciled,
    )


def _in_this_process(meanwhile: Callable[[], None] | None) -> None:
    """What all processes to come find done."""
    compile_templates()
    if meanwhile:
        meanwhile()


def _evolved(
    scopes: Mapping[Territory, Scope],
    context: EditionContext,
    previous: Prepared | None,
    shown: Iterable[Territory],
) -> dict[Territory, Evolved]:
    """Quarters of one year against a whole other one would tell of a fall that never was, as would half of Corsica."""
    if previous is None or not (context.complete and previous.context.complete):
        return {}
    since = previous.context.period
    was_one, is_one = previous.context.corsica_is_one, context.corsica_is_one
    alike = [t for t in shown if t.codes_in(was_one) == t.codes_in(is_one)]
    return {t: Evolved(since, evolution(previous.scopes[t], scopes[t])) for t in alike}


def _shown(pages: Iterable[Territory], context: EditionContext) -> list[Territory]:
    """The pages' territories and the wider ones whose figures they show, in the order of the territories."""
    shown = set(pages) | {france()}
    shown |= {
        region(t.region_code) for t in pages if t.shows_region(context.corsica_is_one) and t.region_code
    }
    return [territory for territory in territories() if territory in shown]


def draw(
    portrait: Portrait, names: Names, context: EditionContext, evolved: Evolved | None = None
) -> dict[str, Figure]:
    """The figures of one territory by name, packed; those with nothing to show are absent."""
    figure_context = FigureContext(
        place_name(portrait.territory, context), context.period, context.source_line, context.demonstration
    )
    figures = (
        balance_figure(portrait, names, figure_context),
        activities_figure(portrait, names, figure_context),
        flows_figure(portrait, Direction.EXPORT, names, figure_context),
        flows_figure(portrait, Direction.IMPORT, names, figure_context),
        evolution_figure(evolved.evolution, evolved.since, names, figure_context) if evolved else None,
    )
    return {figure.name: figure.packed() for figure in figures if figure}
