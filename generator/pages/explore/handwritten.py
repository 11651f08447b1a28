"""What the hand-written pages « Exposition », « Droits de douane » and « Approvisionnements » show.

The first two: before the reader chooses anything, and without JavaScript. Names are escaped.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from markupsafe import Markup

from generator.compute import EditionData
from generator.french.formatting import column_share, integer
from generator.french.templates import escaped, lower_initial
from generator.french.words import word
from generator.pages.environment import bar_width, linked
from generator.pages.explore.lists import RankedTerritory, TopRow, ranked_territories, ranking_head
from generator.pages.explore.map import Measure, share_shades, value_shades
from generator.pages.explore.topic import ExploreData
from generator.pages.links import Links
from generator.portrait.analysis import SMALL_EXPORTS
from generator.portrait.concentration import Sourcing
from generator.portrait.exposure import EXAMPLE_RATE, Exposure, duty_eur, exposures
from generator.portrait.ranking import Axis
from generator.reference.direction import Direction
from generator.reference.territories import Territory, departements, departements_among, france


def duty_page(data: EditionData, links: Links) -> dict[str, object]:
    """France's exports to the first market, and each département's, by share, ties by name."""
    national = data.analyses[france()].exposure
    found = {t: data.analyses[t].exposure for t in departements_among(data.analyses)}
    found = dict(sorted(found.items(), key=lambda each: (-each[1].share, each[0].name)))
    page = _market_page("droits", national, found, data, links.at("droits-de-douane"))
    return {**page, "rate": EXAMPLE_RATE, "duty": duty_eur(national.value_eur, EXAMPLE_RATE)}


def exposure_page(data: EditionData, links: Links) -> dict[str, object]:
    """France's exports to the first market of the choice, and each département's; ``{}`` if France exports nothing."""
    exposed = data.market_exposures[Direction.EXPORT]
    if not exposed:
        return {}
    market, found = next(iter(exposed.items()))
    national = exposures({france(): data.scopes[france()]}, market)[france()]
    return _market_page("exposition", national, found, data, links.at("exposition"))


def _market_page(
    key: str, national: Exposure, found: Mapping[Territory, Exposure], data: EditionData, links: Links
) -> dict[str, object]:
    """The values of a page about a market. ``found`` may lack départements without exports to it.

    ``rows``: of each département, its exports to the market out of all its exports, the duty on them and their first
    products; bars in percent of the largest share, ranks where exports are large enough.
    """
    names = data.names
    subject = names.countries.forms(national.market).subject
    # a share of few exports may be a single deal, and has no rank
    ranks = {t: e.standing for t, e in found.items() if e.standing and e.total_eur >= SMALL_EXPORTS}
    totals = {t: data.scopes[t].totals.export_eur for t in departements_among(data.scopes)}
    values = {t: found[t].value_eur if t in found else 0 for t in totals}
    listed = ranked_territories(found, links)
    largest = max((found[t].share for t in listed), default=Fraction(1))
    rows, top = [], []
    for t, row in listed.items():
        e, bar, rank = found[t], bar_width(found[t].share, largest), ranks[t].rank if t in ranks else None
        rows.append(
            {
                "codes": " ".join(row.codes),
                "link": row.link,
                "rank": rank,
                "bar": bar,
                "value_eur": e.value_eur,
                "total_eur": e.total_eur,
                "duty_eur": duty_eur(e.value_eur, EXAMPLE_RATE),
                "products": Markup(" ; ").join(escaped(names.products.short(code)) for code, _ in e.products),
            }
        )
        if rank:
            top.append(TopRow(rank, row.link, bar, column_share(e.value_eur, e.total_eur, 1) or ""))
    title, shades = word("carte", f"titre_{key}", market=subject), share_shades(values, totals, ranks)
    return {
        "market": escaped(national.market),
        "name": escaped(names.countries.short(national.market)),
        "subject": escaped(subject),
        "national": national,
        "products": [(escaped(lower_initial(names.products.short(code))), value) for code, value in national.products],
        "rows": rows,
        "small": SMALL_EXPORTS,
        "head": ranking_head(
            word("classement", key),
            top,
            Measure("market", "export", title, shades, is_chosen=True),
            links,
            data.context,
            table=f"tableau-{key}",
        ),
    }


@dataclass(frozen=True, slots=True)
class ProductRow:
    """A product, and in how many customs units its imports are concentrated, and to be watched.

    ``places``: where it is to be watched and its first origin there, largest imports first. ``nation``: France's
    imports of it, ``None`` if not concentrated. The bars are in percent of the page's largest count.
    """

    link: Markup
    concentrated: int
    watched: int
    places: list[dict[str, object]]
    nation: Sourcing | None
    concentrated_bar: int
    watched_bar: int


def sourcing_rows(explore: ExploreData, links: Links, *, fine: bool = False) -> list[ProductRow]:
    """The products that are concentrated in at least one département, most watched first, ties by code.

    ``fine``: CPF4 classes instead of A129 products, and only those watched somewhere: there are hundreds. ``links``:
    those of the home page.
    """
    analyses, names = explore.data.analyses, explore.data.names
    naming = names.subproducts.official if fine else names.products.short
    sourcing = {t: found.fine_sourcing if fine else found.sourcing for t, found in analyses.items()}
    here, topics = links.at("approvisionnements"), explore.topics[Axis.PRODUCT]
    by_product: dict[str, list[tuple[RankedTerritory, Sourcing]]] = defaultdict(list)
    for territory, listed in ranked_territories(departements_among(analyses), here).items():
        for each in sourcing[territory]:
            by_product[each.product_code].append((listed, each))
    nation = {each.product_code: each for each in sourcing[france()]}

    most = max(map(len, by_product.values()), default=0)
    rows = {}
    for code, found in by_product.items():
        watched = [each for each in found if each[1].is_watched]
        watched.sort(key=lambda each: (-each[1].value_eur, each[0].codes))
        rows[code] = ProductRow(
            link=linked(naming(code), here.page(topics[code].path) if code in topics else None),
            concentrated=len(found),
            watched=len(watched),
            places=[
                {
                    "link": listed.link,
                    "country": escaped(names.countries.short(each.country_code)),
                    "from_country_eur": each.from_country_eur,
                    "value_eur": each.value_eur,
                }
                for listed, each in watched
            ],
            nation=nation.get(code),
            concentrated_bar=bar_width(len(found), most),
            watched_bar=bar_width(len(watched), most),
        )
    order = sorted(rows, key=lambda code: (-rows[code].watched, -rows[code].concentrated, code))
    return [rows[code] for code in order if rows[code].watched or not fine]


def sourcing_head(rows: list[ProductRow], explore: ExploreData, links: Links) -> Markup:
    """The map of the number of products to be watched in each département, beside the most watched products."""
    data, here = explore.data, links.at("approvisionnements")
    counts = {t: sum(each.is_watched for each in data.analyses[t].sourcing) for t in departements()}
    measure = Measure("watched", "import", word("carte", "titre_examiner"), value_shades(counts, integer))
    return ranking_head(
        word("classement", "examiner"),
        (TopRow(None, row.link, row.watched_bar, str(row.watched)) for row in rows if row.watched),
        measure,
        here,
        data.context,
        table="tableau-approvisionnements",
    )
