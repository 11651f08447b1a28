"""The page « Approvisionnements »: for each product, the départements whose imports of it are concentrated."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from markupsafe import Markup

from generator.french.formatting import integer
from generator.french.templates import escaped
from generator.french.words import word
from generator.pages.environment import bar_width, linked
from generator.pages.explore.lists import RankedTerritory, TopRow, ranked_territories, ranking_head
from generator.pages.explore.map import Measure, departement_map
from generator.pages.explore.measures import value_shades
from generator.pages.explore.topic import Explored
from generator.pages.links import Links
from generator.portrait.ranking import Axis
from generator.portrait.sourcing import Sourcing
from generator.reference.direction import Direction
from generator.reference.territories import departements, departements_among, france


@dataclass(frozen=True, slots=True)
class WatchedPlace:
    """A département where the product is to be watched; ``country``: its first origin there, escaped. Euros."""

    link: Markup
    country: Markup
    from_country_eur: int
    value_eur: int


@dataclass(frozen=True, slots=True)
class ProductRow:
    """A product, and in how many customs units its imports are concentrated, and to be watched.

    ``link``: its name, linked to its page if it has one. ``places``: where it is to be watched, largest imports first.
    ``nation``: France's own imports, ``None`` where they are not concentrated. The bars are in percent of the page's
    largest count.
    """

    link: Markup
    concentrated: int
    watched: int
    places: tuple[WatchedPlace, ...]
    nation: Sourcing | None
    concentrated_bar: int
    watched_bar: int


def sourcing_rows(explored: Explored, links: Links, *, fine: bool = False) -> list[ProductRow]:
    """The products that are concentrated in at least one département, most watched first, ties by code.

    ``fine``: CPF4 classes instead of A129 products, and only those watched somewhere: there are hundreds. ``links``:
    those of the home page.
    """
    analyses, names = explored.data.analyses, explored.data.names
    naming = names.subproduct if fine else names.short_product
    sourcing = {t: found.fine_sourcing if fine else found.sourcing for t, found in analyses.items()}
    here, topics = links.at("approvisionnements"), explored.topics[Axis.PRODUCT]
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
            places=tuple(
                WatchedPlace(
                    listed.link,
                    escaped(names.short_country(each.country_code)),
                    each.from_country_eur,
                    each.value_eur,
                )
                for listed, each in watched
            ),
            nation=nation.get(code),
            concentrated_bar=bar_width(len(found), most),
            watched_bar=bar_width(len(watched), most),
        )
    order = sorted(rows, key=lambda code: (-rows[code].watched, -rows[code].concentrated, code))
    return [rows[code] for code in order if rows[code].watched or not fine]


def sourcing_head(rows: list[ProductRow], explored: Explored, links: Links) -> Markup:
    """The map of the number of products to be watched in each département, beside the most watched products."""
    data, here = explored.data, links.at("approvisionnements")
    counts = {t: sum(each.is_watched for each in data.analyses[t].sourcing) for t in departements()}
    measure = Measure("watched", "import", word("carte", "titre_examiner"), value_shades(counts, integer))
    return ranking_head(
        word("classement", "examiner"),
        (TopRow(None, row.link, row.watched_bar, str(row.watched)) for row in rows if row.watched),
        data.context,
        table="tableau-approvisionnements",
        side=Direction.IMPORT,
        map_=departement_map([measure], here, data.context),
    )
