"""The Jinja environment of the page templates, which escapes values for HTML, Markdown and Jinja."""

from fractions import Fraction
from functools import cache
from math import ceil
from pathlib import Path

import segno
from jinja2 import Environment
from markupsafe import Markup

from generator.figures import theme
from generator.french.formatting import tenths_of
from generator.french.templates import escaped, template_environment
from generator.french.words import section, spelled
from generator.pages.links import citation
from generator.portrait.analysis import SMALL_EXPORTS
from generator.portrait.build import MAIN_FLOWS
from generator.portrait.diversification import ONE_QUARTER, PROSE_FROM
from generator.portrait.evolution import BREAK_YEAR
from generator.portrait.exposure import EXAMPLE_RATE
from generator.portrait.ranking import FIRST
from generator.reference.names import BOOKED_TO_PARIS, ELECTRICITY
from generator.reference.territories import slugify

TEMPLATES = Path(__file__).parent / "templates"


@cache
def environment() -> Environment:
    """The environment of all page templates; each is read once."""
    found = template_environment(TEMPLATES)
    found.globals |= {
        "FIRST": FIRST,
        "MAIN_FLOWS": MAIN_FLOWS,
        "BREAK_YEAR": BREAK_YEAR,
        "PROSE_FROM": PROSE_FROM,
        "SMALL_EXPORTS": SMALL_EXPORTS,
        "EXAMPLE_RATE": EXAMPLE_RATE,
        "ONE_QUARTER": ONE_QUARTER,
        "ELECTRICITY": ELECTRICITY,
        "BOOKED_TO_PARIS": BOOKED_TO_PARIS,
        "colours": theme.NAMES,
        "nouns": section("sens"),
        "tenths_of": tenths_of,
        "qr_code": qr_code,
        "linked": linked,
        "citation": citation,
    }
    found.filters |= {"spelled": spelled, "bar_width": bar_width, "slug": slugify}
    return found


def bar_width(value: int | Fraction, largest: int | Fraction) -> int:
    """The width of a bar in percent of the largest one, rounded up so that any value shows."""
    return ceil(100 * Fraction(value) / Fraction(largest)) if largest else 0


def linked(name: str, href: str | None) -> Markup:
    """The name, as a link if there is an address."""
    text = escaped(name)
    return Markup('<a href="{}">{}</a>').format(escaped(href), text) if href else text


def qr_code(address: str) -> Markup:
    """The address as a QR code: an inline SVG without width and height, with the margin that scanners need.

    A fixed mask, because choosing the best of eight takes four fifths of the time (0.3 s per edition), and OpenCV's
    scanner read 100 of 100 addresses either way.
    """
    code = segno.make_qr(address, error="m", mask=4)
    svg = code.svg_inline(omitsize=True, border=4, light="white")
    return Markup(svg)  # noqa: S704 (the library writes numbers only)


def render(template: str, /, **values: object) -> str:
    """The text of the template for ``values``, by the names they have there."""
    return environment().get_template(template).render(values)


def fragment(template: str, /, **values: object) -> Markup:
    """The same as markup, which other templates insert unescaped."""
    return Markup(render(template, **values))  # noqa: S704 (rendered by the escaping environment)


def compile_templates() -> None:
    """Compiles all page templates, so that worker processes forked later inherit them."""
    for name in environment().list_templates():
        environment().get_template(name)
