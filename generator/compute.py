"""Computes an edition: from the customs' files to everything that figures, exports and pages use."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from generator.context import EditionContext, edition_context
from generator.customs.check import CheckReport, Reconciled, reconcile, render_report
from generator.customs.reader import Trade, read_edition
from generator.edition import Edition
from generator.errors import SiteError
from generator.figures.figure import Figure, FigureContext
from generator.figures.kind import FigureInput
from generator.figures.registry import draw
from generator.portrait.analysis import Analysis, analyses
from generator.portrait.build import portraits
from generator.portrait.diversification import Diversification, diversifications
from generator.portrait.evolution import Evolution, evolutions, is_comparable
from generator.portrait.exposure import MarketExposures, market_exposures
from generator.portrait.model import Portrait
from generator.portrait.ranking import Axis, Ranking, rankings
from generator.portrait.series import Quarterly, Revision, revisions
from generator.portrait.trade import Scope, scopes_of
from generator.reference.direction import Direction
from generator.reference.names import Names
from generator.reference.territories import Territory, france, territories
from generator.system import parallel
from generator.system.progress import Progress


@dataclass(frozen=True, slots=True)
class EditionSummary:
    """What later editions need of an edition: 2 MB. ``quarters``: those with rows, for each ``Direction``."""

    edition: Edition
    context: EditionContext
    quarters: tuple[tuple[int, ...], ...]
    quarterly: Quarterly


@dataclass(frozen=True, slots=True)
class EditionData:
    """An edition, computed; nothing is written yet.

    ``pages``: the territories with a page. ``figures``, ``evolutions`` (since the previous edition, if it has the same
    quarters) and ``diversifications``: of ``pages`` and of the régions and France that they show; the rest: of all.
    ``earlier``: oldest first; ``republished``: the same years in this edition's files.
    """

    summary: EditionSummary
    trade: Trade
    names: Names
    pages: frozenset[Territory]
    scopes: dict[Territory, Scope]
    portraits: dict[Territory, Portrait]
    analyses: dict[Territory, Analysis]
    rankings: dict[Axis, dict[str, dict[Direction, Ranking]]]
    market_exposures: dict[Direction, MarketExposures]
    evolutions: dict[Territory, Evolution]
    diversifications: dict[Territory, Diversification]
    inputs: dict[Territory, FigureInput]
    figures: dict[Territory, dict[str, Figure]]
    earlier: tuple[EditionSummary, ...]
    republished: tuple[Quarterly, ...]
    reconciled: tuple[Reconciled, ...]

    @property
    def context(self) -> EditionContext:
        """What pages state about it."""
        return self.summary.context

    @property
    def contexts(self) -> tuple[EditionContext, ...]:
        """The same of it and of the earlier editions, newest first; a page never names a later edition."""
        return tuple(summary.context for summary in (self.summary, *reversed(self.earlier)))

    def revisions(self) -> tuple[Revision, ...]:
        """The totals of earlier editions that this edition's files revise, largest changes first."""
        editions = {one.quarterly.year: one.quarterly for one in self.earlier}
        return revisions([(editions[again.year], again) for again in self.republished], territories())

    def report(self, check: CheckReport | None = None) -> str:
        """The report on the files, in French, with the further checks of ``check``."""
        return render_report(self.trade.report, reconciliation=self.reconciled, check=check)


def summarise(edition: Edition, trade: Trade | None = None) -> EditionSummary:
    """The edition's sums by quarter. ``trade``: its rows if they are read already. Raises as ``read_trade``."""
    trade = trade or read_edition(edition)
    report = trade.report
    quarters = tuple(report.present_quarters.values())
    demonstration = report.demonstration or edition.demonstration
    context = edition_context(edition, quarters, demonstration=demonstration, corsica_is_one=report.corsica_is_one)
    return EditionSummary(edition, context, quarters, _quarterly(trade))


def compute(
    edition: Edition,
    pages: frozenset[Territory],
    progress: Progress,
    earlier: Sequence[EditionSummary] = (),
    *,
    live: bool = True,
) -> EditionData:
    """Reads the edition's files and computes the portraits, and the figures of ``pages``.

    ``earlier``: the earlier editions, oldest first; changes are since the last one. ``live``: whether the figures are
    interactive. Raises as ``read_trade``, and ``SiteError`` for a real edition after a demonstration or the reverse.
    """
    with progress.step("Reading the customs' files"):
        trade = read_edition(edition)
        summary = summarise(edition, trade)
    names, context = trade.names, summary.context
    if earlier and earlier[-1].context.demonstration != context.demonstration:
        raise SiteError(
            f"{earlier[-1].edition.input} and {edition.input}: one is a demonstration, the other is not; "
            "a site has editions of one kind only"
        )
    with progress.step("Working out the portraits"):
        known = [*(one.quarterly for one in earlier), summary.quarterly]
        scopes = scopes_of(trade.rows)
        # the first call runs in this process: the many portraits need not be pickled
        all_portraits, measured, by_market, reconciled = parallel.call_all(
            lambda: {portrait.territory: portrait for portrait in portraits(scopes, edition.year, known)},
            partial(analyses, scopes, trade.rows, edition.year),
            lambda: {direction: market_exposures(scopes, direction) for direction in Direction},
            partial(reconcile, trade, edition.date),
        )
        ranks = {axis: rankings(scopes, axis) for axis in Axis}
        pages = frozenset(scopes.keys() & pages)
        with_figures = pages | {france()} | {t.own_region for t in pages if t.shows_region}
        shown = [territory for territory in scopes if territory in with_figures]
        evolved = evolutions(known, shown)
        diversified = diversifications(
            shown, all_portraits, measured, trade.rows, scopes, known, _year_before(summary, earlier)
        )
    about = (context.period, context.source_line, context.demonstration, context.complete)
    inputs = {
        t: FigureInput(portrait, names, FigureContext(t.shown.name, *about), evolved.get(t), diversified.get(t), live)
        for t, portrait in all_portraits.items()
    }
    with progress.step("Drawing the figures"):
        figures = parallel.each(lambda t: draw(inputs[t]), shown)
    return EditionData(
        summary=summary,
        trade=trade,
        names=names,
        pages=pages,
        scopes=scopes,
        portraits=all_portraits,
        analyses=measured,
        rankings=ranks,
        market_exposures=by_market,
        evolutions=evolved,
        diversifications=diversified,
        inputs=inputs,
        figures=dict(zip(shown, figures, strict=True)),
        earlier=tuple(earlier),
        republished=tuple(_republished(edition, trade, earlier, progress)),
        reconciled=reconciled,
    )


def _republished(
    edition: Edition, trade: Trade, earlier: Iterable[EditionSummary], progress: Progress
) -> Iterator[Quarterly]:
    """The sums of earlier editions' years that this edition's files contain too."""
    years = set.intersection(*(set(file.other_years) for file in trade.report.files))
    for one in earlier:
        year = one.edition.year
        if year not in years or one.edition.inputs == edition.inputs:
            continue
        try:
            yield _quarterly(read_edition(edition, year))
        except SiteError as error:
            # bad rows of another year do not invalidate this edition
            progress.warn(f"the rows of {year} in {edition.input} are not compared with the edition of {year}: {error}")


def _quarterly(trade: Trade) -> Quarterly:
    """The sums of the quarters that both directions have."""
    exports, imports = map(set, trade.report.present_quarters.values())
    return Quarterly.from_rows(trade.rows, trade.report.year, exports & imports)


def _year_before(summary: EditionSummary, earlier: Sequence[EditionSummary]) -> Quarterly | None:
    """The same quarters of the year before, if its files have all of them in each direction."""
    year = summary.edition.year
    if not earlier or earlier[-1].edition.year != year - 1 or not is_comparable(year - 1, year):
        return None
    before = earlier[-1]
    if not all(set(now) <= set(then) for now, then in zip(summary.quarters, before.quarters, strict=True)):
        return None
    return before.quarterly.restricted_to(summary.quarters)
