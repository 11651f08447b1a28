"""Makes once what Material makes again for each page: the parts that are the same for all pages of one folder.

Their links are written from the page's own address, and none of them leads to a page of a folder but those of the
menu. Pages of the menu, which mark their own place in it, have them made anew, as do those at the site's root, to
which the footer links. ``overrides/`` may not make these parts speak of the page.
"""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Collection, Iterator

from jinja2 import Environment
from jinja2.runtime import Context

_BLOCKS = ("config", "footer", "scripts", "styles")
"""Of Material's own template: a block that calls ``super`` must stay what Jinja has made of it."""
_PARTIALS = (
    "partials/icons.html",
    "partials/javascripts/base.html",
    "partials/javascripts/content.html",
    "partials/javascripts/palette.html",
    "partials/nav.html",
    "partials/palette.html",
    "partials/search.html",
    "partials/tabs.html",
)

_Render = Callable[[Context], Iterator[str]]


def remember(env: Environment, menu: Collection[str]) -> None:
    """Has ``env`` make the parts once; ``menu``: the sources of the pages that are in it."""
    blocks = env.get_template("base.html").blocks
    for name in _BLOCKS:
        blocks[name] = _once(blocks[name], menu)
    for name in _PARTIALS:
        partial = env.get_template(name)
        partial.root_render_func = _once(partial.root_render_func, menu)


def _once(render: _Render, menu: Collection[str]) -> _Render:
    made: dict[str, str] = {}

    def rendered(context: Context) -> Iterator[str]:
        page = context["page"]
        folder = "" if page is None or page.file.src_uri in menu else posixpath.dirname(page.url.rstrip("/"))
        if not folder:
            yield from render(context)
            return
        if folder not in made:
            made[folder] = "".join(render(context))
        yield made[folder]

    return rendered
