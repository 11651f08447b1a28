"""Figures on their page: where each is, and the embed pages made for another site's iframe."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

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
    """The page of one figure alone, for iframes, in CSS pixels.

    ``address`` is always the newest edition's, ``frozen`` this one's for ever, by which the figure is cited.
    ``width``: the largest that the frame may have; ``height``: enough for the page at every width up to it.
    ``suited``: the height that its column asks for, as CSS in hundredths of the column (``cqw``).
    """

    address: str
    frozen: str
    width: int
    height: int
    suited: str
    edition: EditionContext
    publisher: str

    def code(self, address: str, title: str) -> str:
        """The HTML to paste in another site's page. ``title``: escaped already.

        The box around the frame measures the column, which a screen's width does not give. The frame has no text of
        its own: its font size carries the height. A browser that knows no ``cqw`` keeps the first of both sizes,
        the largest height, as does a frame that lost its box. A column as wide as its content gets 280 pixels.
        """
        return (
            f'<div style="container-type:inline-size;contain-intrinsic-width:280px;max-width:{self.width}px;'
            f'--hauteur:1em"><iframe src="{address}" title="{title}" width="{self.width}" '
            f'height="{self.height}" loading="lazy" style="display:block;width:100%;max-width:{self.width}px;'
            f"border:0;font-size:{self.height}px;font-size:{self.suited};"
            f'height:var(--hauteur,{self.height}px)"></iframe></div>'
        )

    def cited(self, title: str) -> Citation:
        """How the figure is cited. ``title``: plain text."""
        return citation(title, self.frozen, self.edition, self.publisher)


@dataclass(frozen=True, slots=True)
class FigureView:
    """A figure's place on a page: ``base`` leads from the page to the folder of its files.

    ``wide``: ``None`` where the narrow picture serves every screen. ``live``: whether it becomes Plotly's when asked
    to; an earlier edition's stays a picture.
    """

    id: str
    name: str
    key: str
    base: str
    wide: tuple[int, int] | None
    narrow: tuple[int, int]
    file_stem: str
    live: bool
    embed: Embed | None = None


def figure_view(
    figure: Figure,
    path: str,
    base: str,
    links: Links,
    edition: EditionContext,
    suffix: str = "",
) -> FigureView:
    """The place of a figure whose files are beside the page at ``path``; ``suffix`` ends its id where there are two."""
    wide, narrow = figure.wide, figure.narrow
    slug = path.rpartition("/")[2]
    return FigureView(
        id=f"fig-{figure.name}" + (f"-{suffix}" if suffix else ""),
        name=figure.name,
        key=f"{path}/{figure.name}",
        base=base,
        wide=(wide.width, wide.height) if wide else None,
        narrow=(narrow.width, narrow.height),
        file_stem=f"{slug}-{figure.name}-{edition.file_mark}",
        live=links.is_newest,
    )


@dataclass(frozen=True, slots=True)
class FigureViews:
    """Makes the figure views of one portrait; ``links``: those of its page, ``publisher``: who is cited."""

    territory: Territory
    links: Links
    edition: EditionContext
    figures: Mapping[Territory, Mapping[str, Figure]]
    publisher: str = ""

    def view(self, name: str, of: Territory | None = None, suffix: str = "") -> FigureView | None:
        """The view of the figure ``name`` of a territory (the page's own by default); ``None`` if nothing to show."""
        subject = of or self.territory
        drawn = self.figures[subject].get(name)
        if drawn is None:
            return None
        links = self.links
        if of:
            return figure_view(
                drawn, subject.path, f"{links.edition_root}{subject.path}/", links, self.edition, suffix
            )
        view = figure_view(drawn, subject.path, links.own_files(subject.path), links, self.edition)
        return view if links.flat else replace(view, embed=self._embed(drawn))

    def _embed(self, figure: Figure) -> Embed:
        narrow, wide = figure.narrow, figure.wide
        tall = narrow.height / narrow.width
        height = round(_EMBED_NARROW * tall) + _EMBED_REST_NARROW
        suited = f"calc(min(100cqw - {_EMBED_SIDES}px,{_EMBED_NARROW}px)*{tall:.3f} + {_EMBED_REST_NARROW}px)"
        if wide:
            # a length that is large below the wide picture's width, negative above
            below = f"calc(({_EMBED_WIDE}px - 100cqw)*9999)"
            low = f"calc((100cqw - {_EMBED_SIDES}px)*{wide.height / wide.width:.3f} + {_EMBED_REST}px)"
            suited = f"max({low},min({suited},{below}))"
        path, own = self.territory.path, embed_path(figure.name)
        newest = self.links.current(path) + own
        frozen = self.links.permanent(path, self.edition.year) + own
        width = _EMBED_WIDTH if wide else _EMBED_NARROW
        return Embed(newest, frozen, width, height, suited, self.edition, self.publisher)


def embed_path(name: str) -> str:
    """The folder of a figure's embed page, beside its portrait."""
    return f"integrer/{name}/"


def embed_pages(
    territory: Territory,
    figures: Mapping[str, Figure],
    edition: EditionContext,
    *,
    site_root: str,
    address: str,
    picture: str,
) -> Iterator[tuple[str, str]]:
    """(folder beside the portrait, HTML) of each figure of the territory.

    ``site_root``: the way from the portrait's page up to the site's root; ``address``: the page's public one;
    ``picture``: the public address of what the portrait is shared with.
    """
    for name, figure in figures.items():
        folder = embed_path(name)
        up = "../" * folder.count("/")
        values = {
            "title": figure.title,
            "base": up,
            "site_root": up + site_root,
            "name": name,
            "figure": figure,
            "territory": territory,
            "edition": edition,
            "address": f"{address}#fig-{name}",
            "picture": picture,
        }
        yield folder, render("embed.html.j2", values)
