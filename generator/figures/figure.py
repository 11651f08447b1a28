"""What every figure is, whatever it draws."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

M = TypeVar("M")
L = TypeVar("L")


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
    """One figure, drawn, as texts: those of its specs take a tenth of the memory that the specs do.

    ``name`` is that of its files (``balance``, ``activites``, ``flux-export``, ``flux-import``); ``title`` says what
    it shows, of what place and period. ``wide``: the picture for a desk; ``narrow``: for a telephone. ``specs``: JSON
    of the ``wide`` and the ``narrow`` Plotly spec (``{"data": […], "layout": {…}}``), sized as the pictures.

    A figure that stays a picture has no ``wide`` and no ``specs``: a dozen editions have to fit on a host that takes
    one gigabyte, and the narrow picture serves every screen.
    """

    name: str
    title: str
    wide: Drawing | None
    narrow: Drawing
    specs: Mapping[str, str]


def spec_texts(wide: Mapping[str, Any], narrow: Mapping[str, Any]) -> dict[str, str]:
    """The two Plotly specs as a ``Figure`` has them."""
    return {
        size: json.dumps(spec, separators=(",", ":"), ensure_ascii=False, check_circular=False)
        for size, spec in (("wide", wide), ("narrow", narrow))
    }


def in_two_widths(
    name: str,
    title: str,
    lay_out: Callable[[M], L],
    draw_svg: Callable[[L, str], Drawing],
    spec: Callable[[L], Mapping[str, Any]],
    widths: tuple[M, M],
    *,
    live: bool,
) -> Figure:
    """The figure whose two pictures differ in their measures alone.

    ``widths``: the measures of the wide and of the narrow picture. ``live``: whether Plotly shows it too.
    """
    narrow = lay_out(widths[1])
    drawing = draw_svg(narrow, title)
    if not live:
        return Figure(name, title, None, drawing, {})
    wide = lay_out(widths[0])
    return Figure(name, title, draw_svg(wide, title), drawing, spec_texts(spec(wide), spec(narrow)))
