"""A portrait's page, or a sheet, prepared for printing: the same HTML, made independent of its location.

Paper needs no script. What a page shows is found by its path on this machine; where its links lead is written as the
public address, so that a PDF tells nothing of the machine that made it.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from typing import Final
from urllib.parse import urljoin

from generator.errors import SiteError
from generator.site.fonts import FAMILY, font_file

_SCRIPT: Final = re.compile(r"<script\b.*?</script>", re.DOTALL | re.IGNORECASE)
_POLICY: Final = re.compile(r'<meta http-equiv="Content-Security-Policy"[^>]*>')
_CANONICAL: Final = re.compile(r'<link rel="canonical" href="([^"]+)"')
_DATE: Final = re.compile(r'"dateModified": "(\d{4})-(\d\d)-(\d\d)"')
_TITLE: Final = re.compile(r'<meta property="og:title" content="([^"]+)"')
_NARROW: Final = 'media="screen and (max-width: 930px), print"'
"""The source of a figure that shares the width with another on paper; the browser chooses before it prints."""
_SHEET: Final = '<html lang="fr" data-sheet>'
"""A sheet of one side says on itself what running heads say."""
_OF_SCREENS: Final = re.compile(r'<source media="screen and \(max-width: 930px\)"[^>]*>')
"""The source of any other figure: the window that prints is narrow, its paper is not."""
_WEIGHTS: Final = (400, 700)
_LINK: Final = re.compile(r'(<a\b[^>]*?\bhref=")([^"#][^"]*)"')
_SHOWN: Final = re.compile(
    r'(<(?:link rel="stylesheet"|img|source)(?=\s)[^>]*?\b(?:href|src|srcset)=")([^":]+)"'
)


@dataclass(frozen=True, slots=True)
class Paper:
    """What is printed: ``html``, its ``date`` as ``YYYYMMDD``, the ``digest`` of all that its look depends on."""

    html: str
    date: str
    digest: str


def paper_page(page: Path, *, printer: str) -> Paper:
    """What to print instead of ``page``, with ``printer``, a browser and its version.

    Raises ``SiteError`` when it is no portrait of ours, ``OSError`` when a file it shows cannot be read.
    """
    own = page.read_text(encoding="utf-8")
    canonical, title, date = _CANONICAL.search(own), _TITLE.search(own), _DATE.search(own)
    if not canonical or not title or not date:
        raise SiteError(f"{page}: not a portrait, it lacks its address, its title or its date")
    address, folder = unescape(canonical[1]), page.resolve().parent
    total = hashlib.sha256(f"{printer}\0{own}".encode())

    def shown(match: re.Match[str]) -> str:
        file = (folder / unescape(match[2]).partition("?")[0]).resolve()
        total.update(file.read_bytes())
        return f'{match[1]}{file.as_uri()}"'

    html = _POLICY.sub("", _SCRIPT.sub("", own)).replace('loading="lazy"', "")
    html = _OF_SCREENS.sub("", html).replace(_NARROW, 'media="all"')
    html = _SHOWN.sub(shown, html)
    html = _LINK.sub(lambda match: f'{match[1]}{urljoin(address, match[2])}"', html)
    fonts = "".join(_font_face(weight, total) for weight in _WEIGHTS)
    running = (
        f"@page {{ @top-left {{ content: {_css_string(unescape(title[1]))} }}"
        f" @bottom-left {{ content: {_css_string(address)} }} }}"
    )
    if _SHEET in own:
        running = ""
    html = html.replace("</head>", f"<style>{fonts}</style><style>{running}</style></head>", 1)
    return Paper(html, "".join(date.groups()), total.hexdigest())


def _font_face(weight: int, total: hashlib._Hash) -> str:
    """The rule that brings a font of ours, which no machine need have; what it brings counts in ``total``."""
    file = font_file(weight)
    total.update(file.read_bytes())
    return f'@font-face {{ font-family: "{FAMILY}"; font-weight: {weight}; src: url("{file.as_uri()}") }} '


def _css_string(text: str) -> str:
    """The text in quotes, each character that CSS or HTML would act on escaped."""
    return '"' + re.sub(r"""[^\w .,:()’–-]""", lambda match: f"\\{ord(match[0]):x} ", text) + '"'
