"""Figures on their page: where each is, and the embed pages made for another site's iframe."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from generator.context import EditionContext
from generator.figures.figure import Figure
from generator.pages.environment import render
from generator.pages.links import Citation, Links, citation
from generator.reference.territories import Territory

_EMBED_WIDTH = 720
"""The largest width of an embedded figure, in CSS pixels."""
_EMBED_WIDE = 641
"""The width from which an embed page shows the wide picture (``embed.html.j2``)."""
_EMBED_NARROW = 480
"""The width at which a narrow picture is no longer enlarged."""
_EMBED_SIDES = 26
"""The margins left and right of its picture."""
_EMBED_REST, _EMBED_REST_NARROW = 110, 210
"""What its title and source take beneath a wide picture and a narrow one: where they take more, the picture yields."""


@dataclass(frozen=True, slots=True)
class Embed:
    """The page of one figure alone, for iframes.

    ``address`` is always the newest edition's, ``frozen`` this one's for ever, by which the figure is cited.
    """

    figure: Figure
    address: str
    frozen: str
    edition: EditionContext
    publisher: str

    def code(self, address: str, title: str) -> str:
        """The HTML to paste in another site's page. ``title``: escaped already.

        The box around the frame measures the column, which a screen's width does not give. The frame has no text of
        its own: its font size carries the height, which is what its column asks for, in hundredths of the column
        (``cqw``). A browser that knows no ``cqw`` keeps the first of both sizes, enough for the page at every width,
        as does a frame that lost its box. A column as wide as its content gets 280 pixels.
        """
        narrow, wide = self.figure.narrow, self.figure.wide
        tall = narrow.height / narrow.width
        width = _EMBED_WIDTH if wide else _EMBED_NARROW
        height = round(_EMBED_NARROW * tall) + _EMBED_REST_NARROW
        suited = f"calc(min(100cqw - {_EMBED_SIDES}px,{_EMBED_NARROW}px)*{tall:.3f} + {_EMBED_REST_NARROW}px)"
        if wide:
            # a length that is large below the wide picture's width, negative above
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

    def cited(self, title: str) -> Citation:
        """How the figure is cited. ``title``: plain text."""
        return citation(title, self.frozen, self.edition, self.publisher)


@dataclass(frozen=True, slots=True)
class FigureView:
    """A figure's place on a page. Its files are beside the page at ``path``, and ``base`` leads to their folder.

    ``suffix`` ends its id where there are two of its name.
    """

    figure: Figure
    path: str
    base: str
    suffix: str = ""
    embed: Embed | None = None


@dataclass(frozen=True, slots=True)
class FigureViews:
    """Makes the figure views of one portrait; ``links``: those of its page, ``publisher``: who is cited."""

    territory: Territory
    links: Links
    edition: EditionContext
    figures: Mapping[Territory, Mapping[str, Figure]]
    publisher: str = ""

    def view(self, name: str, of: Territory | None = None) -> FigureView | None:
        """The view of the figure ``name`` of a territory (the page's own by default); ``None`` if nothing to show."""
        path, links = (of or self.territory).path, self.links
        figure = self.figures[of or self.territory].get(name)
        if figure is None:
            return None
        if of:
            return FigureView(figure, path, f"{links.edition_root}{path}/", of.kind)
        page = embed_path(name)
        frozen = links.permanent(path, self.edition.year) + page
        embed = Embed(figure, links.current(path) + page, frozen, self.edition, self.publisher)
        return FigureView(figure, path, links.own_files(path), embed=None if links.flat else embed)


def embed_path(name: str) -> str:
    """The folder of a figure's embed page, beside its portrait."""
    return f"integrer/{name}/"


def embed_pages(
    territory: Territory, figures: Mapping[str, Figure], edition: EditionContext, links: Links
) -> Iterator[tuple[str, str]]:
    """(folder beside the portrait, HTML) of each figure of the territory; ``links``: those of the portrait's page."""
    for name, figure in figures.items():
        values = {"territory": territory, "figure": figure, "edition": edition, "links": links}
        yield embed_path(name), render("embed.html.j2", values)
