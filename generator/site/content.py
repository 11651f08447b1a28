"""Writes the folder that MkDocs reads: the hand-written pages, the portraits and the files beside them."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Collection, Mapping
from functools import partial
from pathlib import Path

from generator.compute import EditionData
from generator.customs.check import check_trade
from generator.errors import SiteError
from generator.exports.published import Published
from generator.pages.edition_pages import edition_page, quality_page
from generator.pages.editions import edition_folder, edition_folders
from generator.pages.embed import embed_pages
from generator.pages.environment import compile_templates
from generator.pages.explore.pages import explore_pages
from generator.pages.links import Links
from generator.pages.portrait.page import Site, portrait_page
from generator.reference.tables import PROJECT
from generator.reference.territories import Territory
from generator.site.assets import copy_assets
from generator.site.edition_files import FOLDER, write_edition_files
from generator.site.extras import Extras
from generator.site.mkdocs.typography import finished
from generator.site.portrait_files import portrait_text, write_files
from generator.site.publisher import publisher
from generator.site.shared_files import (
    Work,
    api_works,
    explore_works,
    explored_in,
    frozen_explore_works,
    frozen_picture,
    list_works,
    published_works,
    shared_works,
    write_text,
)
from generator.site.sheets import dossier_works, write_sheet
from generator.system import parallel

HAND_WRITTEN = PROJECT / "docs"
BUNDLES = tuple(PROJECT / "build" / name for name in ("plotly.min.js", "iframe-worker.js", "communes.js"))
"""What the browser is given of npm's packages, as `make` leaves it."""


def write_docs(
    prepared: EditionData,
    docs: Path,
    *,
    url: str,
    flat: bool,
    extras: Extras | None = None,
    published: Published | None = None,
) -> None:
    """Fills ``docs``, which may hold earlier editions already, with the newest one and all that is not of an edition.

    ``flat``: see ``Links``; ``extras``: where the newest edition's PDFs and archive are, to be put beside.
    ``published``: what the site will have published with it, of which the archive does not speak.
    """
    shutil.copytree(HAND_WRITTEN, docs, dirs_exist_ok=True, ignore=shutil.ignore_patterns("assets"))
    _name_schema(docs / "schema" / "portrait.schema.json", url)
    copy_assets(HAND_WRITTEN, docs)
    scripts = docs / "assets" / "javascripts"
    for bundle in BUNDLES:
        if not bundle.is_file():
            raise SiteError(f"{bundle.name} is missing: run `make setup`, which makes it")
        shutil.copy(bundle, scripts)
    prints = _prints(prepared, extras) if extras else {}
    links = Links(flat, prepared.pages, url)
    site = site_of(prepared, links, {t: pdf.stat().st_size for t, pdf in prints.items()})
    # Once for all, so that no process waits for another in between.
    parallel.calls(
        *shared_works(prepared, docs, url),
        *list_works(prepared, docs),
        *explore_works(prepared, docs, links),
        *dossier_works(prepared, docs, links),
        *([] if flat else api_works(prepared, docs, url)),
        *([] if flat else published_works(published or Published(), docs)),
        *_edition_works(prepared, site, docs, docs),
    )
    for territory, pdf in prints.items():
        shutil.copyfile(pdf, docs / territory.path / "portrait.pdf")
    if extras and (archive := extras.archive(prepared.edition)):
        extras.copy_archive(archive, docs / FOLDER)


def write_frozen(prepared: EditionData, docs: Path, finished: Path, *, url: str, flat: bool) -> None:
    """Writes the pages of an earlier edition into ``docs``, and the files beside them where they are to be at the end.

    Pages by product and by partner are of the edition; to compare, to search and Plotly's scripts are the newest's.
    """
    links = Links(flat, prepared.pages, url, edition_folder(prepared.edition.year))
    site = site_of(prepared, links)
    parallel.calls(
        *frozen_explore_works(prepared, docs, finished, links),
        partial(frozen_picture, prepared, finished / links.folder),
        *_edition_works(prepared, site, docs, finished),
    )


def rewrite_pages(prepared: EditionData, docs: Path, paths: Collection[str], *, url: str) -> None:
    """Writes again into ``docs``, which ``write_docs`` made, the hand-written files and the pages at ``paths``.

    The pages are those of the newest edition.
    """
    shutil.copytree(HAND_WRITTEN, docs, dirs_exist_ok=True)
    links = Links(flat=False, pages=prepared.pages, url=url)
    site = site_of(prepared, links)
    texts: dict[str, Callable[[], str]] = {
        f"{territory.path}.md": partial(portrait_page, site, prepared.portraits[territory])
        for territory in prepared.pages
    }
    if not all(path in texts or (HAND_WRITTEN / path).is_file() for path in paths):
        found = explored_in(prepared)
        texts |= dict(explore_pages(found, prepared.context, links))
    for path in texts.keys() & paths:
        write_text(docs / path, texts[path])


def _prints(prepared: EditionData, extras: Extras) -> dict[Territory, Path]:
    return extras.prints((t, portrait_text(prepared, t)) for t in prepared.pages)


def site_of(prepared: EditionData, links: Links, pdf_sizes: Mapping[Territory, int] | None = None) -> Site:
    """Returns what the portraits of the edition share."""
    compile_templates()  # before processes part, which inherit it
    editions = edition_folders(prepared.context, links.folder, [one.context for one in prepared.earlier])
    return Site(prepared, links, editions, pdf_sizes or {}, publisher()["name"])


def _edition_works(prepared: EditionData, site: Site, docs: Path, files: Path) -> list[Work]:
    """Returns the works that write an edition: portraits, files, report; an older one's list of portraits too.

    Pages go to ``docs``, all that is finished to ``files``.
    """
    links, folder = site.links, site.links.folder
    root, beside = docs / folder, files / folder

    def write(territory: Territory) -> None:
        write_files(prepared, territory, beside / territory.path, live=not folder)
        if territory in prepared.pages:
            text = partial(portrait_page, site, prepared.portraits[territory])
            write_text(root / f"{territory.path}.md", text)
            write_sheet(site, prepared.portraits[territory], beside / territory.path)
            if not links.flat:
                _write_embeds(prepared, site, territory, beside / territory.path)

    def quality() -> str:
        report = prepared.report(check_trade(prepared.trade, keys=False))
        return quality_page(
            prepared.context,
            report,
            folder,
            republished=[again.year for again in prepared.republished],
            revised=prepared.revisions(),
        )

    listed = partial(edition_page, prepared.context, links)
    return [
        partial(write_edition_files, prepared, beside, loose=not folder),
        partial(write_text, root / "qualite.md", quality),
        *([partial(write_text, root / "index.md", listed)] if folder else []),
        *(partial(write, territory) for territory in prepared.figures),
    ]


def _write_embeds(prepared: EditionData, site: Site, territory: Territory, folder: Path) -> None:
    """Writes the pages for others' iframes; the archive has none."""
    links = site.links.at(territory.path)
    made = embed_pages(
        territory,
        prepared.figures[territory],
        prepared.context,
        site_root=links.root,
        address=links.absolute(territory.path),
        picture=links.shared_picture(territory),
    )
    for place, html in made:
        (folder / place).mkdir(parents=True)
        (folder / place / "index.html").write_text(finished(html), encoding="utf-8")


def _name_schema(schema: Path, url: str) -> None:
    """Puts the site's address into the schema: a JSON Schema is known by an absolute one."""
    text = schema.read_text(encoding="utf-8")
    relative = f'"$id": "{schema.name}"'
    schema.write_text(
        text.replace(relative, f'"$id": "{url}schema/{schema.name}"'), encoding="utf-8", newline="\n"
    )
