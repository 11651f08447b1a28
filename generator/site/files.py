"""All files of a site except those that MkDocs makes: the path and content of each."""

import base64
import json
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import Final, NamedTuple

from generator.compute import EditionData
from generator.exports.api import openapi, territory_list, topic_files
from generator.exports.json import portrait_json
from generator.exports.measures import measures_json
from generator.exports.published import Published
from generator.exports.spreadsheets import list_workbook, ods, portrait_workbook, xlsx
from generator.exports.table_files import csv_metadata, csv_text, datapackage, edition_csvs, parquet
from generator.exports.tables import LISTS, TABLES, TERRITORIES, edition_tables, portrait_tables, table_names
from generator.figures.figure import Figure
from generator.figures.quarters import QUARTERLY_SERIES, quarterly_rows
from generator.pages.edition_pages import earlier_edition_page, home_page, quality_page, revisions_page
from generator.pages.environment import compile_templates
from generator.pages.explore.pages import explore_pages
from generator.pages.explore.scripts import compare_index, compare_script, finder_index, trade_index, trade_scripts
from generator.pages.explore.topic import ExploreData, Topic, explore_data, topic_figure
from generator.pages.links import SHEET, Links
from generator.pages.portrait.page import EditionSite, portrait_page
from generator.pages.portrait.views import embed_pages
from generator.pages.sheet import dossier_sheet, portrait_sheet
from generator.portrait.ranking import Axis
from generator.reference.industry import IndustryTerritory
from generator.reference.tables import PROJECT
from generator.reference.territories import Territory, france, territories
from generator.site.assets import asset_files
from generator.site.mkdocs import publisher
from generator.site.plan import Downloads
from generator.site.social_card import default_picture, share_picture
from generator.site.typography import typeset
from generator.system.folders import write_zip

FOLDER: Final = "telechargements"
LISTS_FOLDER: Final = "listes"
HAND_WRITTEN: Final = PROJECT / "docs"
_SCHEMA: Final = HAND_WRITTEN / "schema" / "portrait.schema.json"
_SCRIPTS: Final = "assets/javascripts"

File = tuple[str, str | bytes]
"""The path from the site's root, and the content."""
Group = Callable[[], Iterable[File]]
"""Makes files that share a computation, in the process that writes them."""


class EditionFiles(NamedTuple):
    """``pages``: in Markdown, with the few files they link to, whose existence MkDocs checks; ``files``: all others.

    ``added``: complete HTML pages, which `build` adds and `pages` leaves out.
    """

    pages: list[Group]
    files: list[Group]
    added: list[Group]


def newest_edition(
    explore: ExploreData, links: Links, published: Published, downloads: Downloads | None
) -> EditionFiles:
    """The files of the newest edition, with the hand-written pages and what belongs to no edition."""
    data = explore.data
    pdfs = downloads.pdfs if downloads else {}
    own = _edition_files(site_of(data, links, explore, pdfs), explore)
    pages: list[Group] = [
        partial(download_files, data, ""),
        partial(list_tables, data),
        _file(f"schema/{_SCHEMA.name}", _schema, links.url),
        *(_file(page.relative_to(HAND_WRITTEN).as_posix(), page.read_bytes) for page in HAND_WRITTEN.rglob("*.md")),
        _file("index.md", home_page, explore, links),
        *own.pages,
    ]
    if downloads and downloads.archive:
        names = (downloads.archive.name, f"{downloads.archive.name}.sha256")
        pages += [_file(f"{FOLDER}/{name}", (downloads.folder / name).read_bytes) for name in names]
    files: list[Group] = [
        *own.files,
        _file(f"{_SCRIPTS}/finder-index.js", finder_index, explore),
        _file(f"{_SCRIPTS}/compare-index.js", compare_index, data),
        _file(f"{_SCRIPTS}/droits-index.js", trade_index, data),
        partial(trade_scripts, data),
        asset_files,
        _file("assets/images/partage.png", default_picture, data.portraits[france()], data.context),
        *(_file(f"{territory.path}/portrait.pdf", pdf.read_bytes) for territory, pdf in pdfs.items()),
    ]
    if not links.flat:
        built = {t: data.portraits[t] for t in territories() if t in data.pages}
        pages.append(_file("revisions.md", revisions_page, published.republications))
        files += [
            *(partial(topic_files, axis, data.rankings[axis], data.names, data.context) for axis in Axis),
            _file("api/territoires.json", territory_list, built, data.context),
            _file("api/openapi.json", openapi, data.context, links.url),
            *(_file(f"api/{name}", str, text) for name, text in published.files().items()),
        ]
    sheets = [partial(_industry_sheet, data, links, industry) for industry in explore.industry]
    return EditionFiles(pages, files, [*own.added, *sheets])


def earlier_edition(data: EditionData, links: Links) -> EditionFiles:
    """The files of an earlier edition: only the newest has comparison, search and Territoires d'industrie."""
    explore = explore_data(data)
    own = _edition_files(site_of(data, links, explore), explore)
    first = _file(f"{links.folder}index.md", earlier_edition_page, data, links)
    files: list[Group] = [
        partial(download_files, data, links.folder),
        *own.files,
        _file(f"{links.folder}partage.png", share_picture, data.portraits[france()], data.names, data.context),
    ]
    return EditionFiles([first, *own.pages], files, own.added)


def _edition_files(site: EditionSite, explore: ExploreData) -> EditionFiles:
    """The files that every edition has: portraits, products, partners, the report."""
    data, folder = site.data, site.links.folder
    shown = [territory for territory in data.figures if territory in data.pages]
    topics = [topic for topics in explore.topics.values() for topic in topics.values()]
    pages = [
        _file(f"{folder}qualite.md", quality_page, data, folder),
        *(_file(f"{folder}{t.path}.md", portrait_page, site, data.portraits[t]) for t in shown),
        *(_file(folder + path, text) for path, text in explore_pages(explore, site.links)),
    ]
    files: list[Group] = [
        *(partial(_territory_files, site, territory) for territory in data.figures),
        *(partial(_topic_files, site, topic) for topic in topics),
    ]
    embeds = [] if site.links.flat else [partial(_embeds, site, territory) for territory in shown]
    return EditionFiles(pages, files, [*(partial(_sheet, site, territory) for territory in shown), *embeds])


def site_of(
    data: EditionData, links: Links, explore: ExploreData, pdfs: Mapping[Territory, Path] | None = None
) -> EditionSite:
    """What the portraits of the edition share; ``pdfs``: the PDFs that are published with them."""
    compile_templates()  # before the workers are forked, which inherit the templates
    sizes = {territory: pdf.stat().st_size for territory, pdf in (pdfs or {}).items()}
    # an earlier edition's portraits link to no product or partner
    topics = explore.topics if links.is_newest else {}
    return EditionSite(data, links, sizes, publisher()["name"], topics)


def _file(path: str, content: Callable[..., str | bytes], *given: object) -> Group:
    """A group of one file, whose content is ``content(*given)``."""
    return lambda: [(path, content(*given))]


def _territory_files(site: EditionSite, territory: Territory) -> Iterator[File]:
    """The data and figures of a territory that has a portrait, or whose figures other portraits show."""
    data, links = site.data, site.links
    portrait, folder = data.portraits[territory], f"{links.folder}{territory.path}"
    tables = portrait_tables(data.inputs[territory])
    yield f"{folder}/portrait.json", portrait_text(data, territory)
    yield f"{folder}/csv-metadata.json", csv_metadata(portrait, data.context, tables)
    for name, rows in tables.items():
        yield f"{folder}/{name}.csv", csv_text(TABLES[name].table.header, rows)
    workbook = portrait_workbook(portrait, tables, data.context)
    yield f"{folder}/portrait.ods", ods(workbook)
    for name, figure in data.figures[territory].items():
        yield from figure_files(folder, figure, f"{territory.path}/{name}")
    if links.is_newest:
        yield f"{folder}/partage.png", share_picture(portrait, data.names, data.context)
        # for the newest edition only: an XLSX takes ten times as long as an ODS
        yield f"{folder}/portrait.xlsx", xlsx(workbook)
        yield f"{folder}/comparer.js", compare_script(data, territory)


def _sheet(site: EditionSite, territory: Territory) -> Iterator[File]:
    folder = f"{site.links.folder}{territory.path}/{SHEET}"
    html, drawing = portrait_sheet(site, site.data.portraits[territory])
    yield f"{folder}/index.html", typeset(html)
    if drawing:
        yield f"{folder}/balance.svg", drawing.svg


def _embeds(site: EditionSite, territory: Territory) -> Iterator[File]:
    data, ours = site.data, site.links.at(territory.path)
    for folder, html in embed_pages(territory, data.figures[territory], data.context, ours):
        yield f"{ours.folder}{territory.path}/{folder}index.html", typeset(html)


def _topic_files(site: EditionSite, topic: Topic) -> Iterator[File]:
    """The series of a product or a country, as a table and, in the newest edition, as a figure."""
    folder = site.links.folder + topic.path
    yield f"{folder}/{QUARTERLY_SERIES.name}.csv", csv_text(QUARTERLY_SERIES.columns, quarterly_rows(topic.series))
    if site.links.is_newest and (figure := topic_figure(topic, site.data.context)):
        yield from figure_files(folder, figure, f"{topic.path}/{figure.name}")


def _industry_sheet(data: EditionData, links: Links, industry: IndustryTerritory) -> Iterator[File]:
    yield f"{industry.path}/{SHEET}/index.html", typeset(dossier_sheet(data, links, industry))


def _schema(url: str) -> str:
    """The JSON Schema, whose ``$id`` must be an absolute address."""
    relative = f'"$id": "{_SCHEMA.name}"'
    return _SCHEMA.read_text(encoding="utf-8").replace(relative, f'"$id": "{url}schema/{_SCHEMA.name}"')


def download_paths(data: EditionData) -> dict[str, str]:
    """The paths from the site's root to the zip, the tables and their dictionary, for links from pages."""
    mark = data.context.file_mark
    shown = [given for territory, given in data.inputs.items() if territory in data.pages]
    names = dict.fromkeys(name for given in shown for name in table_names(given))
    tables = {name: f"{FOLDER}/portraits-{mark}-{name}.csv" for name in (TERRITORIES, *names)}
    return {
        "zip": f"{FOLDER}/portraits-{mark}-csv.zip",
        "parquet": f"{FOLDER}/portraits-{mark}.parquet",
        "package": f"{FOLDER}/datapackage.json",
        **tables,
    }


def download_files(data: EditionData, folder: str) -> Iterator[tuple[str, bytes]]:
    """The tables of all portraits in this build, by path: as a zip, as Parquet and as single files.

    ``folder``: the edition's folder, such as ``2023/``; an earlier edition has no single files.
    """
    tables = edition_tables(data.inputs[t] for t in territories() if t in data.pages)
    files = {name: text.encode() for name, text in edition_csvs(tables, data.context).items()}
    files["datapackage.json"] = datapackage(tables, files, data.context).encode()
    paths = download_paths(data)
    archive = BytesIO()
    write_zip(archive, files.items())
    yield folder + paths["zip"], archive.getvalue()
    yield folder + paths["parquet"], parquet(tables, data.context)
    if not folder:
        yield from ((f"{FOLDER}/{name}", content) for name, content in files.items())


def list_tables(data: EditionData) -> Iterator[tuple[str, bytes]]:
    """The site's lists by path, each as CSV and as XLSX."""
    for name, each in LISTS.items():
        table, rows = each.table, list(each.rows(data))
        yield f"{LISTS_FOLDER}/{name}.csv", csv_text(table.header, rows).encode()
        yield f"{LISTS_FOLDER}/{name}.xlsx", xlsx(list_workbook(table, rows, data.context))


def portrait_text(data: EditionData, territory: Territory) -> str:
    """The territory's ``portrait.json``."""
    given = data.inputs[territory]
    return portrait_json(given, data.context, measures_json(given, data.analyses[territory]))


def figure_files(folder: str, figure: Figure, key: str) -> Iterator[tuple[str, str]]:
    """A figure's pictures by path and, if it is interactive, the script with its Plotly specs under ``key``."""
    path = f"{folder}/{figure.name}"
    yield f"{path}.svg", str((figure.wide or figure.narrow).svg)
    if figure.medium:
        yield f"{path}-moyen.svg", str(figure.medium.svg)
        yield f"{path}-etroit.svg", str(figure.narrow.svg)
    if figure.specs:
        specs = ",".join(f'"{size}":{text}' for size, text in figure.specs.items())
        # a script, as `fetch()` does not work on `file://`; figure-live.js decompresses it
        packed = base64.b64encode(zlib.compress(f"{{{specs}}}".encode())).decode()
        yield f"{path}.js", f"portraitFigure({json.dumps(key)},{json.dumps(packed)});\n"
