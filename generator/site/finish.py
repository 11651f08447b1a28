"""The one pass over what MkDocs made: repairs of the theme's HTML, security policies, its place in the site.

The Content-Security-Policy of a page is a ``<meta>``: nothing from elsewhere, no inline script but those known.
Material writes three small ones into a page, which run before the first paint: they are allowed by their hashes, and
any other stops the build, be it new in Material or slipped in. Pages that MkDocs does not make bring their policy from
their templates. The archive has none (its search, without a server, needs an inline script), nor has the preview
(live reload).
"""

from __future__ import annotations

import base64
import hashlib
import os
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
_KNOWN: Final = {
    "apoQPHefCNWjxbCm+HzVDOAW4CSVWhY7VylQjgOFyfk=": "partials/javascripts/base.html",
    "DrEMJJ29sL7vIloQzly+VUGMxKcBTMII+OfW7Y8AkG4=": "partials/javascripts/palette.html",
    "/8wPdzX9q0NNJXyA5lzsLojXFpkeaXVxhbfkUOQaWy8=": "partials/javascripts/content.html",
}
"""Material's inline scripts by hash, and the template each comes from; the way to the site's root taken out."""
_SCRIPT: Final = re.compile(r"<script(?P<attributes>[^>]*)>(?P<text>.*?)</script>", re.DOTALL | re.IGNORECASE)
_DATA: Final = re.compile(r'\bsrc=|\btype="(?:application/(?:ld\+)?json|text/plain)"')
_ROOT: Final = re.compile(r'new URL\("[^"<>]*"')
_CHARSET: Final = '<meta charset="utf-8">'
_FETCHED: Final = re.compile(
    _CHARSET + r'(?:\s*<link rel="(?:preload|stylesheet)" (?:as="\w+" )?href="(?!\w+:|//)[^"]*"[^>]*>)*'
)
"""Our own files that are asked for before the policy: a browser fetches nothing ahead once it has seen one."""
_POLICY: Final = '<meta http-equiv="Content-Security-Policy"'


def with_policy(page: str) -> str:
    """The page with its policy: after the declaration of its encoding and what is fetched first, before any script."""
    if page.count(_CHARSET) != 1:
        raise SiteError(f"expected {_CHARSET} once, to write the security policy after it")
    policy = "; ".join(_DIRECTIVES).format(hashes=" ".join(_hashes(page)))
    meta = f'{_POLICY} content="{policy}">'
    return _FETCHED.sub(lambda first: f"{first[0]}\n      {meta}", page, count=1)


def _hashes(page: str) -> Iterable[str]:
    """``'sha256-…'`` of each inline script that runs, in their order."""
    for script in _SCRIPT.finditer(page):
        if _DATA.search(script["attributes"]):
            continue
        if _sha256(_ROOT.sub('new URL("."', script["text"])) not in _KNOWN:
            raise SiteError(
                f"unknown inline script, not allowed by the security policy: {script['text'][:80]!r}"
            )
        yield f"'sha256-{_sha256(script['text'])}'"


def _sha256(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode("ascii")


class Repair(NamedTuple):
    """A text that Material writes outside any block that `overrides/` could change, and what stands in its place.

    ``unless``: a text of pages in which nothing is amiss.
    """

    name: str
    written: str
    right: str
    unless: str | None = None


_TOGGLE: Final = 'type="checkbox" id="__{}"'
REPAIRS: Final = (
    # the HTML standard allows it for no checkbox
    *(
        Repair(
            f"autocomplete of #__{name}", f'{_TOGGLE.format(name)} autocomplete="off"', _TOGGLE.format(name)
        )
        for name in ("drawer", "search")
    ),
    Repair(
        "label of no #__toc",
        '<label class="md-nav__title" for="__toc">',
        '<label class="md-nav__title">',
        unless='id="__toc"',
    ),
    # the sign beside each heading stays for the mouse: it would be a stop of the keyboard each
    Repair(
        "permalinks out of the keyboard's way", '<a class="headerlink"', '<a class="headerlink" tabindex="-1"'
    ),
)
_VERBATIM: Final = re.compile(r"(<(?:pre|script|textarea)\b.*?</(?:pre|script|textarea)>)", re.DOTALL)
"""Where the space around ends of lines has a meaning."""
_INDENTED: Final = re.compile(r"[ \t]*\n[ \t\n]*")


def finish(made: Path, site: Path, *, policies: bool) -> set[str]:
    """Moves all of ``made``, which MkDocs filled, into ``site``; files that are there already stay.

    ``policies``: whether pages get their security policy. Returns the names of the repairs that were needed, for
    ``check_repairs``. Raises ``SiteError`` as ``with_policy`` does.
    """
    files = [f"{folder}{os.sep}{name}" for folder, _, names in os.walk(made) for name in names]
    files.sort()

    def place(file: str) -> set[str]:
        path = os.path.relpath(file, made)
        target = site / path
        target.parent.mkdir(parents=True, exist_ok=True)
        if not path.endswith(".html"):
            if not target.exists():
                os.replace(file, target)  # noqa: PTH105
            return set()
        html, used = repaired(Path(file).read_bytes().decode())
        try:
            target.write_bytes((with_policy(html) if policies else html).encode())
        except SiteError as error:
            raise SiteError(f"{path}: {error}") from error
        return used

    return set().union(*parallel.each(place, files))


def check_repairs(used: Iterable[str]) -> None:
    """Raises ``SiteError`` with the names of the repairs that no page of the site needed: the theme has changed."""
    if idle := [repair.name for repair in REPAIRS if repair.name not in used]:
        raise SiteError(
            f"Material no longer writes what is repaired in {__name__}: {', '.join(idle)}; "
            "look at what it writes instead, then mend or remove the repair"
        )


def repaired(html: str) -> tuple[str, set[str]]:
    """The page without Material's errors and without the space around its ends of lines; the names of the repairs."""
    used = set()
    for repair in REPAIRS:
        if repair.written in html and not (repair.unless and repair.unless in html):
            html = html.replace(repair.written, repair.right)
            used.add(repair.name)
    pieces = _VERBATIM.split(html)
    pieces[::2] = [_INDENTED.sub("\n", piece) for piece in pieces[::2]]
    return "".join(pieces), used
