"""Quarters: every position, text and amount, from which both drawings are made."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from generator.figures.figure import FigureContext
from generator.figures.frame import Label, difference_tone, foot, mark, mark_height
from generator.figures.quarters.timeline import Timeline, breaks, runs, time_labels, timeline
from generator.figures.text import width as text_width
from generator.figures.text import wrap
from generator.french.formatting import NBSP, Block, amount, block
from generator.french.words import word
from generator.portrait.evolution import BREAK_YEAR
from generator.portrait.model import Quarter
from generator.reference.direction import Direction


@dataclass(frozen=True, slots=True)
class Measures:
    """Measures in pixels: the heights of the two panels, sizes of text and of a point."""

    width: int
    margin: float
    flows_height: float
    balance_height: float
    size: float
    point: float


WIDE = Measures(960, 16, 250, 110, 14, 9)
NARROW = Measures(340, 8, 165, 72, 12, 7)


@dataclass(frozen=True, slots=True)
class Curve:
    """One direction in time: ``points`` (x, y) of all quarters, in ``runs`` of quarters that follow each other."""

    direction: Direction
    points: tuple[tuple[float, float], ...]
    runs: tuple[tuple[tuple[float, float], ...], ...]


@dataclass(frozen=True, slots=True)
class Bar:
    """A quarter's balance, from the axis to ``end`` (y in pixels), upwards for a surplus."""

    x: float
    end: float
    tone: str


@dataclass(frozen=True, slots=True)
class Rule:
    """A horizontal or vertical line from (x, y) to (x, y); ``tone``: its colour's name."""

    start: tuple[float, float]
    end: tuple[float, float]
    tone: str


@dataclass(frozen=True, slots=True)
class Layout:
    """The whole figure. ``point`` and ``bar``: widths in pixels; ``axis``: y of the balance's zero.

    ``keys``: the direction and the middle (x, y) of the points in the legend; ``labels``: all text but the foot.
    """

    width: int
    height: int
    margin: float
    quarters: tuple[Quarter, ...]
    mark: tuple[Label, ...]
    keys: tuple[tuple[Direction, float, float], ...]
    curves: tuple[Curve, ...]
    point: float
    bars: tuple[Bar, ...]
    bar: float
    axis: float
    rules: tuple[Rule, ...]
    labels: tuple[Label, ...]
    foot_top: float
    foot: tuple[Label, ...]


_TICK_SIZE = 12.0
_GAP = 6.0
_SWATCH = 16.0


def lay_out(quarters: Sequence[Quarter], context: FigureContext, measures: Measures) -> Layout:
    """Lays ``quarters`` out: at least one, ascending, of which some have trade."""
    largest = max(max(q.import_eur, q.export_eur) for q in quarters)
    ticks = _ticks(largest)
    unit = block(largest)
    room = max(text_width(_tick(value, unit), _TICK_SIZE) for value in ticks)
    axis = timeline(quarters, measures.margin + room + 2 * _GAP, measures.width - measures.margin)
    marked = mark(context, measures.width)
    keys, legend, top = _legend(quarters[-1], unit, measures, mark_height(marked) + measures.margin)
    bottom = top + measures.flows_height
    scale = (measures.flows_height - 4) / largest
    curves = tuple(_curve(d, quarters, axis, bottom, scale) for d in (Direction.IMPORT, Direction.EXPORT))
    heading = Label(measures.margin, bottom + 26, word("trimestres", "solde"), measures.size, bold=True)
    zero, bars, told = _balance(quarters, unit, axis, bottom + 40, measures)
    end = bottom + 40 + measures.balance_height
    grid = [Rule((axis.left, y), (axis.right, y), "grid") for y in (bottom - v * scale for v in ticks[1:])]
    panels = ((top, bottom), (bottom + 40, end))
    years = [_upright(x, panel, "grid") for x in axis.begun() for panel in panels]
    axes = [Rule((axis.left, y), (axis.right, y), "link") for y in (bottom, zero)]
    scaled = [
        Label(axis.left - _GAP, bottom - v * scale + 4, _tick(v, unit), _TICK_SIZE, "end", "muted")
        for v in ticks
    ]
    dated = list(time_labels(axis, end))
    broken = _break(axis, quarters, top, dated[-1].y + 20, measures)
    foot_top = max(label.y for label in (*dated, *broken)) + 14
    foot_labels = foot(context, measures.width, foot_top, measures.margin)
    return Layout(
        width=measures.width,
        height=round(foot_labels[-1].y + 10),
        margin=measures.margin,
        quarters=tuple(quarters),
        mark=marked,
        keys=keys,
        curves=curves,
        point=max(2.0, min(measures.point, axis.slot * 0.6)),
        bars=bars,
        bar=min(axis.slot * 0.7, 48.0),
        axis=zero,
        rules=(
            *grid,
            *years,
            *axes,
            *(_upright(axis.start(BREAK_YEAR), panel, "main") for panel in panels if broken),
        ),
        labels=(*legend, heading, *scaled, *told, *dated, *broken),
        foot_top=foot_top,
        foot=foot_labels,
    )


def _tick(euros: int, unit: Block) -> str:
    """A round amount of the scale: ``20 M€``."""
    return f"{amount(euros, unit.unit, trim=True)}{NBSP}{unit.unit.symbol}"


def _ticks(largest: int) -> list[int]:
    """Zero, and two round amounts: the larger the largest that the curves reach."""
    power = 10 ** (len(str(largest)) - 1)
    outer = max(factor * power for factor in (1, 2, 4, 6, 8) if factor * power <= largest)
    return [0, outer] if outer % 2 else [0, outer // 2, outer]


def _legend(
    last: Quarter, unit: Block, measures: Measures, top: float
) -> tuple[tuple[tuple[Direction, float, float], ...], list[Label], float]:
    """The two directions with their last amounts: points, texts, and where the curves may begin."""
    when = word("trimestres", "court", n=last.quarter, year=last.year)
    x, line = measures.margin, top + measures.size
    keys: list[tuple[Direction, float, float]] = []
    labels: list[Label] = []
    for direction, value in ((Direction.IMPORT, last.import_eur), (Direction.EXPORT, last.export_eur)):
        said = word(
            "trimestres", "dernier", sens=word("commun", direction.value), montant=unit(value), quand=when
        )
        width = _SWATCH + text_width(said, measures.size, bold=True)
        if labels and x + width > measures.width - measures.margin:
            x, line = measures.margin, line + measures.size * 1.5
        keys.append((direction, x + 5, line - measures.size * 0.35))
        labels.append(Label(x + _SWATCH, line, said, measures.size, bold=True))
        x += width + 24
    return tuple(keys), labels, line + 18


def _curve(
    direction: Direction, quarters: Sequence[Quarter], axis: Timeline, bottom: float, scale: float
) -> Curve:
    values = [q.export_eur if direction is Direction.EXPORT else q.import_eur for q in quarters]
    points = tuple(
        (axis.middle(quarter), bottom - value * scale)
        for quarter, value in zip(quarters, values, strict=True)
    )
    return Curve(direction, points, tuple(tuple(points[place] for place in run) for run in runs(quarters)))


def _balance(
    quarters: Sequence[Quarter], unit: Block, axis: Timeline, top: float, measures: Measures
) -> tuple[float, tuple[Bar, ...], list[Label]]:
    """The zero line's y, a bar a quarter, and its amount where all have room; else the last one's alone."""
    size = _TICK_SIZE
    above = max(0, *(q.balance_eur for q in quarters))
    below = max(0, *(-q.balance_eur for q in quarters))
    free = measures.balance_height - 2 * (size + _GAP)
    scale = free / max(above + below, 1)
    zero = top + size + _GAP + above * scale
    bars = tuple(
        Bar(axis.middle(q), zero - q.balance_eur * scale, difference_tone(q.balance_eur)) for q in quarters
    )
    widest = max(text_width(unit.balance(q), size) for q in quarters)
    told = list(zip(quarters, bars, strict=True)) if widest + _GAP < axis.slot else []
    labels = [
        Label(
            bar.x,
            bar.end - 4 if quarter.balance_eur >= 0 else bar.end + size,
            unit.balance(quarter),
            size,
            "middle",
            bar.tone,
        )
        for quarter, bar in told
    ]
    last = quarters[-1]
    said = f"{unit.balance(last)} ({word('trimestres', 'court', n=last.quarter, year=last.year)})"
    end = measures.width - measures.margin
    tone = difference_tone(last.balance_eur)
    labels.append(Label(end, top - 14, said, measures.size, "end", tone, bold=True))
    return zero, bars, labels


def _break(
    axis: Timeline, quarters: Sequence[Quarter], top: float, line: float, measures: Measures
) -> list[Label]:
    """What the line says where the collection changed; nothing where the series does not cross it."""
    if not breaks(axis, quarters):
        return []
    note = word("trimestres", "rupture")
    lines = wrap(note, measures.width - 2 * measures.margin - 14, _TICK_SIZE)
    labels = [
        Label(measures.margin + 14, line + 16 * row, text, _TICK_SIZE, tone="muted")
        for row, text in enumerate(lines)
    ]
    # the same sign at the line and before the note
    sign = Label(axis.start(BREAK_YEAR), top - 3, "◆", _TICK_SIZE, "middle", "main")
    return [*labels, sign, Label(measures.margin, line, sign.text, _TICK_SIZE, tone="main")]


def _upright(x: float, panel: tuple[float, float], tone: str) -> Rule:
    return Rule((x, panel[0]), (x, panel[1]), tone)
