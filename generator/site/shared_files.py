"""What a site has beside its portraits: the pages to explore and the scripts that pages read.

Each is a work of its own, for the processes to share with the portraits.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from generator.compute import EditionData
from generator.exports.api import FOLDERS, openapi, territory_list, topic_files, topic_list
from generator.exports.published import Published
from generator.figures.quarters.kind import QUARTERS
from generator.pages.explore.compare import compare_index, compare_script
from generator.pages.explore.duties import duty_index, duty_scripts
from generator.pages.explore.exposure import exposure_script
from generator.pages.explore.finder import finder_index
from generator.pages.explore.home import home_page
from generator.pages.explore.pages import Explored, explore_pages, explored
from generator.pages.explore.quarters import topic_figure, topic_table
from generator.pages.explore.topic import Topic
from generator.pages.links import Links
from generator.pages.revisions import revisions_page
from generator.portrait.rankings import Axis, rankings
from generator.reference.territories import france, territories
from generator.site.edition_files import list_contents
from generator.site.portrait_files import write_figure
from generator.site.social_card import default_picture, share_picture

Work = Callable[[], None]
"""Writes files that no other one writes, in whichever process."""


def write_text(target: Path, text: Callable[[], str]) -> None:
    """Writes what ``text`` gives, UTF-8 and line ends as they are."""
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(text().encode())


def shared_works(prepared: EditionData, docs: Path, url: str) -> list[Work]:
    """Returns the works that write the scripts of the site's own pages, and the picture they are shared with."""
    scripts = docs / "assets" / "javascripts"
    national = prepared.scopes[france()]
    indexed = partial(
        compare_index, prepared.figures, prepared.pages, national, prepared.names, prepared.context.year
    )
    exposure = partial(exposure_script, prepared.exposed, prepared.names, prepared.pages)

    def picture() -> None:
        drawn = default_picture(prepared.portraits[france()], prepared.context)
        (docs / "assets" / "images" / "partage.png").write_bytes(drawn)

    def duties() -> None:
        for path, text in duty_scripts(prepared.scopes):
            write_text(docs / path, text.__str__)

    listed = partial(
        duty_index,
        prepared.scopes,
        prepared.names,
        prepared.pages,
        corsica_is_one=prepared.context.corsica_is_one,
    )
    return [
        duties,
        partial(write_text, scripts / "droits-index.js", listed),
        partial(write_text, scripts / "exposure-data.js", exposure),
        partial(write_text, scripts / "compare-index.js", indexed),
        picture,
        *(
            partial(write_text, docs / t.path / "comparer.js", partial(compare_script, t, prepared.scopes[t]))
            for t in prepared.figures
        ),
    ]


def list_works(prepared: EditionData, docs: Path) -> list[Work]:
    """Returns the works that write each list of the site as CSV and XLSX."""

    def write(target: Path, content: Callable[[], bytes]) -> None:
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content())

    return [partial(write, docs / path, content) for path, content in list_contents(prepared).items()]


def explored_in(prepared: EditionData) -> Explored:
    """The products and partners of an edition, their series over it and those before it."""
    return explored(
        prepared.scopes,
        prepared.portraits,
        prepared.analyses,
        prepared.names,
        prepared.pages,
        corsica_is_one=prepared.context.corsica_is_one,
        editions=[*(one.quarterly for one in prepared.earlier), prepared.quarterly],
    )


def topic_works(prepared: EditionData, found: Explored, root: Path, *, live: bool) -> list[Work]:
    """Returns the works that write the series of each product and country, as a table and, where ``live``, as a figure.

    The newest edition's figure shows an earlier one's quarters too.
    """

    def write(topic: Topic) -> None:
        folder = root / topic.path
        write_text(folder / f"{QUARTERS.name}.csv", partial(topic_table, topic))
        if live and (figure := topic_figure(topic, prepared.context)):
            write_figure(folder, figure.packed(live=True), f"{topic.path}/{figure.name}")

    return [partial(write, topic) for topics in found.topics.values() for topic in topics]


def frozen_explore_works(prepared: EditionData, docs: Path, finished: Path, links: Links) -> list[Work]:
    """Returns the works that write an earlier edition's pages by product and by country, with their tables."""
    found = explored_in(prepared)
    pages = explore_pages(found, prepared.context, links)
    return [
        *(partial(write_text, docs / links.folder / path, text) for path, text in pages),
        *topic_works(prepared, found, finished / links.folder, live=False),
    ]


def frozen_picture(prepared: EditionData, folder: Path) -> None:
    """Writes the picture that all pages of an earlier edition are shared with."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "partage.png").write_bytes(
        share_picture(prepared.portraits[france()], prepared.names, prepared.context)
    )


def api_works(prepared: EditionData, docs: Path, url: str) -> list[Work]:
    """Returns the works that write ``api/``, the newest edition for programs; the archive has none."""
    context, names = prepared.context, prepared.names
    shown = {t: prepared.portraits[t] for t in territories() if t in prepared.pages}
    folder = docs / "api"

    def topics(axis: Axis) -> None:
        sides = rankings(prepared.scopes, axis, corsica_is_one=context.corsica_is_one)
        write_text(folder / f"{FOLDERS[axis]}.json", partial(topic_list, axis, sides, names, context))
        for path, text in topic_files(axis, sides, names, context):
            write_text(docs / path, text.__str__)

    return [
        partial(write_text, folder / "territoires.json", partial(territory_list, shown, context)),
        partial(write_text, folder / "openapi.json", partial(openapi, context, f"{url.rstrip('/')}/")),
        *(partial(topics, axis) for axis in Axis),
    ]


def published_works(published: Published, docs: Path) -> list[Work]:
    """Returns the works that write what the site has published so far: the files and the page « Révisions »."""
    files = ((docs / "api" / name, text.__str__) for name, text in published.files().items())
    page = partial(revisions_page, published.republications)
    return [
        *(partial(write_text, file, text) for file, text in files),
        partial(write_text, docs / "revisions.md", page),
    ]


def explore_works(prepared: EditionData, docs: Path, links: Links) -> list[Work]:
    """Returns the works that write the pages to explore, and the search box's index."""
    found = explored_in(prepared)
    index = docs / "assets" / "javascripts" / "finder-index.js"
    pages = explore_pages(found, prepared.context, links)
    return [
        partial(write_text, index, partial(finder_index, found)),
        partial(
            write_text, docs / "index.md", partial(home_page, found, prepared.scopes, prepared.context, links)
        ),
        *topic_works(prepared, found, docs, live=True),
        *(partial(write_text, docs / path, text) for path, text in pages),
    ]
