"""The embed pages: one figure alone with its source and the way back, made to stand in another site's iframe."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.context import EditionContext
from generator.exports.json import HEADERS
from generator.figures.figure import Figure
from generator.french.words import word
from generator.pages.environment import environment
from generator.pages.portrait.page import place_name
from generator.pages.portrait.views import embed_path
from generator.reference.territories import Territory

_SHARED = {"flux-export": ("flux", "titre_export"), "flux-import": ("flux", "titre_import")}
"""Where the titles stand of figures that share a section of ``words.toml``; any other's is its own ``titre``."""


def embed_pages(
    territory: Territory,
    figures: Mapping[str, Figure],
    edition: EditionContext,
    *,
    site_root: str,
    address: str,
) -> Iterator[tuple[str, str]]:
    """(folder beside the portrait, HTML) of each figure the contract names and the territory has.

    ``site_root``: the way from the portrait's page up to the site's root; ``address``: the page's public one.
    """
    template = environment().get_template("embed.html.j2")
    for name in [n for n in HEADERS if n in figures]:
        figure, folder = figures[name], embed_path(name)
        up = "../" * folder.count("/")
        yield (
            folder,
            template.render(
                title=word(
                    *_SHARED.get(name, (name, "titre")),
                    place=place_name(territory, edition),
                    period=edition.period,
                ),
                base=up,
                site_root=up + site_root,
                name=name,
                figure=figure,
                territory=territory,
                edition=edition,
                address=f"{address}#fig-{name}",
            ),
        )
