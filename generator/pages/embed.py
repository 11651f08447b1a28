"""The embed pages: one figure alone with its source and the way back, made to stand in another site's iframe."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.context import EditionContext
from generator.figures.figure import PackedFigure
from generator.pages.environment import environment
from generator.pages.portrait.views import embed_path
from generator.reference.territories import Territory


def embed_pages(
    territory: Territory,
    figures: Mapping[str, PackedFigure],
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
    template = environment().get_template("embed.html.j2")
    for name, figure in figures.items():
        folder = embed_path(name)
        up = "../" * folder.count("/")
        yield (
            folder,
            template.render(
                title=figure.title,
                base=up,
                site_root=up + site_root,
                name=name,
                figure=figure,
                territory=territory,
                edition=edition,
                address=f"{address}#fig-{name}",
                picture=picture,
            ),
        )
