"""The one pass over MkDocs's output: repairs the theme's HTML, adds security policies, moves the files into the site.

Pages that MkDocs does not make get their policy from their templates. The archive has none (without a server its search
needs an inline script), nor has the preview (live reload).
"""

import base64
import hashlib
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Final, NamedTuple

from generator.errors import SiteError
from generator.system import parallel

_DIRECTIVES: Final = (
    "default-src 'self'",
    "script-src 'self' {hashes}",
    "style-src 'self' 'unsafe-inline'",  # Plotly writes a style sheet of its own into the page
    "img-src 'self' data: blob:",  # Material's icons; a figure saved as PNG
    "object-src 'none'",
    "frame-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
)
_KNOWN: Final = "apoQPHefCNWjxbCm+HzVDOAW4CSVWhY7VylQjgOFyfk="
"""The hash of Material's inline script (``partials/javascripts/base.html``), without the path to the site's root.

Any other inline script, whether new in Material or injected, stops the build.
"""
_SCRIPT: Final = re.compile(r"<script(?P<attributes>[^>]*)>(?P<text>.*?)</script>", re.DOTALL | re.IGNORECASE)
_DATA: Final = re.compile(r'\bsrc=|\btype="(?:application/(?:ld\+)?json|text/plain)"')
_ROOT: Final = re.compile(r'new URL\("[^"<>]*"')
_CHARSET: Final = '<meta charset="utf-8">'
_FETCHED: Final = re.compile(
    _CHARSET + r'(?:\s*<link rel="(?:preload|stylesheet)" (?:as="\w+" )?href="(?!\w+:|//)[^"]*"[^>]*>)*'
)
"""Our own files that are preloaded before the policy: a browser preloads nothing once it has seen one."""
_POLICY: Final = '<meta http-equiv="Content-Security-Policy"'


def with_policy(page: str) -> str:
    """The page with its policy before any script. Raises ``SiteError`` for an unknown inline script."""
    if page.count(_CHARSET) != 1:
        raise SiteError(f"expected {_CHARSET} once, to write the security policy after it")
    policy = "; ".join(_DIRECTIVES).format(hashes=" ".join(_hashes(page)))
    meta = f'{_POLICY} content="{policy}">'
    return _FETCHED.sub(lambda first: f"{first[0]}\n      {meta}", page, count=1)


def _hashes(page: str) -> Iterable[str]:
    """``'sha256-…'`` of each inline script that runs, in the order of the page."""
    for script in _SCRIPT.finditer(page):
        if _DATA.search(script["attributes"]):
            continue
        if script_hash(_ROOT.sub('new URL("."', script["text"])) != _KNOWN:
            raise SiteError(f"unknown inline script, not allowed by the security policy: {script['text'][:80]!r}")
        yield f"'sha256-{script_hash(script['text'])}'"


def script_hash(text: str) -> str:
    """The SHA-256 of an inline script as a security policy quotes it."""
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode("ascii")


class Repair(NamedTuple):
    """HTML that Material writes where `overrides/` cannot change it; ``unless``: of pages that need no repair."""

    name: str
    before: str
    after: str
    unless: str | None = None


REPAIRS: Final = (
    # the HTML standard does not allow it on a checkbox
    Repair("autocomplete of #__drawer", 'id="__drawer" autocomplete="off"', 'id="__drawer"'),
    Repair("autocomplete of #__search", 'id="__search" autocomplete="off"', 'id="__search"'),
    Repair(
        "label without its #__toc",
        '<label class="md-nav__title" for="__toc">',
        '<label class="md-nav__title">',
        unless='id="__toc"',
    ),
    # the permalink of each heading is for the mouse: each would be a tab stop
    Repair("permalinks out of the tab order", '<a class="headerlink"', '<a class="headerlink" tabindex="-1"'),
)
_VERBATIM: Final = re.compile(r"(<(?:pre|script|textarea)\b.*?</(?:pre|script|textarea)>)", re.DOTALL)
"""Where white space around line ends matters."""
_INDENTED: Final = re.compile(r"[ \t]*\n[ \t\n]*")
_BETWEEN_CELLS: Final = re.compile(r"(?<=</t[dhr]>)\n(?=<)")


def finish(made: Path, site: Path, *, policies: bool) -> set[str]:
    """Moves all files of ``made``, MkDocs's output, into ``site``, but for those that are there already.

    ``policies``: whether pages get one. Returns the names of the repairs that were needed. Raises as ``with_policy``.
    """

    def move(file: Path) -> set[str]:
        path = file.relative_to(made)
        target = site / path
        target.parent.mkdir(parents=True, exist_ok=True)
        if path.suffix != ".html":
            if not target.exists():
                file.replace(target)
            return set()
        html, used = repaired(file.read_bytes().decode())
        try:
            target.write_bytes((with_policy(html) if policies else html).encode())
        except SiteError as error:
            raise SiteError(f"{path}: {error}") from error
        return used

    files = sorted(file for file in made.rglob("*") if file.is_file())
    return set().union(*parallel.each(move, files))


def check_repairs(used: Iterable[str]) -> None:
    """Raises ``SiteError`` with the names of the repairs that no page needed, as the theme has then changed."""
    if unused := [repair.name for repair in REPAIRS if repair.name not in used]:
        raise SiteError(
            f"Material no longer writes what is repaired in {__name__}: {', '.join(unused)}; "
            "look at what it writes instead, then adapt or remove the repair"
        )


def repaired(html: str) -> tuple[str, set[str]]:
    """The page without Material's errors, white space around line ends and lines between cells; the repairs' names."""
    used = set()
    for repair in REPAIRS:
        if repair.before in html and not (repair.unless and repair.unless in html):
            html = html.replace(repair.before, repair.after)
            used.add(repair.name)
    pieces = _VERBATIM.split(html)
    pieces[::2] = [_BETWEEN_CELLS.sub("", _INDENTED.sub("\n", piece)) for piece in pieces[::2]]
    return "".join(pieces), used
