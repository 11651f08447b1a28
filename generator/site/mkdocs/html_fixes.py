"""Makes valid what Material writes outside any block that `overrides/` could change.

Material is a dependency that nobody develops further, so that each repair names the very text it replaces: where that
text is gone, there is nothing to mend, and the validator of the tests judges what stands in its place.
"""

from __future__ import annotations

from typing import Final

from mkdocs.plugins import BasePlugin

_TOGGLE: Final = 'type="checkbox" id="__{}" autocomplete="off"'
_CONTENTS: Final = '<label class="md-nav__title" for="__toc">'
_CONTENTS_TOGGLE: Final = 'id="__toc"'


class Mended(BasePlugin):  # type: ignore[no-untyped-call,type-arg]
    """Passes every page through ``mended``, and the page of what is not found."""

    def on_post_page(self, output: str, **_: object) -> str:
        """A page's own HTML, as it is about to be written."""
        return mended(output)

    def on_post_template(self, output_content: str, **_: object) -> str:
        """A template's text; the sitemap is one too, and holds nothing to mend."""
        return mended(output_content)


def mended(html: str) -> str:
    """The page without what the HTML standard forbids.

    ``autocomplete`` has no meaning on a checkbox; a page out of the menu has no switch for its table of contents to be
    the label of.
    """
    for name in ("drawer", "search"):
        html = html.replace(_TOGGLE.format(name), _TOGGLE.format(name).removesuffix(' autocomplete="off"'))
    if _CONTENTS_TOGGLE not in html:
        html = html.replace(_CONTENTS, _CONTENTS.replace(' for="__toc"', ""))
    return html
