"""What every figure is, whatever it draws."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from generator.figures.looks import told_once
from generator.figures.pack import pack_specs


@dataclass(frozen=True, slots=True)
class FigureContext:
    """What a picture must say of itself once it is saved and gone from its page.

    ``period``: ``2024`` or ``1er–3e trimestres 2024``. ``source``: the line of source, date and licence.
    """

    place: str
    period: str
    source: str
    demonstration: bool


@dataclass(frozen=True, slots=True)
class Drawing:
    """A static picture: a whole SVG file, ``width`` × ``height`` in CSS pixels."""

    width: int
    height: int
    svg: str


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure, drawn from one model.

    ``name`` is that of its files (``balance``, ``activites``, ``flux-export``, ``flux-import``); ``title`` says what
    it shows, of what place and period.
    ``spec``: ``{"wide": {"data": […], "layout": {…}}, "narrow": {…}}`` for Plotly, JSON-ready, sized alike; of a packed
    figure, the JSON texts of the two.
    """

    name: str
    title: str
    wide: Drawing
    narrow: Drawing
    spec: Mapping[str, object]

    def packed(self) -> Figure:
        """The figure as it is kept until it is written: texts take a tenth of the memory and of the way to travel."""
        wide, narrow = (replace(drawn, svg=told_once(drawn.svg)) for drawn in (self.wide, self.narrow))
        return replace(self, wide=wide, narrow=narrow, spec=pack_specs(self.spec))
