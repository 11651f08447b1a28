"""The pages « Exposition » and « Ce qu'un droit toucherait » as they are before a choice, and without JavaScript."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from markupsafe import Markup

from generator.compute import EditionData
from generator.french.formatting import column_share
from generator.french.templates import escaped
from generator.french.words import word
from generator.pages.environment import bar_width
from generator.pages.explore.lists import TopRow, ranked_territories, ranking_head
from generator.pages.explore.map import Measure, departement_map
from generator.pages.explore.measures import share_shades
from generator.pages.links import Links
from generator.portrait.analysis import SMALL_EXPORTS
from generator.portrait.exposure import EXAMPLE_RATE, FIRST_MARKET, Exposure, duty_eur, exposures
from generator.reference.direction import Direction
from generator.reference.names import Names
from generator.reference.territories import Territory, departements_among, france


@dataclass(frozen=True, slots=True)
class MarketRow:
    """A département's exports to the market, out of all its exports, and the duty on them, in euros.

    ``codes``, ``link``: as in ``RankedTerritory``. ``rank``: by share, ``None`` without exports to the market and where
    total exports are too small to rank. ``bar``: the share in percent of the largest one. ``products``: the first ones.
    """

    codes: str
    link: Markup
    rank: int | None
    bar: int
    value_eur: int
    total_eur: int
    duty_eur: int
    products: Markup


def duty_page(data: EditionData, links: Links) -> dict[str, object]:
    """France's exports to the first market, and each département's, by share, ties by name."""
    names, whole = data.names, data.analyses[france()].exposure
    found = {t: data.analyses[t].exposure for t in departements_among(data.analyses)}
    found = dict(sorted(found.items(), key=lambda each: (-each[1].share, each[0].name)))
    here = links.at("droits-de-douane")
    rows = _rows(found, names, here)
    return {
        "rate": EXAMPLE_RATE,
        "market": FIRST_MARKET,
        "subject": escaped(names.country_forms(FIRST_MARKET).subject),
        "base": whole.value_eur,
        "total": whole.total_eur,
        "duty": duty_eur(whole.value_eur, EXAMPLE_RATE),
        "products": _products(whole, names),
        "rows": rows,
        "small": SMALL_EXPORTS,
        "head": _head("droits", rows, word("carte", "titre_droits"), found, data, here),
    }


def exposure_page(data: EditionData, links: Links) -> dict[str, object]:
    """France's exports to the first market of the choice, and each département's; ``{}`` if France exports nothing."""
    exposed, names = data.market_exposures[Direction.EXPORT], data.names
    if not exposed:
        return {}
    market, found = next(iter(exposed.items()))
    national = exposures({france(): data.scopes[france()]}, market)[france()]
    here = links.at("exposition")
    subject = names.country_forms(market).subject
    rows = _rows(found, names, here)
    title = word("carte", "titre_exposition", market=subject)
    return {
        "head": _head("exposition", rows, title, found, data, here),
        "small": SMALL_EXPORTS,
        "market": escaped(market),
        "part": float(national.share),
        "name": escaped(names.short_country(market)),
        "subject": escaped(subject),
        "national": national,
        "national_products": [
            (escaped(names.short_product(code)), value) for code, value in national.products
        ],
        "rows": rows,
    }


def _rows(found: Mapping[Territory, Exposure], names: Names, links: Links) -> list[MarketRow]:
    ranked = ranked_territories(found, links)
    largest = max((found[t].share for t in ranked), default=Fraction(1))
    return [
        MarketRow(
            codes=" ".join(row.codes),
            link=row.link,
            rank=e.standing.rank if e.standing and e.total_eur >= SMALL_EXPORTS else None,
            bar=bar_width(e.share, largest),
            value_eur=e.value_eur,
            total_eur=e.total_eur,
            duty_eur=duty_eur(e.value_eur, EXAMPLE_RATE),
            products=_products(e, names),
        )
        for t, e in found.items()
        if (row := ranked.get(t))
    ]


def _head(
    key: str,
    rows: Iterable[MarketRow],
    title: str,
    found: Mapping[Territory, Exposure],
    data: EditionData,
    links: Links,
) -> Markup:
    """The map of the shares, and the first rows. ``found`` may lack départements without exports to the market."""
    totals = {t: data.scopes[t].totals.export_eur for t in departements_among(data.scopes)}
    shares = {t: (found[t].value_eur if t in found else 0, total) for t, total in totals.items()}
    ranks = {t: e.standing for t, e in found.items() if e.total_eur >= SMALL_EXPORTS}
    measure = Measure("market", "export", title, share_shades(shares, ranks))
    top = (
        TopRow(row.rank, row.link, row.bar, column_share(row.value_eur, row.total_eur, 1) or "")
        for row in rows
        if row.rank
    )
    return ranking_head(
        word("classement", key),
        top,
        data.context,
        table=f"tableau-{key}",
        map_=departement_map([measure], links, data.context),
    )


def _products(exposure: Exposure, names: Names) -> Markup:
    return Markup(" ; ").join(escaped(names.short_product(code)) for code, _ in exposure.products)
