"""The page « Exposition »: the table it shows without JavaScript, and the script with the other markets and imports."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from markupsafe import Markup

from generator.context import EditionContext
from generator.french.formatting import column_share
from generator.french.templates import escaped
from generator.french.words import word
from generator.pages.explore.map import Measure, Shade, france_map
from generator.pages.explore.measures import share_shades
from generator.pages.explore.ranking import Leader, hundredths, named_once, ranking_head
from generator.pages.links import Links
from generator.portrait.analysis import SMALL_EXPORTS
from generator.portrait.exposure import Exposed, Exposure
from generator.reference.countries import country_grammar
from generator.reference.names import Names
from generator.reference.territories import Territory, departements


@dataclass(frozen=True, slots=True)
class Row:
    """A département's line in the table; labels are escaped. ``bar``: its share in hundredths of the largest one.

    ``rank``: ``None`` where it trades too little to be ranked.
    """

    rank: int | None
    codes: str
    name: str
    href: str | None
    bar: int
    value_eur: int
    total_eur: int
    products: Markup


def first_market(found: Exposed, names: Names, links: Links, edition: EditionContext) -> dict[str, object]:
    """The first market as the page's macros show it; ``{}`` when France exports nothing."""
    if not found.national:
        return {}
    market, national = next(iter(found.national.items()))
    here = links.at("exposition")
    named = named_once((t for t, _ in found.departements[market]), here)
    shown = [(t, e) for t, e in found.departements[market] if t in named]
    widest = max((_share(e) for _, e in shown), default=Fraction(1))
    rows = [
        Row(
            rank=exposure.standing.rank if exposure.total_eur >= SMALL_EXPORTS else None,
            codes=" ".join(named[territory].codes),
            name=named[territory].name,
            href=named[territory].href,
            bar=hundredths(_share(exposure), widest),
            value_eur=exposure.value_eur,
            total_eur=exposure.total_eur,
            products=_products(exposure, names),
        )
        for territory, exposure in shown
        if exposure.standing
    ]
    measure = Measure(
        key="market",
        hue="export",
        label="",
        title=word("carte", "titre_exposition", market=_subject(market, names)),
        shades=_shades(found, market, _totals(found)),
    )
    return {
        "head": ranking_head(
            word("classement", "exposition"),
            [
                Leader(
                    row.rank, row.name, row.href, row.bar, column_share(row.value_eur, row.total_eur, 1) or ""
                )
                for row in rows
                if row.rank
            ],
            edition,
            table="tableau-exposition",
            map_=france_map([measure], here, edition),
        ),
        "small": SMALL_EXPORTS,
        "market": escaped(market),
        "part": float(_share(national)),
        "name": escaped(names.short_country(market)),
        "subject": escaped(_subject(market, names)),
        "national": national,
        "national_products": [
            (escaped(names.short_product(code)), value) for code, value in national.products
        ],
        "rows": rows,
    }


def _shades(found: Exposed, market: str, totals: Mapping[Territory, int]) -> dict[Territory, Shade]:
    """The share of each département's exports that goes to the market, in classes of the map."""
    rows = dict(found.departements[market])
    sold = {t: e.value_eur for t, e in rows.items()}
    return share_shades(
        {t: (sold.get(t, 0), totals.get(t, 0)) for t in departements()},
        {t: e.standing for t, e in rows.items() if e.total_eur >= SMALL_EXPORTS},
    )


def _totals(found: Exposed) -> dict[Territory, int]:
    return {t: e.total_eur for rows in found.departements.values() for t, e in rows}


def _share(exposure: Exposure) -> Fraction:
    return Fraction(exposure.value_eur, exposure.total_eur)


def _subject(market: str, names: Names) -> str:
    return country_grammar(market, names.short_country(market)).subject


def _products(exposure: Exposure, names: Names) -> Markup:
    return Markup(" ; ").join(escaped(names.short_product(code)) for code, _ in exposure.products)
