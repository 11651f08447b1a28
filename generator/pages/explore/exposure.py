"""The pages « Exposition » and « Ce qu'un droit toucherait »: what they show before any choice, without JavaScript."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from markupsafe import Markup

from generator.compute import EditionData
from generator.french.formatting import column_share
from generator.french.templates import escaped
from generator.french.words import word
from generator.pages.environment import hundredths, linked
from generator.pages.explore.map import Measure, departement_map
from generator.pages.explore.measures import share_shades
from generator.pages.explore.ranking import Leader, named_once, ranking_head
from generator.pages.links import Links
from generator.portrait.analysis import SMALL_EXPORTS
from generator.portrait.exposure import EXAMPLE_RATE, FIRST_MARKET, Exposure, duty_eur, exposures
from generator.reference.direction import Direction
from generator.reference.names import Names
from generator.reference.territories import Territory, departements_among, france


@dataclass(frozen=True, slots=True)
class MarketRow:
    """A département's line: its exports to the market, out of all its exports, and the duty on them, in euros.

    ``rank``: by share, ``None`` without exports to the market and where all exports are too small to be ranked;
    ``bar``: the share in hundredths of the largest one. ``products``: the first, escaped.
    """

    rank: int | None
    codes: str
    name: str
    href: str | None
    bar: int
    value_eur: int
    total_eur: int
    duty_eur: int
    products: Markup

    @property
    def linked(self) -> Markup:
        """Its name, as a link if it has a page."""
        return linked(self.name, self.href)


def duty_page(data: EditionData, links: Links) -> dict[str, object]:
    """France's exports to the first market, and those of each département, by share, ties by name."""
    names, scopes = data.names, data.scopes
    found = exposures({t: scopes[t] for t in departements_among(scopes)}, FIRST_MARKET)
    whole = exposures({france(): scopes[france()]}, FIRST_MARKET)[france()]
    here = links.at("droits-de-douane")
    rows = _rows(dict(sorted(found.items(), key=lambda each: (-_share(each[1]), each[0].name))), names, here)
    return {
        "rate": EXAMPLE_RATE,
        "market": FIRST_MARKET,
        "name": escaped(names.short_country(FIRST_MARKET)),
        "subject": escaped(names.country_forms(FIRST_MARKET).subject),
        "base": whole.value_eur,
        "total": whole.total_eur,
        "duty": duty_eur(whole.value_eur, EXAMPLE_RATE),
        "products": _products(whole, names),
        "rows": rows,
        "small": SMALL_EXPORTS,
        "head": _head("droits", rows, word("carte", "titre_droits"), found, data, here),
    }


def first_market(data: EditionData, links: Links) -> dict[str, object]:
    """Exports to the first market of all that are offered; ``{}`` when France exports nothing."""
    exposed, names = data.exposed[Direction.EXPORT], data.names
    if not exposed.national:
        return {}
    market, national = next(iter(exposed.national.items()))
    found, here = dict(exposed.departements[market]), links.at("exposition")
    subject = names.country_forms(market).subject
    rows = _rows(found, names, here)
    title = word("carte", "titre_exposition", market=subject)
    return {
        "head": _head("exposition", rows, title, found, data, here),
        "small": SMALL_EXPORTS,
        "market": escaped(market),
        "part": float(_share(national)),
        "name": escaped(names.short_country(market)),
        "subject": escaped(subject),
        "national": national,
        "national_products": [
            (escaped(names.short_product(code)), value) for code, value in national.products
        ],
        "rows": rows,
    }


def _rows(found: Mapping[Territory, Exposure], names: Names, links: Links) -> list[MarketRow]:
    named = named_once(found, links)
    widest = max((_share(found[t]) for t in named), default=Fraction(1))
    return [
        MarketRow(
            rank=e.standing.rank if e.standing and e.total_eur >= SMALL_EXPORTS else None,
            codes=" ".join(named[t].codes),
            name=named[t].name,
            href=named[t].href,
            bar=hundredths(_share(e), widest),
            value_eur=e.value_eur,
            total_eur=e.total_eur,
            duty_eur=duty_eur(e.value_eur, EXAMPLE_RATE),
            products=_products(e, names),
        )
        for t, e in found.items()
        if t in named
    ]


def _head(
    key: str,
    rows: Iterable[MarketRow],
    title: str,
    found: Mapping[Territory, Exposure],
    data: EditionData,
    links: Links,
) -> Markup:
    """The map of the shares, and the first rows. ``found`` may leave out who exports nothing to the market."""
    totals = {t: data.scopes[t].totals.export_eur for t in departements_among(data.scopes)}
    shares = {t: (found[t].value_eur if t in found else 0, total) for t, total in totals.items()}
    ranks = {t: e.standing for t, e in found.items() if e.total_eur >= SMALL_EXPORTS}
    measure = Measure("market", "export", title, share_shades(shares, ranks))
    leaders = [
        Leader(row.rank, row.name, row.href, row.bar, column_share(row.value_eur, row.total_eur, 1) or "")
        for row in rows
        if row.rank
    ]
    return ranking_head(
        word("classement", key),
        leaders,
        data.context,
        table=f"tableau-{key}",
        map_=departement_map([measure], links, data.context),
    )


def _share(exposure: Exposure) -> Fraction:
    return Fraction(exposure.value_eur, exposure.total_eur or 1)


def _products(exposure: Exposure, names: Names) -> Markup:
    return Markup(" ; ").join(escaped(names.short_product(code)) for code, _ in exposure.products)
