"""From customs' files to all that figures, exports and pages are made from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from generator.context import EditionContext, edition_context
from generator.customs.check import CheckReport, Reconciled, reconcile
from generator.customs.reader import Trade, read_trade
from generator.customs.render import render_report
from generator.edition import Edition
from generator.errors import SiteError
from generator.figures.figure import Figure, FigureContext
from generator.figures.kind import Evolved, FigureInput
from generator.figures.registry import KINDS
from generator.portrait.analysis import Analysis, analyses
from generator.portrait.build import portraits
from generator.portrait.diversification import Diversification, Years, diversifications
from generator.portrait.evolution import comparable_pair, evolution, is_comparable
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
    """What later editions need of an edition: two megabytes, whatever its number of rows; can be pickled.

    ``quarters``: those of which each direction's file has rows, in the order of ``Direction``.
    """

    edition: Edition
    context: EditionContext
    quarters: tuple[tuple[int, ...], ...]
    quarterly: Quarterly


@dataclass(frozen=True, slots=True)
class EditionData:
    """An edition read and worked out, before anything is written.

    ``portraits``, ``analyses`` and ``inputs`` (what figures and tables are made from) are of all territories;
    ``pages``: those that get a page; ``figures``: those of the pages and of the régions and of France they show;
    ``evolutions`` (since the edition before, empty unless that one holds the same quarters) and ``diversifications``
    of the same. ``earlier``: the editions before it, the oldest first. ``republished``: the rows of
    their years in this edition's files. ``reconciled``: the comparison with published totals.
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
    evolutions: dict[Territory, Evolved]
    diversifications: dict[Territory, Diversification]
    inputs: dict[Territory, FigureInput]
    figures: dict[Territory, dict[str, Figure]]
    earlier: tuple[EditionSummary, ...]
    republished: tuple[Quarterly, ...]
    reconciled: tuple[Reconciled, ...]

    @property
    def edition(self) -> Edition:
        """Which edition it is."""
        return self.summary.edition

    @property
    def context(self) -> EditionContext:
        """What every page says of it."""
        return self.summary.context

    @property
    def quarterly(self) -> Quarterly:
        """Its sums by quarter."""
        return self.summary.quarterly

    def revisions(self) -> tuple[Revision, ...]:
        """The totals of earlier editions that this edition's files change, the largest changes first."""
        editions = {one.quarterly.year: one.quarterly for one in self.earlier}
        return revisions([(editions[again.year], again) for again in self.republished], territories())

    def report(self, check: CheckReport | None = None) -> str:
        """The report on reading the files, in French; ``check``: the further checks."""
        return render_report(self.trade.report, reconciliation=self.reconciled, check=check)


def read(edition: Edition) -> Trade:
    """The rows of the edition's files. Raises as ``read_trade``."""
    return read_trade(edition.inputs, edition.year, nomenclature=edition.nomenclature)


def summarise(edition: Edition, trade: Trade | None = None) -> EditionSummary:
    """The edition added up by quarter. ``trade``: its rows, if they have been read. Raises as ``read``."""
    trade = trade or read(edition)
    quarters = _quarters(trade)
    context = edition_context(
        edition,
        quarters,
        demonstration=trade.report.demonstration or edition.demonstration,
        corsica_is_one=trade.report.corsica_is_one,
    )
    return EditionSummary(edition, context, quarters, _quarterly(trade))


def compute(
    edition: Edition,
    pages: frozenset[Territory],
    progress: Progress,
    earlier: Sequence[EditionSummary] = (),
    *,
    live: bool = True,
) -> EditionData:
    """Reads the edition's files and works out the portraits and figures of ``pages``.

    ``earlier``: the editions before it, the oldest first; changes are since the last. ``live``: whether the figures
    become interactive on their pages. Raises ``SiteError`` when one edition is a demonstration and another is not.
    """
    with progress.step("Reading the customs' files"):
        trade = read(edition)
        summary = summarise(edition, trade)
    names, context = Names(trade.labels), summary.context
    if earlier and earlier[-1].context.demonstration != context.demonstration:
        raise SiteError(
            f"{earlier[-1].edition.input} and {edition.input}: one is a demonstration, the other is not; "
            "only editions of one kind stand side by side"
        )
    with progress.step("Working out the portraits"):
        known = [*(one.quarterly for one in earlier), summary.quarterly]
        scopes = scopes_of(trade.rows)
        # portraits are many: the first call runs in this process, so that they need not be pickled
        all_portraits, measured, by_market, reconciled = parallel.call_all(
            lambda: {portrait.territory: portrait for portrait in portraits(scopes, edition.year, known)},
            partial(analyses, scopes, trade.rows, edition.year),
            lambda: {direction: market_exposures(scopes, direction) for direction in Direction},
            partial(reconcile, trade, edition.date),
        )
        ranks = {axis: rankings(scopes, axis) for axis in Axis}
        pages = frozenset(scopes.keys() & pages)
        shown = _shown(scopes, pages)
        evolved = _evolved(known, shown)
        diversified = diversifications(
            shown,
            all_portraits,
            measured,
            trade.rows,
            scopes,
            Years(
                known,
                _year_before(summary, earlier),
                {t: e.evolution for t, e in evolved.items() if e.is_year_on_year},
            ),
        )
    about = (context.period, context.source_line, context.demonstration, context.complete)
    inputs = {
        t: FigureInput(
            portrait, names, FigureContext(t.shown.name, *about), evolved.get(t), diversified.get(t), live
        )
        for t, portrait in all_portraits.items()
    }
    drawn = [partial(draw, inputs[t]) for t in shown]
    with progress.step("Drawing the figures"):
        figures = parallel.call_all(*drawn)
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
    """The quarters of earlier editions' years that this edition's files hold too: the set of the last five."""
    years = set.intersection(*(set(file.other_years) for file in trade.report.files))
    for one in earlier:
        if one.edition.year in years and one.edition.inputs != edition.inputs:
            year = one.edition.year
            try:
                again = read_trade(edition.inputs, year, nomenclature=edition.nomenclature)
            except SiteError as error:
                # rows of another year that cannot be read are no reason to refuse this one
                progress.warn(
                    f"what {edition.input} holds of {year} is not compared with its edition: {error}"
                )
            else:
                yield _quarterly(again)


def _quarters(trade: Trade) -> tuple[tuple[int, ...], ...]:
    return tuple(
        tuple(quarter for quarter, rows in by_quarter.items() if rows)
        for by_quarter in trade.report.quarters.values()
    )


def _quarterly(trade: Trade) -> Quarterly:
    """The quarters of its year that both directions hold."""
    exports, imports = map(set, _quarters(trade))
    return Quarterly.from_rows(trade.rows, trade.report.year, exports & imports)


def _evolved(editions: Sequence[Quarterly], shown: Iterable[Territory]) -> dict[Territory, Evolved]:
    """What changed since the edition before, in the quarters of the last; empty where none may be given."""
    both = comparable_pair(editions)
    if both is None:
        return {}
    before, now = both
    return {
        t: Evolved(
            (before.year, now.year),
            now.quarters,
            evolution(before.sums(t, now.quarters), now.sums(t, now.quarters)),
        )
        for t in shown
        if before.has_same_scope(t)
    }


def _year_before(summary: EditionSummary, earlier: Sequence[EditionSummary]) -> Quarterly | None:
    """The year before in the edition's quarters, where its files hold them, direction by direction."""
    year = summary.edition.year
    if not earlier or earlier[-1].edition.year != year - 1 or not is_comparable(year - 1, year):
        return None
    before = earlier[-1]
    if not all(set(now) <= set(then) for now, then in zip(summary.quarters, before.quarters, strict=True)):
        return None
    return before.quarterly.restricted_to(summary.quarters)


def _shown(places: Iterable[Territory], pages: Iterable[Territory]) -> list[Territory]:
    """The pages' territories and the wider ones whose figures they show, in the order of the territories."""
    shown = set(pages) | {france()} | {t.own_region for t in pages if t.shows_region and t.own_region}
    return [territory for territory in places if territory in shown]


def draw(given: FigureInput) -> dict[str, Figure]:
    """The figures of one territory by name; those with nothing to show are absent."""
    figures = (kind.draw(given) for kind in KINDS if kind.is_available(given))
    return {figure.name: figure for figure in figures if figure}
