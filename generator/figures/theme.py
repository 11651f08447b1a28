"""Colours and fonts of the figures: a name for each thing, a value for each colour scheme.

Colours belong to things (import blue, export violet), never to ranks. Static pictures have both schemes in a style
sheet; Plotly specs have the names (``var(--pce-import)``), which figure-live.js resolves from the page.
"""

from __future__ import annotations

import re
from collections.abc import Collection
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
}
"""In the light and in the dark scheme."""
LIGHT: Final = {name: light for name, (light, _) in _COLOURS.items()}
DARK: Final = {name: dark for name, (_, dark) in _COLOURS.items()}

FONT_STACK: Final = (
    "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, 'DejaVu Sans', sans-serif"
)

_REFERENCES: Final = {name: f"var(--pce-{name})" for name in LIGHT}


def color(name: str) -> str:
    """The CSS reference to a colour, for SVG and Plotly. Raises ``KeyError`` for an unknown name."""
    return _REFERENCES[name]


def _declared(scheme: dict[str, str], names: Collection[str]) -> str:
    return "".join(f"--pce-{name}:{value};" for name, value in scheme.items() if name in names)


def page_colours() -> str:
    """The colours as CSS custom properties of a page, which can be switched to dark; printed pages are light."""
    light, dark = (_declared(scheme, scheme) for scheme in (LIGHT, DARK))
    return (
        f':root,[data-md-color-scheme="default"]{{{light}}}'
        f'@media screen{{[data-md-color-scheme="slate"]{{{dark}}}}}'
    )


_USED: Final = re.compile(r"var\(--pce-([\w-]+)\)")


def style_sheet(body: str) -> str:
    """The style of a static picture of ``body``: both schemes of the colours it uses; the system's preference decides.

    ``#sombre`` or ``#clair`` at the end of its address overrides that: WebKit draws pictures in the system's scheme
    even where the page has the other one, and figures.js then adds such an end.
    """
    names = {*_USED.findall(body), "text"}
    light, dark = (_declared(scheme, names) for scheme in (LIGHT, DARK))
    return (
        f":root,#clair:target{{{light}}}@media(prefers-color-scheme:dark){{:root{{{dark}}}}}"
        f"#sombre:target{{{dark}}}"
        f"svg{{font-family:{FONT_STACK};fill:var(--pce-text)}}"
    )
