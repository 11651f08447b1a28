"""What every figure is, whatever it draws."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


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
