"""The Markdown page of a portrait: what its template is given, and its structured data (JSON-LD)."""

import json
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Final

from markupsafe import Markup

from generator.compute import EditionData
from generator.context import EditionContext
from generator.exports.dcat import MEDIA
from generator.exports.tables import table_names
from generator.figures.flows.model import Content, flows_content
from generator.figures.kind import FigureInput
from generator.french.formatting import Unit, unit_for
from generator.french.words import curly_apostrophes, no_break_spaces, word
from generator.pages.environment import render
from generator.pages.explore.map import departement_map, exports_measure, locator
from generator.pages.explore.topic import Topic
from generator.pages.links import Links, citation
from generator.pages.portrait.cards import Card, cards
from generator.pages.portrait.diversify import Diversify, diversify
from generator.pages.portrait.views import FigureViews
from generator.portrait.analysis import Analysis
from generator.portrait.evolution import Evolution, is_comparable
from generator.portrait.exposure import EXAMPLE_RATE, Exposure, duty_eur
from generator.portrait.model import PartnerBalance, Portrait, Totals
from generator.portrait.ranking import FIRST, LEADING, Axis, CodeValue, distinct, largest
from generator.portrait.series import whole_years
from generator.portrait.specialisation import Similar
from generator.portrait.trade import Scope
from generator.reference.countries import other_eu_members
from generator.reference.direction import Direction
from generator.reference.geography import neighbours, siblings
from generator.reference.names import Names
from generator.reference.tables import read_table
from generator.reference.territories import Kind, Territory, departements_of, france

SIMILAR_TO_SMALL: Final = 600_000_000
"""The overlap of exports, in billionths, from which others are called similar to a small territory."""
SIMILAR: Final = 10_000_000
"""The same for any other territory: a hundredth."""


@dataclass(frozen=True, slots=True)
class EditionSite:
    """What the portraits of one edition share.

    ``links``: those of the edition's index page. ``pdf_sizes``: the bytes of each portrait's PDF. ``publisher``: its
    name, ``""`` if unknown. ``topics``: the products and partners with a page, by code.
    """

    data: EditionData
    links: Links
    pdf_sizes: Mapping[Territory, int] = field(default_factory=dict)
    publisher: str = ""
    topics: Mapping[Axis, Mapping[str, Topic]] = field(default_factory=dict)


@dataclass(frozen=True)
class TerritoryView:
    """What the templates of a portrait and of its sheet are both given.

    ``portrait``, ``analysis``: the territory's. ``is_small``: whether ranks and shares are omitted. ``eur``: writes the
    page's amounts.
    """

    portrait: Portrait
    analysis: Analysis
    france: Portrait
    france_analysis: Analysis
    is_small: bool
    edition: EditionContext
    names: Names
    links: Links
    eur: Unit
    evolution: Evolution | None
    diversify: Diversify


def territory_view(site: EditionSite, portrait: Portrait) -> TerritoryView:
    """What a portrait and its sheet show of a territory."""
    territory, data = portrait.territory, site.data
    return TerritoryView(
        portrait=portrait,
        analysis=data.analyses[territory],
        france=data.portraits[france()],
        france_analysis=data.analyses[france()],
        is_small=data.analyses[territory].is_small,
        edition=data.context,
        names=data.names,
        links=site.links.at(territory.path),
        eur=unit_for(portrait.totals.export_eur, portrait.totals.import_eur),
        evolution=data.evolutions.get(territory),
        diversify=diversify(data, territory),
    )


@dataclass(frozen=True)
class PortraitPage(TerritoryView):
    """What the template of a portrait is given.

    ``siblings``: the départements before and after it in its région. ``members``: the départements of a région that
    have a page. ``is_both``: whether it is both a département and a région. ``comparisons``: the wider territories
    shown beside it. ``contents``: what its flow figures and theirs show. ``crosses_break``: whether the collection
    changed since the edition before. ``years``: the totals of whole years. ``published_national``: the customs'
    national totals in billions, as text. ``duties``: each exposure with the example duty on it. ``comparison``: the
    territory suggested among the ``comparable`` ones. ``topics``: products and partners with a page, by code.
    ``jsonld``: makes the structured data from the page's title and description.
    """

    members: Sequence[Territory]
    is_both: bool
    editions: Sequence[EditionContext]
    crosses_break: bool
    years: Mapping[int, Totals]
    published_national: Mapping[str, str] | None
    eu_members: Collection[str]
    neighbours: Sequence[Territory]
    siblings: tuple[Territory | None, Territory | None]
    locator: Markup
    map: Markup
    views: FigureViews
    publisher: str
    comparisons: Sequence[Portrait]
    contents: Mapping[Territory, Mapping[Direction, Content]]
    cards: Sequence[Card]
    partners: Mapping[PartnerBalance, Mapping[Direction, Sequence[CodeValue]]]
    duties: Sequence[tuple[Exposure, int]]
    similar: Sequence[Similar]
    comparable: Collection[Territory]
    comparison: Territory | None
    topics: Mapping[Axis, Mapping[str, Topic]]
    tables: Sequence[str]
    pdf_size: int | None
    jsonld: Callable[[str, str], str]


def portrait_page(site: EditionSite, portrait: Portrait) -> str:
    """The Markdown of a portrait."""
    territory, data, shared = portrait.territory, site.data, territory_view(site, portrait)
    links, analysis, edition = shared.links, shared.analysis, data.context
    own = departements_of(territory.code) if territory.kind is Kind.REGION else []
    wider = _wider(territory)
    # only the newest edition's territories are compared
    comparable = data.figures if links.is_newest else ()
    most_similar = [each.territory for each in analysis.similar[:1]]
    similar_from = SIMILAR_TO_SMALL if analysis.is_small else SIMILAR
    view = PortraitPage(
        **vars(shared),
        members=[d for d in own if d in data.pages],
        is_both=territory.is_overseas_departement or len(own) == 1,
        editions=data.contexts,
        crosses_break=any(not is_comparable(each.year, edition.year) for each in data.contexts[1:2]),
        years=whole_years(portrait.series),
        published_national=_published_national(edition.year),
        eu_members=other_eu_members(edition.year),
        neighbours=neighbours(territory),
        siblings=siblings(territory),
        locator=locator([territory]),
        map=_members_map(data, territory, links),
        views=FigureViews(territory, links, edition, data.figures),
        publisher=site.publisher,
        comparisons=[data.portraits[t] for t in wider],
        contents={t: _flow_contents(data.inputs[t]) for t in (territory, *wider)},
        cards=cards(territory, portrait.series, data.analyses),
        partners=_partners(portrait, data.scopes[territory]),
        duties=[(each, duty_eur(each.value_eur, EXAMPLE_RATE)) for each in analysis.outside],
        similar=[each for each in analysis.similar if each.overlap >= similar_from],
        comparable=comparable,
        comparison=next((t for t in (*wider[:-1], *most_similar, *wider[-1:]) if t in comparable), None),
        topics=site.topics,
        tables=table_names(data.inputs[territory]),
        pdf_size=site.pdf_sizes.get(territory),
        jsonld=partial(_json_ld, site, territory),
    )
    return render("portrait.md.j2", **vars(view))


def _flow_contents(given: FigureInput) -> dict[Direction, Content]:
    return {d: flows_content(given.portrait.flows[d], given.names, given.one_offs(d)) for d in Direction}


def _partners(portrait: Portrait, scope: Scope) -> dict[PartnerBalance, dict[Direction, tuple[CodeValue, ...]]]:
    """The first partners of both directions together, with their largest products in each."""
    products = scope.products_by_country
    return {
        row: {d: largest(products[d].get(row.country_code, {}), LEADING) for d in Direction}
        for row in portrait.balance[:FIRST]
    }


def _members_map(data: EditionData, territory: Territory, links: Links) -> Markup:
    """The map of a région's départements; empty if the région is a single customs unit."""
    if territory.kind is not Kind.REGION or len(distinct(departements_of(territory.code))) < 2:
        return Markup()
    return departement_map([exports_measure(data, territory)], links, data.context)


def _published_national(year: int) -> dict[str, str] | None:
    """The national totals published by the customs for a year, in billions, as French text."""
    for row in read_table("totaux_nationaux.csv"):
        if row["edition"] == str(year):
            return {d.value: row[f"{d.value}_md"].replace(".", ",") for d in Direction}
    return None


def _wider(territory: Territory) -> list[Territory]:
    """The territories whose figures a page also shows: the région, if it differs, and France."""
    own = [territory.own_region] if territory.shows_region and territory.own_region else []
    return [*own, france()] if territory.kind is not Kind.FRANCE else []


def _json_ld(site: EditionSite, territory: Territory, title: str, description: str) -> str:
    """The page as a schema.org ``Dataset``, safe inside a ``<script>``. The newest edition's also lists the files."""
    address = site.links.absolute(territory.path)
    edition = site.data.context
    # as in the page's head
    title, description = (no_break_spaces(curly_apostrophes(text)) for text in (title, description))
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
        "includedInDataCatalog": {"@type": "DataCatalog", "name": word("partage", "site"), "url": site.links.url},
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
        # earlier editions have many pages, and the catalogue lists their files
        **({"distribution": _distribution(site, territory, address)} if site.links.is_newest else {}),
    }
    return json.dumps(content, ensure_ascii=False).replace("<", "\\u003c").replace("&", "\\u0026")


def _distribution(site: EditionSite, territory: Territory, address: str) -> list[dict[str, str]]:
    data = site.data
    files = [
        *((f"portrait{ending}", MEDIA[ending][0]) for ending in (".json", ".ods", ".xlsx")),
        *((f"{name}.csv", MEDIA[".csv"][0]) for name in table_names(data.inputs[territory])),
        ("csv-metadata.json", "application/csvm+json"),
        *([("portrait.pdf", MEDIA[".pdf"][0])] if territory in site.pdf_sizes else []),
    ]
    return [{"@type": "DataDownload", "encodingFormat": kind, "contentUrl": address + name} for name, kind in files]
