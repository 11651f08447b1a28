"""The list of what a site holds beside what MkDocs makes: each file's path, and the function that gives its content.

Files come in groups: what one group needs in common is worked out once, by the process that takes the group. A page is
a file whose name ends in ``.md``; it is given to MkDocs, all others go to the site as they are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Final, NamedTuple

from generator.compute import EditionData
from generator.customs.check import check_trade
from generator.exports.api import FOLDERS, openapi, territory_list, topic_files, topic_list
from generator.exports.csv import csv_metadata, csv_text, portrait_table, portrait_tables
from generator.exports.ods import ods
from generator.exports.published import Published
from generator.exports.workbook import portrait_workbook
from generator.exports.xlsx import xlsx
from generator.figures.figure import PackedFigure
from generator.figures.quarters.kind import QUARTERS
from generator.figures.svg import told_once
from generator.pages.edition_pages import edition_page, quality_page, revisions_page
from generator.pages.environment import compile_templates
from generator.pages.explore.compare import compare_index, compare_script
from generator.pages.explore.duties import trade_index, trade_scripts
from generator.pages.explore.finder import finder_index
from generator.pages.explore.home import home_page
from generator.pages.explore.pages import explore_pages
from generator.pages.explore.topic import Explored, Topic, explored, spreads_of, topic_figure, topic_table
from generator.pages.links import SHEET, Links, edition_folders
from generator.pages.portrait.page import Site, portrait_page
from generator.pages.portrait.views import embed_pages
from generator.pages.sheet import dossier, dossier_sheet, portrait_sheet
from generator.portrait.ranking import Axis, rankings
from generator.reference.industry import IndustrySpread
from generator.reference.tables import PROJECT
from generator.reference.territories import Territory, france, territories
from generator.site.assets import asset_files, bundled_files
from generator.site.edition_files import FOLDER, edition_contents, figure_texts, list_contents, portrait_text
from generator.site.plan import Extras
from generator.site.publisher import publisher
from generator.site.social_card import default_picture, share_picture
from generator.site.typography import finished

HAND_WRITTEN: Final = PROJECT / "docs"
_SCRIPTS: Final = "assets/javascripts"


class File(NamedTuple):
    """``path``: from the site's root; ``content`` is called once, by whoever writes the file.

    ``is_added``: whether it is a page that is not MkDocs's, which `build` adds and `pages` leaves out.
    """

    path: str
    content: Callable[[], str | bytes]
    is_added: bool = False


Group = Callable[[], Iterable[File]]


def newest_pages(data: EditionData, site: Site, published: Published, extras: Extras | None) -> list[Group]:
    """The Markdown pages of the newest edition, the hand-written ones included, and the few files that these link to.

    MkDocs looks whether they are there: the tables of the whole edition, the archive, the schema.
    """
    schema = HAND_WRITTEN / "schema" / "portrait.schema.json"
    return [
        partial(_edition_tables, data, site.links),
        partial(_lists, data),
        _one(f"schema/{schema.name}", partial(_schema, schema, site.links.url)),
        *([_extra_files(data, extras)] if extras else []),
        *(
            []
            if site.links.flat
            else [_one("revisions.md", partial(revisions_page, published.republications))]
        ),
        *(
            _one(page.relative_to(HAND_WRITTEN).as_posix(), page.read_bytes)
            for page in sorted(HAND_WRITTEN.rglob("*.md"))
        ),
        _one("index.md", partial(home_page, explored_in(data), data.scopes, data.context, site.links)),
        *_edition_pages(data, site),
    ]


def newest_files(
    data: EditionData, site: Site, published: Published, prints: Mapping[Territory, Path]
) -> list[Group]:
    """All else that stands beside the pages of the newest edition."""
    links, found = site.links, explored_in(data)
    return [
        *(partial(_territory_files, data, site, territory) for territory in data.figures),
        *(
            partial(_topic_files, data, topic, "", live=True)
            for topics in found.topics.values()
            for topic in topics
        ),
        *(partial(_dossier_files, data, links, spread) for spread in spreads_of(data.pages)),
        *(
            []
            if links.flat
            else [*(partial(_api_topics, data, axis) for axis in Axis), partial(_api, data, links)]
        ),
        *(
            []
            if links.flat
            else [_one(f"api/{name}", text.__str__) for name, text in published.files().items()]
        ),
        partial(_scripts, data, found),
        partial(_duties, data),
        partial(_shared, data),
        *(_one(f"{territory.path}/portrait.pdf", pdf.read_bytes) for territory, pdf in prints.items()),
    ]


def frozen_pages(data: EditionData, site: Site) -> list[Group]:
    """The Markdown pages of an earlier edition; to compare, to search and Territoires d'industrie are the newest's."""
    return [
        _one(f"{site.links.folder}index.md", partial(edition_page, data.context, site.links)),
        *_edition_pages(data, site),
    ]


def frozen_files(data: EditionData, site: Site) -> list[Group]:
    """All else that stands beside the pages of an earlier edition: its figures do not come alive."""
    links, found = site.links, explored_in(data)
    picture = partial(share_picture, data.portraits[france()], data.names, data.context)
    return [
        partial(_edition_tables, data, links),
        *(partial(_territory_files, data, site, territory) for territory in data.figures),
        *(
            partial(_topic_files, data, topic, links.folder, live=False)
            for topics in found.topics.values()
            for topic in topics
        ),
        _one(f"{links.folder}partage.png", picture),
    ]


def site_of(data: EditionData, links: Links, prints: Mapping[Territory, Path] | None = None) -> Site:
    """What the portraits of the edition share; ``prints``: the PDFs that will lie beside them."""
    compile_templates()  # before processes part, which inherit it
    editions = edition_folders(data.context, links.folder, [one.context for one in data.earlier])
    sizes = {territory: pdf.stat().st_size for territory, pdf in (prints or {}).items()}
    # an earlier edition's pages lead to no line of theirs
    found = explored_in(data).topics if links.is_newest else {}
    topics = {axis: {each.code: each.path for each in own} for axis, own in found.items()}
    return Site(data, links, editions, sizes, publisher()["name"], topics)


def printed(data: EditionData, extras: Extras | None) -> dict[Territory, Path]:
    """The PDFs that were printed from the very figures of this edition."""
    return extras.prints((t, portrait_text(data, t)) for t in data.pages) if extras else {}


def explored_in(data: EditionData) -> Explored:
    """The products and partners of an edition, their series over it and those before it."""
    return explored(
        data.scopes,
        data.portraits,
        data.analyses,
        data.names,
        data.pages,
        editions=[*(one.quarterly for one in data.earlier), data.quarterly],
    )


def _one(path: str, content: Callable[[], str | bytes]) -> Group:
    return lambda: [File(path, content)]


def _edition_pages(data: EditionData, site: Site) -> list[Group]:
    """Portraits, products, partners, the report."""
    links = site.links
    portraits = (
        (f"{t.path}.md", partial(portrait_page, site, data.portraits[t]))
        for t in data.figures
        if t in data.pages
    )
    pages: list[tuple[str, Callable[[], str]]] = [
        *portraits,
        *explore_pages(explored_in(data), data.context, links),
    ]
    return [
        _one(f"{links.folder}qualite.md", partial(_quality, data, links.folder)),
        *(_one(links.folder + path, text) for path, text in pages),
    ]


def _quality(data: EditionData, folder: str) -> str:
    return quality_page(
        data.context,
        data.report(check_trade(data.trade, keys=False)),
        folder,
        republished=[again.year for again in data.republished],
        revised=data.revisions(),
    )


def _territory_files(data: EditionData, site: Site, territory: Territory) -> Iterator[File]:
    """All that a portrait links to; of a wider territory whose figures portraits show, the same without its pages."""
    links, portrait, folder = site.links, data.portraits[territory], f"{site.links.folder}{territory.path}"
    tables = portrait_tables(data.inputs[territory])
    yield File(f"{folder}/portrait.json", partial(portrait_text, data, territory))
    yield File(f"{folder}/csv-metadata.json", partial(csv_metadata, portrait, data.context, tables))
    for name, rows in tables.items():
        yield File(f"{folder}/{name}.csv", partial(csv_text, portrait_table(name).header, rows))
    workbook = portrait_workbook(portrait, tables, data.context)
    yield File(f"{folder}/portrait.ods", partial(ods, workbook))
    for name, figure in data.figures[territory].items():
        yield from _figure(folder, figure, f"{territory.path}/{name}")
    if links.is_newest:
        yield File(f"{folder}/partage.png", partial(share_picture, portrait, data.names, data.context))
        # of the newest edition alone: XlsxWriter takes ten times as long as an ODS
        yield File(f"{folder}/portrait.xlsx", partial(xlsx, workbook))
        yield File(f"{folder}/comparer.js", partial(compare_script, data, territory))
    if territory not in data.pages:
        return
    html, drawing = portrait_sheet(site, portrait)
    yield File(f"{folder}/{SHEET}/index.html", partial(finished, html), is_added=True)
    if drawing:
        yield File(f"{folder}/{SHEET}/balance.svg", partial(told_once, drawing.svg), is_added=True)
    if not links.flat:
        ours = links.at(territory.path)
        made = embed_pages(
            territory,
            data.figures[territory],
            data.context,
            site_root=ours.root,
            address=ours.absolute(territory.path),
            picture=ours.shared_picture(territory),
        )
        for place, page in made:
            yield File(f"{folder}/{place}/index.html", partial(finished, page), is_added=True)


def _figure(folder: str, figure: PackedFigure, key: str) -> Iterator[File]:
    for name, text in figure_texts(figure, key).items():
        yield File(f"{folder}/{name}", text)


def _topic_files(data: EditionData, topic: Topic, folder: str, *, live: bool) -> Iterator[File]:
    """The series of a product or a country, as a table and, where ``live``, as a figure."""
    place = folder + topic.path
    yield File(f"{place}/{QUARTERS.name}.csv", partial(topic_table, topic))
    if live and (figure := topic_figure(topic, data.context)):
        yield from _figure(place, figure.packed(live=True), f"{topic.path}/{figure.name}")


def _dossier_files(data: EditionData, links: Links, spread: IndustrySpread) -> Iterator[File]:
    """The sheet of a Territoire d'industrie."""
    found = dossier(spread, data.portraits, data.analyses)
    html = dossier_sheet(spread, found, data.names, data.context, links)
    yield File(f"{spread.path}/{SHEET}/index.html", partial(finished, html), is_added=True)


def _edition_tables(data: EditionData, links: Links) -> Iterator[File]:
    """The tables of the whole edition; an earlier one's lie in its zip alone."""
    for path, content in edition_contents(data, loose=links.is_newest).items():
        yield File(links.folder + path, content)


def _lists(data: EditionData) -> Iterator[File]:
    """The lists of the site's pages as tables."""
    yield from (File(path, content) for path, content in list_contents(data).items())


def _api_topics(data: EditionData, axis: Axis) -> Iterator[File]:
    """The products, or the partners, for programs."""
    context, names = data.context, data.names
    sides = rankings(data.scopes, axis)
    yield File(f"api/{FOLDERS[axis]}.json", partial(topic_list, axis, sides, names, context))
    for path, text in topic_files(axis, sides, names, context):
        yield File(path, text.__str__)


def _api(data: EditionData, links: Links) -> Iterator[File]:
    shown = {t: data.portraits[t] for t in territories() if t in data.pages}
    yield File("api/territoires.json", partial(territory_list, shown, data.context))
    yield File("api/openapi.json", partial(openapi, data.context, links.url))


def _scripts(data: EditionData, found: Explored) -> Iterator[File]:
    """The data of the pages that compare, find and choose."""
    national = data.scopes[france()]
    index = partial(compare_index, data.figures, data.pages, national, data.names, data.context.year)
    traded = partial(trade_index, data.scopes, data.names, data.pages, data.context)
    yield File(f"{_SCRIPTS}/finder-index.js", partial(finder_index, found))
    yield File(f"{_SCRIPTS}/compare-index.js", index)
    yield File(f"{_SCRIPTS}/droits-index.js", traded)


def _duties(data: EditionData) -> Iterator[File]:
    for path, text in trade_scripts(data.scopes, data.context.year):
        yield File(path, text.__str__)


def _shared(data: EditionData) -> Iterator[File]:
    """What is of no edition: style sheets, scripts, pictures."""
    yield from (File(path, content) for path, content in (*asset_files(), *bundled_files()))
    picture = partial(default_picture, data.portraits[france()], data.context)
    yield File("assets/images/partage.png", picture)


def _schema(schema: Path, url: str) -> str:
    """The schema with the site's address: a JSON Schema is known by an absolute one."""
    relative = f'"$id": "{schema.name}"'
    return schema.read_text(encoding="utf-8").replace(relative, f'"$id": "{url}schema/{schema.name}"')


def _extra_files(data: EditionData, extras: Extras) -> Group:
    """The archive of the edition with its sum, where there is one."""
    archive = extras.archive(data.edition)
    names = [archive.name, f"{archive.name}.sha256"] if archive else []
    return lambda: [File(f"{FOLDER}/{name}", (extras.folder / name).read_bytes) for name in names]
