"""What every figure is, whatever it draws."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

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
    ``specs``: works out what Plotly is given, which the figures of an earlier edition have no need of.
    """

    name: str
    title: str
    wide: Drawing
    narrow: Drawing
    specs: Callable[[], Mapping[str, Any]]

    @property
    def spec(self) -> Mapping[str, Any]:
        """``{"wide": {"data": […], "layout": {…}}, "narrow": {…}}`` for Plotly, JSON-ready, sized as the pictures."""
        return self.specs()

    def packed(self, *, live: bool) -> PackedFigure:
        """The figure as it is kept until it is written; ``live``: it comes alive on its page."""
        wide, narrow = (replace(drawn, svg=told_once(drawn.svg)) for drawn in (self.wide, self.narrow))
        return PackedFigure(self.name, self.title, wide, narrow, pack_specs(self.spec) if live else {})


@dataclass(frozen=True, slots=True)
class PackedFigure:
    """A figure as texts, which take a tenth of the memory and of the way to travel.

    ``specs``: the JSON texts of the ``wide`` and the ``narrow`` spec; empty for a figure that stays a picture.
    """

    name: str
    title: str
    wide: Drawing
    narrow: Drawing
    specs: Mapping[str, str]
