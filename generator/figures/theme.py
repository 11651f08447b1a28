"""Colours and fonts of the figures: a name for each thing, a value for each colour scheme.

Colours belong to things (import blue, export violet), never to ranks. Static pictures have both schemes in a style
sheet; Plotly specs have the names (``var(--pce-import)``), which figure-live.js resolves from the page.
"""

import re
from bisect import bisect_left
from collections.abc import Collection, Mapping
from typing import Final

_COLOURS: Final = {
    "import": ("#1f6fb5", "#5aa9e6"),
    "export": ("#7b3fa0", "#b98ae0"),
    "import-soft": ("#b9d4ec", "#2c4a66"),
    "export-soft": ("#d9c3e8", "#4a3660"),
    "gain": ("#1a7f37", "#4cc26a"),
    "loss": ("#b0410f", "#ff9466"),
    "main": ("#d1242f", "#ff6b63"),
    "text": ("#1d2733", "#e6eaf0"),
    "muted": ("#556070", "#a9b4c2"),
    "grid": ("#dfe3e8", "#39414d"),
    "surface": ("#ffffff", "#1b1f27"),
    "link": ("#aeb6c1", "#616b7a"),
    "ribbon": ("#8d98a766", "#8b97a859"),
    "ribbon-main": ("#d1242fd9", "#ff6b63d9"),
    "on-fill": ("#ffffff", "#10141a"),
    "alert": ("#ffd23f", "#ffd23f"),
    "on-alert": ("#1d1600", "#1d1600"),
}
"""In the light and in the dark scheme."""
NAMES: Final = {"import": "bleu", "export": "violet", "gain": "vert", "loss": "rouge brique", "main": "rouge"}
"""What French sentences call them, in the masculine singular."""
LIGHT: Final = {name: light for name, (light, _) in _COLOURS.items()}
DARK: Final = {name: dark for name, (_, dark) in _COLOURS.items()}
_DARKENED: Final = {name: dark for name, dark in DARK.items() if dark != LIGHT[name]}

FONT_STACK: Final = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, 'DejaVu Sans', sans-serif"

_REFERENCES: Final = {name: f"var(--pce-{name})" for name in LIGHT}


def color(name: str) -> str:
    """The CSS reference to a colour, for SVG and Plotly. Raises ``KeyError`` for an unknown name."""
    return _REFERENCES[name]


def _declared(scheme: dict[str, str], names: Collection[str]) -> str:
    return "".join(f"--pce-{name}:{value};" for name, value in scheme.items() if name in names)


def page_colours() -> str:
    """The colours as CSS custom properties of a page, which can be switched to dark; printed pages are light."""
    return _switched(LIGHT, _DARKENED)


def _switched(*schemes: dict[str, str]) -> str:
    light, dark = (_declared(scheme, scheme) for scheme in schemes)
    return f':root,[data-md-color-scheme="default"]{{{light}}}@media screen{{[data-md-color-scheme="slate"]{{{dark}}}}}'


_PALEST: Final = 3.1
_STEP: Final = 1.475
"""The contrast of a map's first class with the surface, and of each class with the one before."""
_CLASSES: Final = {"import": range(1, 6), "export": range(1, 6), "gain": (1, 3), "loss": (1, 3)}
"""Which of five even steps the classes of a hue have."""


def luminance(colour: str) -> float:
    """The relative luminance of WCAG."""
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _mixed(colour: str, part: float) -> str:
    """With that part of white or, where it is negative, of black."""
    channels = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return "#" + "".join(f"{round(c + part * (255 - c if part > 0 else c)):02x}" for c in channels)


def _shade(colour: str, wanted: float) -> str:
    """The mixture of the colour that has this luminance."""
    parts = [n / 500 for n in range(-500, 501)]
    return _mixed(colour, parts[bisect_left(parts, wanted, key=lambda part: luminance(_mixed(colour, part)))])


def map_shades(scheme: Mapping[str, str], hue: str) -> list[str]:
    """The shades of a hue's classes on maps, which differ from the surface in even steps of contrast."""
    surface = luminance(scheme["surface"]) + 0.05
    steps = [_PALEST * _STEP ** (n - 1) for n in _CLASSES[hue]]
    return [_shade(scheme[hue], (surface / c if surface > 0.5 else surface * c) - 0.05) for c in steps]


def _map_colours(*hues: str) -> str:
    light, dark = (
        {f"{hue}-{n}": s for hue in hues for n, s in enumerate(map_shades(scheme, hue), 1)} for scheme in (LIGHT, DARK)
    )
    return _switched(light, dark)


def sheet_colours() -> dict[str, str]:
    """What ``tools/assets.mjs`` puts before our style sheets of these names. Portraits need no other shades."""
    return {
        "colours.css": page_colours(),
        "places.css": _map_colours("export"),
        "map.css": _map_colours("import", "gain", "loss"),
    }


_USED: Final = re.compile(r"var\(--pce-([\w-]+)\)")


def style_sheet(body: str) -> str:
    """The style of a static picture of ``body``: both schemes of the colours it uses; the system's preference decides.

    ``#sombre`` or ``#clair`` at the end of its address overrides that: WebKit draws pictures in the system's scheme
    even where the page has the other one, and figures.js then adds such an end.
    """
    names = {*_USED.findall(body), "text"}
    light, dark = (_declared(scheme, names) for scheme in (LIGHT, _DARKENED))
    return (
        f":root,#clair:target{{{light}}}@media(prefers-color-scheme:dark){{:root{{{dark}}}}}"
        f"#sombre:target{{{dark}}}"
        f"svg{{font-family:{FONT_STACK};fill:var(--pce-text)}}"
    )
