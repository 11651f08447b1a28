"""Repairs invalid HTML that Material writes outside any block that `overrides/` could change.

Each repair names the exact text it replaces. Where a release of Material no longer writes that text, the repair does
nothing, and the HTML validator of the tests judges what stands in its place.
"""

from __future__ import annotations

import re
from typing import Final

from mkdocs.plugins import BasePlugin, event_priority

_TOGGLE: Final = 'type="checkbox" id="__{}" autocomplete="off"'
_CONTENTS: Final = '<label class="md-nav__title" for="__toc">'
_LOGO: Final = ' class="md-header__button md-logo"'
_PERMALINK: Final = '<a class="headerlink"'
_CONTENTS_TOGGLE: Final = 'id="__toc"'
_VERBATIM: Final = re.compile(r"(<(?:pre|script|textarea)\b.*?</(?:pre|script|textarea)>)", re.DOTALL)
"""Where the space around ends of lines has a meaning."""
_INDENTED: Final = re.compile(r"\n[ \t\n]+")


class HtmlFixes(BasePlugin):  # type: ignore[no-untyped-call,type-arg]
    """Applies ``fixed_html`` to every page and to the 404 page."""

    @event_priority(-200)
    def on_post_page(self, output: str, **_: object) -> str:
        """MkDocs calls it with the finished HTML of a page, its tables in place (``placeholders.py``)."""
        return fixed_html(output)

    def on_post_template(self, output_content: str, **_: object) -> str:
        """MkDocs calls it with the finished text of a template: the 404 page and the sitemap."""
        return fixed_html(output_content)


def fixed_html(html: str) -> str:
    """Returns the page without two errors of Material's and without its needless keyboard stops.

    ``autocomplete`` is not allowed on a checkbox. A page outside the menu has a ``<label for="__toc">`` but no element
    with that id. The « ¶ » beside each heading and the logo beside « Accueil » stay for the mouse. Lines that hold
    nothing and what lines begin with go.
    """
    for name in ("drawer", "search"):
        html = html.replace(_TOGGLE.format(name), _TOGGLE.format(name).removesuffix(' autocomplete="off"'))
    if _CONTENTS_TOGGLE not in html:
        html = html.replace(_CONTENTS, _CONTENTS.replace(' for="__toc"', ""))
    for twice in (_PERMALINK, _LOGO):
        html = html.replace(twice, f'{twice} tabindex="-1"')
    pieces = _VERBATIM.split(html)
    pieces[::2] = map(_without_spare_space, pieces[::2])
    return "".join(pieces)


def _without_spare_space(text: str) -> str:
    """The text without the space around ends of lines: a tenth of a page, as Material's templates leave it."""
    *lines, last = _INDENTED.sub("\n", text).split("\n")
    return "\n".join([*(line.rstrip(" \t") for line in lines), last])
