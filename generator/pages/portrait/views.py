"""Figures on a page: their files, and the embed pages for other sites' iframes."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from generator.context import EditionContext
from generator.figures.figure import Figure
from generator.pages.environment import render
from generator.pages.links import Links
from generator.reference.territories import Territory

_EMBED_WIDTH = 720
"""The largest width of an embedded figure, in CSS pixels."""
_EMBED_WIDE = 641
"""The width from which an embed page shows the wide picture (``embed.html.j2``)."""
_EMBED_NARROW = 480
"""The largest width of the narrow picture."""
_EMBED_SIDES = 26
"""The left and right margins of the picture, together."""
_EMBED_REST, _EMBED_REST_NARROW = 110, 210
"""Height left for title and source beside a wide and a narrow picture; where they take more, the picture shrinks."""


@dataclass(frozen=True, slots=True)
class FigureView:
    """A figure on a page. ``path``: of the page that its files belong to; ``base``: the link to their folder.

    ``suffix``: appended to its id where the page has several figures of that name. ``embed``, ``permanent``: the
    addresses of its page for iframes in the newest edition, whichever that is, and in this one, which is cited.
    """

    figure: Figure
    path: str
    base: str
    suffix: str = ""
    embed: str = ""
    permanent: str = ""

    def embed_code(self, address: str, title: str) -> str:
        """The HTML to paste into another site's page. ``title``: already escaped.

        The height depends on the width of the column, not of the screen: the box around the iframe is a CSS container,
        and the iframe's font size, otherwise unused, holds the height in container units (``cqw``). A browser without
        ``cqw``, or an iframe without its box, falls back to the first font size, high enough at any width. A column
        sized by its content gets 280 pixels.
        """
        narrow, wide = self.figure.narrow, self.figure.wide
        tall = narrow.height / narrow.width
        width = _EMBED_WIDTH if wide else _EMBED_NARROW
        height = round(_EMBED_NARROW * tall) + _EMBED_REST_NARROW
        suited = f"calc(min(100cqw - {_EMBED_SIDES}px,{_EMBED_NARROW}px)*{tall:.3f} + {_EMBED_REST_NARROW}px)"
        if wide:
            # a large length below the width of the wide picture, a negative one above it
            below = f"calc(({_EMBED_WIDE}px - 100cqw)*9999)"
            low = f"calc((100cqw - {_EMBED_SIDES}px)*{wide.height / wide.width:.3f} + {_EMBED_REST}px)"
            suited = f"max({low},min({suited},{below}))"
        return (
            f'<div style="container-type:inline-size;contain-intrinsic-width:280px;max-width:{width}px;'
            f'--hauteur:1em"><iframe src="{address}" title="{title}" width="{width}" '
            f'height="{height}" loading="lazy" style="display:block;width:100%;max-width:{width}px;'
            f"border:0;font-size:{height}px;font-size:{suited};"
            f'height:var(--hauteur,{height}px)"></iframe></div>'
        )


@dataclass(frozen=True, slots=True)
class FigureViews:
    """Makes the figure views of a portrait. ``links``: its page's."""

    territory: Territory
    links: Links
    edition: EditionContext
    figures: Mapping[Territory, Mapping[str, Figure]]

    def view(self, name: str, of: Territory | None = None) -> FigureView | None:
        """The view of a territory's figure (default: the page's own), ``None`` if there is nothing to show."""
        path, links = (of or self.territory).path, self.links
        figure = self.figures[of or self.territory].get(name)
        if figure is None:
            return None
        if of:
            return FigureView(figure, path, f"{links.edition_root}{path}/", of.kind)
        view = FigureView(figure, path, links.own_files(path))
        if links.flat:
            return view
        newest, permanent = f"{links.url}{path}/", links.permanent(path, self.edition.year)
        return replace(view, embed=newest + embed_path(name), permanent=permanent + embed_path(name))


def embed_path(name: str) -> str:
    """The path of a figure's embed page from its portrait."""
    return f"integrer/{name}/"


def embed_pages(
    territory: Territory, figures: Mapping[str, Figure], edition: EditionContext, links: Links
) -> Iterator[tuple[str, str]]:
    """Path from the portrait and HTML of each figure's embed page. ``links``: the portrait's."""
    for name, figure in figures.items():
        html = render("embed.html.j2", territory=territory, figure=figure, edition=edition, links=links)
        yield embed_path(name), html
