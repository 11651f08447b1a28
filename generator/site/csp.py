"""The Content-Security-Policy of each page, as a ``<meta>``: nothing from elsewhere, no inline script but those known.

Pages without a script bring theirs from their templates. Material writes three small inline scripts into a page, which
run before the first paint. They are allowed by their hashes, and only they: an inline script that is not among them
stops the build, be it new in Material or slipped in.
The archive has no policy (its search, without a server, needs an inline script), nor has the preview (live reload).
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable
from typing import Final

from generator.errors import SiteError

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
