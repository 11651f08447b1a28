"""Colours and type of the figures: one name a thing, one value a scheme.

Colours belong to things (import blue, export violet), never to ranks. Static pictures carry both schemes in
a style sheet; Plotly specs carry the names (``var(--pce-import)``), which the loader resolves from the page.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Final

LIGHT: Final[dict[str, str]] = {
    "import": "#1f6fb5",
    "export": "#7b3fa0",
    "import-soft": "#b9d4ec",
    "export-soft": "#d9c3e8",
    "gain": "#1a7f37",
    "loss": "#b0410f",
    "main": "#d1242f",
    "text": "#1d2733",
    "muted": "#556070",
    "grid": "#dfe3e8",
    "surface": "#ffffff",
    "link": "#aeb6c1",
    "ribbon": "#8d98a766",
    "ribbon-main": "#d1242fd9",
    "on-fill": "#ffffff",
}
DARK: Final[dict[str, str]] = {
    "import": "#5aa9e6",
    "export": "#b98ae0",
    "import-soft": "#2c4a66",
    "export-soft": "#4a3660",
    "gain": "#4cc26a",
    "loss": "#ff9466",
    "main": "#ff6b63",
    "text": "#e6eaf0",
    "muted": "#a9b4c2",
    "grid": "#39414d",
    "surface": "#1b1f27",
    "link": "#616b7a",
    "ribbon": "#8b97a859",
    "ribbon-main": "#ff6b63d9",
    "on-fill": "#10141a",
}

FONT_STACK: Final = (
    "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, 'DejaVu Sans', sans-serif"
)

_REFERENCES: Final = {name: f"var(--pce-{name})" for name in LIGHT}


def color(name: str) -> str:
    """The reference to a colour by its name, for SVG attributes and for Plotly specs. Raises ``KeyError``."""
    return _REFERENCES[name]


def _declared(scheme: dict[str, str], names: Collection[str]) -> str:
    return "".join(f"--pce-{name}:{value};" for name, value in scheme.items() if name in names)


def page_colours() -> str:
    """The colours as custom properties of a page, which may be switched to dark; on paper they are the light ones."""
    light, dark = (_declared(scheme, scheme) for scheme in (LIGHT, DARK))
    return (
        f':root,[data-md-color-scheme="default"]{{{light}}}'
        f'@media screen{{[data-md-color-scheme="slate"]{{{dark}}}}}'
    )


_NAMED: Final = re.compile(r"var\(--pce-([\w-]+)\)")


def style_sheet(body: str) -> str:
    """The style of a static picture of ``body``: both schemes of the colours it names, the system's preference decides.

    An address that ends in ``#sombre`` or ``#clair`` decides otherwise: WebKit draws the pictures of a page in the
    system's scheme whatever the page's, and figures.js gives them such an end where the two differ.
    """
    names = {*_NAMED.findall(body), "text"}
    light, dark = (_declared(scheme, names) for scheme in (LIGHT, DARK))
    return (
        f":root,#clair:target{{{light}}}@media(prefers-color-scheme:dark){{:root{{{dark}}}}}"
        f"#sombre:target{{{dark}}}"
        f"svg{{font-family:{FONT_STACK};fill:var(--pce-text)}}"
    )
