"""The other pages of an edition: home page, list of an earlier edition's portraits, data quality, revisions."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Final

from markupsafe import Markup

from generator.compute import EditionData
from generator.customs.check import check_trade
from generator.exports.published import Republication
from generator.french.formatting import BILLIONS, unit_for
from generator.french.words import long_date
from generator.pages.environment import render
from generator.pages.explore.map import departement_map, home_measures
from generator.pages.explore.topic import ExploreData
from generator.pages.links import Links
from generator.pages.portrait.cards import cards
from generator.portrait.analysis import SMALL_EXPORTS
from generator.portrait.ranking import Axis, distinct
from generator.portrait.trade import Scope
from generator.reference.direction import Direction
from generator.reference.names import BOOKED_TO_PARIS, Names
from generator.reference.territories import (
    Territory,
    departements,
    departements_among,
    departements_of,
    france,
    regions_by_name,
)

_NO_FINDINGS: Final = BOOKED_TO_PARIS | {"D35B"}
"""Gas and electricity, whose place of trade is a convention: no finding about a département."""
SOLD_TO, BOUGHT_FROM = "US", "CN"
"""The partners whose most exposed département is named."""
_REVISIONS_SHOWN: Final = 30


@dataclass(frozen=True, slots=True)
class Finding:
    """A finding of the home page about a département, in euros. ``kind`` selects the sentence.

    ``whole_eur``: the total that the value is a share of, 0 where the sentence gives an amount. ``subject``: the
    product or the country, untrusted.
    """

    kind: str
    territory: Territory
    value_eur: int
    whole_eur: int = 0
    subject: str = ""


def home_page(explore: ExploreData, links: Links) -> str:
    """The Markdown of the home page. ``links``: its own."""
    data = explore.data
    totals = data.portraits[france()].totals
    largest = max(totals.export_eur, totals.import_eur)
    measures = home_measures(data)
    return render(
        "home.md.j2",
        edition=data.context,
        france=data.portraits[france()],
        map=departement_map(measures, links, data.context),
        measures=measures,
        cards=cards(france(), data.portraits[france()].series, data.analyses),
        places=departements(),
        findings=list(home_findings(data.scopes, data.names)),
        bars={
            "products": _bars(explore, links, Axis.PRODUCT, Direction.EXPORT),
            "clients": _bars(explore, links, Axis.COUNTRY, Direction.EXPORT),
            "suppliers": _bars(explore, links, Axis.COUNTRY, Direction.IMPORT),
        },
        # one unit for all amounts, so that they can be compared
        unit=BILLIONS if largest >= 10 * 10**9 else unit_for(largest),
        counts={axis: len(topics) for axis, topics in explore.topics.items()},
        groups=_by_region(data),
        links=links,
        portraits_count=len(data.pages),
    )


def _bars(explore: ExploreData, links: Links, axis: Axis, direction: Direction) -> list[tuple[str, int, str | None]]:
    """France's leading products or partners: name, euros, link to its page if it has one."""
    names, topics = axis.names_in(explore.data.names), explore.topics[axis]
    return [
        (names.short(code), value, links.page(topics[code].path) if code in topics else None)
        for code, value in explore.data.analyses[france()].leading[axis][direction]
    ]


def home_findings(scopes: Mapping[Territory, Scope], names: Names) -> Iterator[Finding]:
    """The findings, at most four: the département with the largest value of each measure, ties by code.

    Only départements that trade at least ``SMALL_EXPORTS`` in the direction count, and products that they export for
    as much; Corsica published as one counts once. The page states the rule.
    """
    units = distinct(departements_among(scopes))
    sold = {t: scopes[t] for t in units if scopes[t].totals.export_eur >= SMALL_EXPORTS}
    bought = {t: scopes[t] for t in units if scopes[t].totals.import_eur >= SMALL_EXPORTS}
    national = scopes[france()].products[Direction.EXPORT]
    shares = {
        (t, code): (value, national[code])
        for t, scope in sold.items()
        for code, value in scope.products[Direction.EXPORT].items()
        if value >= SMALL_EXPORTS and code not in _NO_FINDINGS
    }
    if shares:
        (territory, code), (value, whole) = max(shares.items(), key=lambda each: Fraction(*each[1]))
        yield Finding("product", territory, value, whole, names.products.short(code))
    for kind, peers, direction, market in (
        ("sold_to", sold, Direction.EXPORT, SOLD_TO),
        ("bought_from", bought, Direction.IMPORT, BOUGHT_FROM),
    ):
        parts = {t: (s.countries[direction][market], s.totals.of(direction)) for t, s in peers.items()}
        if any(value for value, _ in parts.values()):
            territory, (value, whole) = max(parts.items(), key=lambda each: Fraction(*each[1]))
            forms = names.countries.forms(market)
            yield Finding(kind, territory, value, whole, forms.inside if kind == "sold_to" else forms.of)
    surpluses = {t: scope.totals.balance_eur for t, scope in sold.items() if scope.totals.balance_eur > 0}
    if surpluses:
        territory, value = max(surpluses.items(), key=lambda each: each[1])
        yield Finding("surplus", territory, value)


def earlier_edition_page(data: EditionData, links: Links) -> str:
    """The Markdown of an earlier edition's index page. ``links``: those of the edition."""
    whole = data.portraits[france()]
    return render(
        "edition.md.j2",
        edition=data.context,
        france=whole,
        unit=unit_for(whole.totals.export_eur, whole.totals.import_eur),
        groups=_by_region(data),
        # the page is in the edition's folder
        links=replace(links, folder=""),
    )


def _by_region(data: EditionData) -> list[tuple[Territory, list[Territory]]]:
    """The régions by name, each with its départements that have a portrait; those without any are left out."""
    groups = [(r, [d for d in departements_of(r.code) if d in data.pages]) for r in regions_by_name()]
    return [(region, members) for region, members in groups if members]


def quality_page(data: EditionData, folder: str) -> str:
    """The Markdown of « Qualité des données ». ``folder``: the edition's under the site's root."""
    report = data.report(check_trade(data.trade, keys=False))
    return render(
        "qualite.md.j2",
        edition=data.context,
        # the report's own template puts what comes from files in code spans
        report=Markup(report),  # noqa: S704
        root_md="../" * folder.count("/"),
        republished=[again.year for again in data.republished],
        revised=data.revisions(),
        shown=_REVISIONS_SHOWN,
    )


def revisions_page(republications: Sequence[Republication]) -> str:
    """The Markdown of « Révisions », the last republication first."""
    return render("revisions.md.j2", republications=republications[::-1], long_date=long_date)
