"""What the two kinds of sheet share: the address as a QR code, a territory's first partners."""

from __future__ import annotations

import io
from collections import Counter
from dataclasses import dataclass

import segno
from markupsafe import Markup

from generator.portrait.analysis import Analysis
from generator.portrait.model import Flows, Portrait
from generator.portrait.ranking import ranked
from generator.reference.direction import Direction
from generator.reference.territories import Territory

LEADING = 5


@dataclass(frozen=True, slots=True)
class First:
    """A partner or a product among the first, with its value in euros; its name is the reader's, untrusted."""

    code: str
    value_eur: int


@dataclass(frozen=True, slots=True)
class Part:
    """A sheet about a territory. ``countries`` and ``products``: the first of each direction, largest first."""

    territory: Territory
    portrait: Portrait
    analysis: Analysis
    countries: dict[Direction, tuple[First, ...]]
    products: dict[Direction, tuple[First, ...]]


def part(portrait: Portrait, analysis: Analysis) -> Part:
    """One territory's part of a sheet."""
    flows = {d: portrait.flows(d) for d in Direction}
    return Part(
        portrait.territory,
        portrait,
        analysis,
        {d: _firsts(flows[d], [(f.country_code, f.value_eur) for f in flows[d].rows]) for d in Direction},
        {d: _firsts(flows[d], [(f.product_code, f.value_eur) for f in flows[d].rows]) for d in Direction},
    )


def _firsts(flows: Flows, values: list[tuple[str, int]]) -> tuple[First, ...]:
    held = {*flows.countries, *flows.products}
    sums: Counter[str] = Counter()
    for code, value in values:
        if code in held:
            sums[code] += value
    return tuple(First(code, sums[code]) for code in ranked(sums)[:LEADING])


def qr_code(address: str) -> Markup:
    """The address as a QR code: an inline SVG without a size of its own, with the margin that readers need.

    The mask is given: looking for the best of eight takes four fifths of the time (0.3 s an edition), and a reader
    (OpenCV's) reads 100 of 100 addresses either way.
    """
    stream = io.BytesIO()
    code = segno.make_qr(address, error="m", mask=4)
    code.save(
        stream, kind="svg", xmldecl=False, svgns=False, nl=False, omitsize=True, border=4, light="white"
    )
    return Markup(stream.getvalue().decode())  # noqa: S704 (the library writes numbers only)
