"""Writes the files beside a portrait: its data in five formats, its figures, the picture shown when it is shared."""

from __future__ import annotations

import base64
import json
import zlib
from collections.abc import Callable
from functools import partial

from generator.compute import EditionData
from generator.exports.diversification import diversification_json
from generator.exports.json import portrait_json
from generator.exports.measures import measures_json
from generator.figures.figure import PackedFigure
from generator.reference.territories import Territory


def portrait_text(prepared: EditionData, territory: Territory) -> str:
    """The territory's ``portrait.json``."""
    measures = measures_json(prepared.analyses[territory], prepared.evolutions.get(territory), prepared.names)
    portrait, names = prepared.portraits[territory], prepared.names
    measures |= diversification_json(portrait.totals, prepared.diversifications[territory], names)
    return portrait_json(portrait, names, prepared.context, measures)


def figure_texts(figure: PackedFigure, key: str) -> dict[str, Callable[[], str]]:
    """A figure's pictures by name and, where it comes alive, the script known by ``key`` that makes it Plotly's."""
    texts: dict[str, Callable[[], str]] = {f"{figure.name}.svg": (figure.wide or figure.narrow).svg.__str__}
    if figure.wide:
        texts[f"{figure.name}-etroit.svg"] = figure.narrow.svg.__str__
    if figure.specs:
        texts[f"{figure.name}.js"] = partial(figure_script, key, figure)
    return texts


def figure_script(key: str, figure: PackedFigure) -> str:
    """The script that hands a figure's Plotly specs to the loader, compressed: a third of the bytes on disk.

    The loader wants a script, as ``fetch()`` does not work on ``file://``; figure-live.js expands what it holds.
    """
    specs = ",".join(f'"{size}":{text}' for size, text in figure.specs.items())
    held = base64.b64encode(zlib.compress(f"{{{specs}}}".encode())).decode()
    return f"portraitFigure({json.dumps(key)},{json.dumps(held)});\n"
