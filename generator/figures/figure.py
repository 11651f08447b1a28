"""What every figure is, whatever it draws."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cache, partial
from typing import Any, Protocol, TypeVar

from generator.figures.svg import told_once

M = TypeVar("M")


class Sized(Protocol):
    """A layout: what a picture has to know of it, in CSS pixels."""

    @property
    def width(self) -> int:
        """From edge to edge."""

    @property
    def height(self) -> int:
        """From top to foot."""


L = TypeVar("L", bound=Sized)


@dataclass(frozen=True, slots=True)
class FigureContext:
    """What a picture must say of itself once it is saved and gone from its page.

    ``period``: ``2024`` or ``1er–3e trimestres 2024``. ``source``: the line of source, date and licence.
    ``complete``: whether the period is the whole year.
    """

    place: str
    period: str
    source: str
    demonstration: bool
    complete: bool = True


@dataclass(frozen=True, slots=True)
class Drawing:
    """A static picture: a whole SVG file, ``width`` × ``height`` in CSS pixels."""

    width: int
    height: int
    svg: str


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure, drawn from one model; what an earlier edition has no need of is never worked out.

    ``name`` is that of its files (``balance``, ``activites``, ``flux-export``, ``flux-import``); ``title`` says what
    it shows, of what place and period.
    ``draw_wide``, ``draw_narrow``: its two pictures; ``specs``: what Plotly is given.
    """

    name: str
    title: str
    draw_wide: Callable[[], Drawing]
    draw_narrow: Callable[[], Drawing]
    specs: Callable[[], Mapping[str, Any]]

    @property
    def wide(self) -> Drawing:
        """The picture for a desk."""
        return self.draw_wide()

    @property
    def narrow(self) -> Drawing:
        """The picture for a telephone."""
        return self.draw_narrow()

    @property
    def spec(self) -> Mapping[str, Any]:
        """``{"wide": {"data": […], "layout": {…}}, "narrow": {…}}`` for Plotly, JSON-ready, sized as the pictures."""
        return self.specs()

    def packed(self, *, live: bool) -> PackedFigure:
        """The figure as it is kept until it is written.

        ``live``: of the newest edition. Where it is not, the narrow picture serves every screen: a dozen editions
        have to fit on a host that takes one gigabyte.
        """
        wide = _packed(self.wide) if live else None
        return PackedFigure(
            self.name, self.title, wide, _packed(self.narrow), _texts(self.spec) if live else {}
        )


def drawing_of(layout: L, draw_svg: Callable[[L, str], str], title: str) -> Drawing:
    """The static picture of a layout, under its title."""
    return Drawing(layout.width, layout.height, draw_svg(layout, title))


def in_two_widths(
    name: str,
    title: str,
    lay_out: Callable[[M], L],
    draw_svg: Callable[[L, str], str],
    spec: Callable[[L], Mapping[str, Any]],
    widths: tuple[M, M],
) -> Figure:
    """The figure whose two pictures differ in their measures alone; each is laid out once, when it is first needed.

    ``widths``: the measures of the wide and of the narrow picture.
    """
    wide, narrow = (cache(partial(lay_out, measures)) for measures in widths)
    return Figure(
        name,
        title,
        lambda: drawing_of(wide(), draw_svg, title),
        lambda: drawing_of(narrow(), draw_svg, title),
        lambda: {"wide": spec(wide()), "narrow": spec(narrow())},
    )


@dataclass(frozen=True, slots=True)
class PackedFigure:
    """A figure as texts, which take a tenth of the memory and of the way to travel.

    ``wide``: ``None`` where the narrow picture serves every screen. ``specs``: the JSON texts of the ``wide`` and the
    ``narrow`` spec; empty for a figure that stays a picture.
    """

    name: str
    title: str
    wide: Drawing | None
    narrow: Drawing
    specs: Mapping[str, str]


def _texts(specs: Mapping[str, Any]) -> dict[str, str]:
    return {
        size: json.dumps(spec, separators=(",", ":"), ensure_ascii=False, check_circular=False)
        for size, spec in specs.items()
    }


def _packed(drawing: Drawing) -> Drawing:
    return replace(drawing, svg=told_once(drawing.svg))
