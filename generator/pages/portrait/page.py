"""Writes a portrait's Markdown from its Jinja template."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Final

from markupsafe import Markup

from generator.compute import EditionData
from generator.context import EditionContext
from generator.exports.dcat import MEDIA
from generator.exports.portrait_tables import table_names
from generator.figures.flows.content import Content, flows_content
from generator.figures.kind import Evolved, FigureInput
from generator.french.formatting import Unit, unit_for
from generator.french.words import curly_apostrophes, word
from generator.pages.environment import render
from generator.pages.explore.map import departement_map, locator
from generator.pages.explore.measures import members_measure
from generator.pages.links import EditionFolder, Links, citation
from generator.pages.portrait.cards import Card, Partners, cards, partners
from generator.pages.portrait.diversify import Diversify, diversify, is_small
from generator.pages.portrait.views import FigureViews
from generator.portrait.analysis import Analysis
from generator.portrait.evolution import is_comparable
from generator.portrait.exposure import EXAMPLE_RATE, Exposure, duty_eur
from generator.portrait.model import Portrait, Totals
from generator.portrait.ranking import Axis, distinct
from generator.portrait.series import whole_years
from generator.portrait.specialisation import Similar
from generator.reference.countries import other_eu_members
from generator.reference.direction import Direction
from generator.reference.geography import neighbours, siblings
from generator.reference.names import Names
from generator.reference.tables import read_table
from generator.reference.territories import Kind, Territory, departements_of, france

NEAR: Final = 600_000_000
"""Of the exports of a small territory, the overlap in billionths from which others are called similar."""
SOME: Final = 10_000_000
"""Of those of any other: a hundredth."""


@dataclass(frozen=True, slots=True)
class Site:
    """What the portraits of one edition share.

    ``links``: those of the edition's first page; ``editions``: it and those before it, the newest first.
    ``pdf_sizes``: bytes of the PDF beside a portrait, where there is one; ``publisher``: its name, if it is known.
    ``topics``: the paths of the products' and partners' pages, by code.
    """

    data: EditionData
    links: Links
    editions: tuple[EditionFolder, ...] = ()
    pdf_sizes: Mapping[Territory, int] = field(default_factory=dict)
    publisher: str = ""
    topics: Mapping[Axis, Mapping[str, str]] = field(default_factory=dict)


@dataclass(frozen=True)
class TerritoryView:
    """What the templates of a portrait and of its sheet are both given.

    ``portrait`` and ``analysis`` are the territory's, ``nation`` and ``national`` France's. ``region``: the région of a
    département. ``is_small``: whether ranks and shares are omitted. ``eur``: writes the page's amounts.
    """

    portrait: Portrait
    analysis: Analysis
    nation: Portrait
    national: Analysis
    region: Territory | None
    is_small: bool
    edition: EditionContext
    names: Names
    links: Links
    eur: Unit
    evolved: Evolved | None
    diversify: Diversify


def territory_view(site: Site, portrait: Portrait) -> TerritoryView:
    """What a portrait and its sheet show of a territory."""
    territory, data = portrait.territory, site.data
    return TerritoryView(
        portrait=portrait,
        analysis=data.analyses[territory],
        nation=data.portraits[france()],
        national=data.analyses[france()],
        region=territory.own_region,
        is_small=is_small(data.analyses[territory], territory),
        edition=data.context,
        names=data.names,
        links=site.links.at(territory.path),
        eur=unit_for(portrait.totals.export_eur, portrait.totals.import_eur),
        evolved=data.evolutions.get(territory),
        diversify=diversify(data, territory),
    )


@dataclass(frozen=True)
class PortraitPage(TerritoryView):
    """What the template of a portrait is given.

    ``siblings``: the départements before and after it in its région. ``members``: the départements of a région that
    have a page. ``is_both``: whether it is both a département and a région. ``comparisons``: the wider territories
    shown beside it. ``contents``: what its flow figures and theirs show. ``crosses_break``: whether the collection
    changed since the edition before. ``years``: the totals of whole years. ``published_national``: the customs'
    national totals in billions, as text. ``topics``: the paths of product and partner pages, by code. ``duties``: each
    exposure with the example duty on it. ``comparable``: the territories that can be compared. ``jsonld``: makes the
    structured data from the page's title and description.
    """

    members: Sequence[Territory]
    is_both: bool
    editions: Sequence[EditionFolder]
    crosses_break: bool
    years: Mapping[int, Totals]
    published_national: Mapping[str, str] | None
    union_members: Collection[str]
    neighbours: Sequence[Territory]
    siblings: tuple[Territory | None, Territory | None]
    locator: Markup
    map: Markup
    views: FigureViews
    comparisons: Sequence[Portrait]
    contents: Mapping[Territory, Mapping[Direction, Content]]
    cards: Sequence[Card]
    partners: Partners
    duties: Sequence[tuple[Exposure, int]]
    similar: Sequence[Similar]
    comparable: Collection[Territory]
    comparison: Territory | None
    topics: Mapping[Axis, Mapping[str, str]]
    tables: Sequence[str]
    pdf_size: int | None
    jsonld: Callable[[str, str], str]


def portrait_page(site: Site, portrait: Portrait) -> str:
    """The Markdown of a portrait."""
    territory, data, shared = portrait.territory, site.data, territory_view(site, portrait)
    links, analysis, edition = shared.links, shared.analysis, data.context
    own = departements_of(territory.code) if territory.kind is Kind.REGION else []
    # only the newest edition's territories are compared
    comparable = data.figures if links.is_newest else ()
    view = PortraitPage(
        **vars(shared),
        members=[d for d in own if d in data.pages],
        is_both=territory.is_overseas_departement or len(own) == 1,
        editions=site.editions,
        crosses_break=any(not is_comparable(each.context.year, edition.year) for each in site.editions[1:2]),
        years=whole_years(portrait.series),
        published_national=_published_national(edition.year),
        union_members=other_eu_members(edition.year),
        neighbours=neighbours(territory),
        siblings=siblings(territory),
        locator=locator([territory]),
        map=_members_map(data, territory, links),
        views=FigureViews(territory, links, edition, data.figures, site.publisher),
        comparisons=[data.portraits[wider] for wider in _wider(territory)],
        contents={t: _flow_contents(data.inputs[t]) for t in (territory, *_wider(territory))},
        cards=cards(territory, portrait.series, data.analyses),
        partners=partners(portrait, data.scopes[territory]),
        duties=[(each, duty_eur(each.value_eur, EXAMPLE_RATE)) for each in analysis.outside],
        similar=[each for each in analysis.similar if each.overlap >= (NEAR if analysis.is_small else SOME)],
        comparable=comparable,
        comparison=_first_comparison(territory, analysis, comparable),
        topics=site.topics,
        tables=table_names(data.inputs[territory]),
        pdf_size=site.pdf_sizes.get(territory),
        jsonld=partial(json_ld, site, territory),
    )
    return render("portrait.md.j2", vars(view))


def _first_comparison(
    territory: Territory, analysis: Analysis, comparable: Collection[Territory]
) -> Territory | None:
    """What a portrait offers to be compared with: its région, the most similar territory, or France."""
    wider = _wider(territory)
    offered = [*wider[:-1], *(each.territory for each in analysis.similar[:1]), *wider[-1:]]
    return next((other for other in offered if other in comparable), None)


def _flow_contents(given: FigureInput) -> dict[Direction, Content]:
    """What a territory's two flows figures say."""
    return {d: flows_content(given.portrait.flows(d), given.names, given.one_offs(d)) for d in Direction}


def _members_map(data: EditionData, territory: Territory, links: Links) -> Markup:
    """A région's départements; nothing where there is one, or the customs count its two as one."""
    if territory.kind is not Kind.REGION or len(distinct(departements_of(territory.code))) < 2:
        return Markup()
    return departement_map([members_measure(data, territory)], links, data.context)


def _published_national(year: int) -> dict[str, str] | None:
    """The national totals that the customs published for a year, in billions as they are written."""
    for row in read_table("totaux_nationaux.csv"):
        if row["edition"] == str(year):
            return {d.value: row[f"{d.value}_md"].replace(".", ",") for d in Direction}
    return None


def _wider(territory: Territory) -> list[Territory]:
    """The région whose figures a page shows, if any, and France but on its own page."""
    own = [territory.own_region] if territory.shows_region and territory.own_region else []
    return [*own, france()] if territory.kind is not Kind.FRANCE else []


def json_ld(site: Site, territory: Territory, title: str, description: str) -> str:
    """The page as a schema.org ``Dataset``, safe inside a ``<script>``; the newest edition's lists its files too."""
    address = site.links.absolute(territory.path)
    edition = site.data.context
    # as in the head of the page
    title, description = map(curly_apostrophes, (title, description))
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
    data = site.data
    files = [
        *((f"portrait{ending}", MEDIA[ending][0]) for ending in (".json", ".ods", ".xlsx")),
        *((f"{name}.csv", MEDIA[".csv"][0]) for name in table_names(data.inputs[territory])),
        ("csv-metadata.json", "application/csvm+json"),
        *((f"{name}.svg", "image/svg+xml") for name in data.figures[territory]),
        *([("portrait.pdf", MEDIA[".pdf"][0])] if territory in site.pdf_sizes else []),
    ]
    return [
        {"@type": "DataDownload", "encodingFormat": kind, "contentUrl": address + name}
        for name, kind in files
    ]
