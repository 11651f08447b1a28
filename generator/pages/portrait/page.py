"""Writes a portrait's Markdown from its Jinja template."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

from markupsafe import Markup

from generator.compute import EditionData
from generator.context import EditionContext
from generator.exports.csv import table_names
from generator.figures.history import lines_of
from generator.french.formatting import block
from generator.french.words import curved, word
from generator.pages.environment import environment
from generator.pages.explore.map import locator, region_map
from generator.pages.explore.measures import members_measure
from generator.pages.links import EditionFolder, Links, around, citation
from generator.pages.portrait import essentials
from generator.pages.portrait.cards import cards, partners
from generator.pages.portrait.diversify import Diversify, diversify
from generator.pages.portrait.members import Elsewhere
from generator.pages.portrait.views import FigureViews, comparisons, flow_lines
from generator.portrait.analysis import SMALL_EXPORTS
from generator.portrait.evolution import is_comparable
from generator.portrait.model import Activity, Portrait
from generator.portrait.ranking import Axis, distinct
from generator.portrait.series import whole_years
from generator.reference.countries import country_grammar, other_members
from generator.reference.direction import Direction
from generator.reference.names import product_grammar
from generator.reference.tables import read_table
from generator.reference.territories import Kind, Territory, departements, france, region


@dataclass(frozen=True, slots=True)
class Site:
    """What the portraits of one edition share.

    ``links``: those of the edition's first page; ``editions``: it and those before it, the newest first.
    ``pdf_sizes``: bytes of the PDF beside a portrait, where there is one; ``publisher``: its name, if it is known.
    ``topics``: the paths of the products' and partners' pages, by code.
    """

    findings: EditionData
    links: Links
    editions: tuple[EditionFolder, ...] = ()
    pdf_sizes: Mapping[Territory, int] = field(default_factory=dict)
    publisher: str = ""
    topics: Mapping[Axis, Mapping[str, str]] = field(default_factory=dict)
    _tables: dict[tuple[Territory, str], Markup] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    def one_offs(self, territory: Territory, direction: str) -> list[int]:
        """The numbers of the main flows that may be a single transaction; none of an unfinished year."""
        flows = self.findings.diversifications[territory].regularity[Direction(direction)]
        is_told = self.findings.context.complete
        return [n for n, flow in enumerate(flows, start=1) if is_told and flow.may_be_one_off]

    def flows_table(self, territory: Territory, direction: str) -> Markup:
        """A territory's flows of one direction as a table: France's stands on each portrait, and is written once."""
        key = (territory, direction)
        if key not in self._tables:
            flows = self.findings.portraits[territory].flows(Direction(direction))
            lines = flow_lines(flows, self.findings.names)
            union = other_members(self.findings.context.year)
            members = [self.findings.names.short_country(code) for code in flows.countries if code in union]
            template = environment().get_template("_flux.html.j2")
            table = template.render(
                lines=lines,
                members=members,
                unit=block(flows.total_eur),
                by_product=flows.direction is Direction.EXPORT,
                one_offs=self.one_offs(territory, direction),
            )
            self._tables[key] = Markup(table)  # noqa: S704 (rendered by the escaping environment)
        return self._tables[key]


def crosses_the_break(edition: EditionContext, editions: Sequence[EditionFolder]) -> bool:
    """Whether the collection changed since the edition before; ``editions``: the page's own first."""
    earlier = [each.context.year for each in editions if each.context.year < edition.year]
    return bool(earlier) and not is_comparable(max(earlier), edition.year)


def portrait_page(site: Site, portrait: Portrait) -> str:
    """The Markdown of one portrait."""
    territory, found = portrait.territory, site.findings
    parent = region(territory.region_code) if territory.region_code else None
    wider = _wider(territory)
    links = site.links.at(territory.path)
    views = FigureViews(territory, links, found.context, found.figures, site.publisher)
    template = environment().get_template("portrait.md.j2")
    return template.render(
        portrait=portrait,
        region=parent,
        france=france(),
        members_count=sum(d.region_code == territory.code for d in departements()),
        members=[d for d in departements() if d.region_code == territory.code and d in found.pages]
        if territory.kind is Kind.REGION
        else [],
        place=territory.shown.name,
        g=territory.shown.grammar,
        eur=block(portrait.totals.export_eur, portrait.totals.import_eur),
        is_corsica=territory.is_corsica,
        is_paris=territory.key in ("75", "region-11"),
        published_national=_published_national(found.context.year),
        crosses_break=crosses_the_break(found.context, site.editions),
        years=whole_years(portrait.series),
        edition=found.context,
        names=found.names,
        views=views,
        flows_table=site.flows_table,
        one_offs=site.one_offs,
        comparisons=comparisons(found.portraits, wider),
        top_import=_top(portrait, Direction.IMPORT),
        top_export=_top(portrait, Direction.EXPORT),
        root_md="../" * (links.folder + territory.path).count("/"),
        folder=links.folder,
        locator=locator([territory]),
        map=_members_map(found, territory, links),
        editions=links.editions(territory.path, site.editions),
        newest=None if links.is_newest else links.page(territory.path),
        evolved=found.evolutions.get(territory),
        href=links.portrait_or_home,
        jsonld=partial(json_ld, site, territory),
        address=links.absolute(territory.path),
        pdf_size=site.pdf_sizes.get(territory),
        sheet=links.sheet(territory.path),
        own_files=links.own_files(territory.path),
        cards=cards(territory, portrait.series, found.analyses),
        partners=partners(portrait, found.scopes[territory].cells),
        tables=table_names(found.inputs[territory]),
        diversify=diversified(site, portrait, links),
        history_lines={d.value: lines_of(found.diversifications[territory].history, d) for d in Direction},
        **_analysis(found, territory, links),
    )


def diversified(site: Site, portrait: Portrait, links: Links) -> Diversify:
    """What a territory can do next, as its page and its sheet tell it; ``links``: those of the page."""
    found, territory = site.findings, portrait.territory
    analysis = found.analyses[territory]

    def topic(axis: Axis, code: str) -> str | None:
        path = site.topics.get(axis, {}).get(code)
        return links.page(path) if path else None

    return diversify(
        portrait,
        found.diversifications[territory],
        analysis.sourcing,
        Elsewhere(links.portrait, topic, found.rankings[Axis.PRODUCT]),
        block(portrait.totals.export_eur, portrait.totals.import_eur),
        is_complete=found.context.complete,
        is_small=analysis.is_small and territory.kind is not Kind.FRANCE,
    )


def _analysis(found: EditionData, territory: Territory, links: Links) -> dict[str, object]:
    analysis = found.analyses[territory]
    # Only the newest edition's territories are compared.
    comparable = found.figures if links.is_newest else ()
    return {
        "analysis": analysis,
        "around": around(territory, links),
        "national": found.analyses[france()],
        "nation": found.portraits[france()],
        "union_members": other_members(found.context.year),
        "is_small": analysis.is_small and territory.kind is not Kind.FRANCE,
        "small_millions": SMALL_EXPORTS // 10**6,
        "forms": lambda code: country_grammar(code, found.names.short_country(code)),
        "goods": lambda code: product_grammar(code, found.names.short_product(code)),
        "duties": essentials.duties(analysis),
        "exposure_href": links.exposure(territory, analysis.exposure.market),
        "duty_href": links.duty(territory, analysis.outside[0].market),
        "similar": essentials.similar(territory, analysis, links, comparable),
        "compare_any": links.compare(territory),
        "compared": essentials.compared(territory, analysis, links, comparable),
    }


def _members_map(found: EditionData, territory: Territory, links: Links) -> Markup:
    """A région's départements; nothing where there is one, or the customs count its two as one."""
    units = distinct(d for d in departements() if d.region_code == territory.code)
    if territory.kind is not Kind.REGION or len(units) < 2:
        return Markup()
    return region_map(members_measure(found, territory, found.evolutions), links, found.context)


def _published_national(year: int) -> dict[str, str] | None:
    """The national totals that the customs published for a year, in billions as they are written."""
    for row in read_table("totaux_nationaux.csv"):
        if row["edition"] == str(year):
            return {d.value: row[f"{d.value}_md"].replace(".", ",") for d in Direction}
    return None


def _wider(territory: Territory) -> list[Territory]:
    wider = [france()] if territory.kind is not Kind.FRANCE else []
    if territory.shows_region and territory.region_code:
        wider.insert(0, region(territory.region_code))
    return wider


def _top(portrait: Portrait, direction: Direction) -> Activity | None:
    def value(activity: Activity) -> int:
        return activity.export_eur if direction == Direction.EXPORT else activity.import_eur

    best = max(portrait.activities, key=value, default=None)
    return best if best and value(best) else None


def json_ld(site: Site, territory: Territory, title: str, description: str) -> str:
    """The page as a schema.org ``Dataset``, safe inside a ``<script>``; the newest edition's tells its files too."""
    address = site.links.absolute(territory.path)
    edition = site.findings.context
    # as in the head of the page
    title, description = map(curved, (title, description))
    permanent = site.links.permanent(territory.path, edition.year)
    content = {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "name": title,
        "description": description,
        "url": address,
        "identifier": permanent,
        "version": edition.iso_date,
        "citation": citation(title, permanent, edition, site.publisher).text,
        "includedInDataCatalog": {
            "@type": "DataCatalog",
            "name": word("partage", "site"),
            "url": site.links.url,
        },
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
        # the catalogue lists the files of earlier editions, whose pages are many
        **({"distribution": _distribution(site, territory, address)} if site.links.is_newest else {}),
    }
    return json.dumps(content, ensure_ascii=False).replace("<", "\\u003c").replace("&", "\\u0026")


def _distribution(site: Site, territory: Territory, address: str) -> list[dict[str, str]]:
    found = site.findings
    files = [
        ("portrait.json", "application/json"),
        ("portrait.ods", "application/vnd.oasis.opendocument.spreadsheet"),
        ("portrait.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        *((f"{name}.csv", "text/csv") for name in table_names(found.inputs[territory])),
        ("csv-metadata.json", "application/csvm+json"),
        *((f"{name}.svg", "image/svg+xml") for name in found.figures[territory]),
        *([("portrait.pdf", "application/pdf")] if territory in site.pdf_sizes else []),
    ]
    return [
        {"@type": "DataDownload", "encodingFormat": kind, "contentUrl": address + name}
        for name, kind in files
    ]
