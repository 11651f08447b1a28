"""Writes a portrait's Markdown from its Jinja template."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial

from markupsafe import Markup

from generator.context import EditionContext
from generator.figures.figure import Figure
from generator.figures.kind import Evolved, FigureKind
from generator.french.words import word
from generator.pages.citation import citation
from generator.pages.editions import EditionFolder, EditionLink, edition_folder
from generator.pages.environment import environment
from generator.pages.portrait import essentials
from generator.pages.portrait.around import around
from generator.pages.portrait.views import FigureViews, comparisons, flow_matrix
from generator.portrait.analysis import Analysis
from generator.portrait.model import Activity, Direction, Portrait
from generator.portrait.series import whole_years
from generator.reference.countries import country_grammar
from generator.reference.european_union import other_members
from generator.reference.names import Names
from generator.reference.territories import Kind, Territory, departements, france, region


@dataclass(frozen=True, slots=True)
class Site:
    """What the pages of one build share.

    ``flat``: pages are ``42-loire.html`` (the archive) instead of ``42-loire/index.html``. ``folder``: where the
    edition lies under the site's root; ``editions``: it and those before it, the newest first. ``pdf_sizes``: bytes
    of the PDF beside a portrait, where there is one. ``publisher``: its name, empty where it is not known.
    """

    url: str
    flat: bool
    edition: EditionContext
    names: Names
    portraits: Mapping[Territory, Portrait]
    analyses: Mapping[Territory, Analysis]
    kinds: tuple[FigureKind, ...]
    figures: Mapping[Territory, Mapping[str, Figure]]
    pages: frozenset[Territory]
    folder: str = ""
    editions: tuple[EditionFolder, ...] = ()
    evolutions: Mapping[Territory, Evolved] = field(default_factory=dict)
    pdf_sizes: Mapping[Territory, int] = field(default_factory=dict)
    publisher: str = ""
    _tables: dict[tuple[Territory, str], Markup] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    def flows_table(self, territory: Territory, direction: str) -> Markup:
        """A territory's flows of one direction as a table: France's stands on each portrait, and is written once."""
        key = (territory, direction)
        if key not in self._tables:
            matrix = flow_matrix(self.portraits[territory].flows(Direction(direction)), self.names)
            table = environment().get_template("_flux.html.j2").render(matrix=matrix)
            self._tables[key] = Markup(table)  # noqa: S704 (rendered by the escaping environment)
        return self._tables[key]

    def root_from(self, territory: Territory) -> str:
        """The way from a portrait's page up to the site's root."""
        depth = self.folder.count("/") + territory.path.count("/") + (0 if self.flat else 1)
        return "../" * depth

    def edition_root_from(self, territory: Territory) -> str:
        """The way from a portrait's page up to its edition's own root."""
        return self.root_from(territory) + self.folder

    def base_from(self, territory: Territory) -> str:
        """The way from a portrait's page to its own files."""
        return f"{territory.slug}/" if self.flat else ""

    def href(self, start: Territory, target: Territory) -> str:
        """The way from one portrait to another; to the list of portraits when the target was not built."""
        if target not in self.pages:
            return self.edition_root_from(start) + ("index.html" if self.flat else "")
        return self.edition_root_from(start) + target.path + (".html" if self.flat else "/")

    def absolute(self, territory: Territory) -> str:
        """The page's public address."""
        return f"{self.url.rstrip('/')}/{self.folder}{territory.path}/"

    def edition_links(self, territory: Territory) -> list[EditionLink]:
        """The ways from a portrait to itself in this edition and those before it; empty when there is none before."""
        suffix = ".html" if self.flat else "/"
        return [
            EditionLink(
                period=edition.context.period,
                href=f"{self.root_from(territory)}{edition.folder}{territory.path}{suffix}",
                is_this=edition.folder == self.folder,
            )
            for edition in self.editions
            if len(self.editions) > 1
        ]

    def newest_href(self, territory: Territory) -> str | None:
        """The way from an earlier edition's portrait to the same one in the newest edition."""
        suffix = ".html" if self.flat else "/"
        return f"{self.root_from(territory)}{territory.path}{suffix}" if self.folder else None


def place_name(territory: Territory, edition: EditionContext) -> str:
    """The place the figures speak of: the two Corsican départements show Corsica where it is published as one."""
    if territory.shows_corsica(edition.corsica_is_one) and territory.region_code:
        return f"{territory.name} ({region(territory.region_code).name})"
    return territory.name


def portrait_page(site: Site, portrait: Portrait) -> str:
    """The Markdown of one portrait."""
    territory = portrait.territory
    parent = region(territory.region_code) if territory.region_code else None
    wider = _wider(territory, site.edition)
    views = FigureViews(
        territory,
        site.base_from(territory),
        site.edition_root_from(territory),
        site.edition,
        site.figures,
        None if site.flat else site.url,
        live=not site.folder,
        publisher=site.publisher,
    )
    template = environment().get_template("portrait.md.j2")
    return template.render(
        portrait=portrait,
        region=parent,
        france=france(),
        members_count=sum(d.region_code == territory.code for d in departements()),
        members=[d for d in departements() if d.region_code == territory.code and d in site.pages]
        if territory.kind is Kind.REGION
        else [],
        place=place_name(territory, site.edition),
        years=whole_years(portrait.series),
        edition=site.edition,
        names=site.names,
        views=views,
        flows_table=site.flows_table,
        comparisons=comparisons(site.portraits, wider),
        top_import=_top(portrait, Direction.IMPORT),
        top_export=_top(portrait, Direction.EXPORT),
        root_md="../" * (site.folder + territory.path).count("/"),
        folder=site.folder,
        editions=site.edition_links(territory),
        newest=site.newest_href(territory),
        evolved=site.evolutions.get(territory),
        href=partial(site.href, territory),
        jsonld=partial(json_ld, site, territory),
        address=site.absolute(territory),
        pdf_size=site.pdf_sizes.get(territory),
        sheet=f"{site.base_from(territory)}fiche/" + ("index.html" if site.flat else ""),
        **_analysis(site, territory),
    )


def _analysis(site: Site, territory: Territory) -> dict[str, object]:
    analysis = site.analyses[territory]
    links = essentials.Links(site.root_from(territory), site.flat, site.pages, site.folder)
    # Only the newest edition's territories are compared.
    comparable = () if site.folder else site.figures
    return {
        "analysis": analysis,
        "around": around(territory, links),
        "national": site.analyses[france()],
        "nation": site.portraits[france()],
        "union_members": other_members(site.edition.year),
        "forms": lambda code: country_grammar(code, site.names.short_country(code)),
        "duties": essentials.duties(analysis),
        "duty_href": links.duty(territory, analysis.outside[0].market),
        "similar": essentials.similar(territory, analysis, links, comparable),
        "compare_any": links.compare(territory),
        "compared": essentials.compared(
            territory, analysis, links, comparable, corsica_is_one=site.edition.corsica_is_one
        ),
    }


def _wider(territory: Territory, edition: EditionContext) -> list[Territory]:
    wider = [france()] if territory.kind is not Kind.FRANCE else []
    if territory.shows_region(edition.corsica_is_one) and territory.region_code:
        wider.insert(0, region(territory.region_code))
    return wider


def _top(portrait: Portrait, direction: Direction) -> Activity | None:
    def value(activity: Activity) -> int:
        return activity.export_eur if direction == Direction.EXPORT else activity.import_eur

    best = max(portrait.activities, key=value, default=None)
    return best if best and value(best) else None


def json_ld(site: Site, territory: Territory, title: str, description: str) -> str:
    """The page as a schema.org ``Dataset``, safe inside a ``<script>``."""
    address = site.absolute(territory)
    edition = site.edition
    files = [
        ("portrait.json", "application/json"),
        ("portrait.ods", "application/vnd.oasis.opendocument.spreadsheet"),
        *((f"{kind.name}.csv", "text/csv") for kind in site.kinds),
        ("csv-metadata.json", "application/csvm+json"),
        *((f"{name}.svg", "image/svg+xml") for name in site.figures[territory]),
        *([("portrait.pdf", "application/pdf")] if territory in site.pdf_sizes else []),
    ]
    permanent = f"{site.url.rstrip('/')}/{edition_folder(edition.year)}{territory.path}/"
    content = {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "name": title,
        "description": description,
        "url": address,
        "identifier": permanent,
        "version": edition.iso_date,
        "citation": citation(title, permanent, edition, site.publisher).text,
        "includedInDataCatalog": {"@type": "DataCatalog", "name": word("partage", "site"), "url": site.url},
        "inLanguage": "fr",
        "isAccessibleForFree": True,
        "license": edition.source.licence_url,
        "creator": {"@type": "Organization", "name": edition.producer},
        **({"publisher": {"@type": "Organization", "name": site.publisher}} if site.publisher else {}),
        **({} if edition.demonstration else {"isBasedOn": edition.source.url}),
        "temporalCoverage": edition.coverage[0] if len(edition.coverage) == 1 else edition.coverage,
        "datePublished": edition.iso_date,
        "dateModified": edition.iso_date,
        "spatialCoverage": {"@type": "Place", "name": territory.name},
        "distribution": [
            {"@type": "DataDownload", "encodingFormat": kind, "contentUrl": address + name}
            for name, kind in files
        ],
    }
    return json.dumps(content, ensure_ascii=False).replace("<", "\\u003c").replace("&", "\\u0026")
