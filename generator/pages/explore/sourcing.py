"""The page « Approvisionnements »: for each product, the départements whose imports of it are concentrated."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from markupsafe import Markup

from generator.french.formatting import integer
from generator.french.templates import escaped
from generator.french.words import word
from generator.pages.environment import hundredths, linked
from generator.pages.explore.map import Measure, departement_map
from generator.pages.explore.measures import value_shades
from generator.pages.explore.ranking import Leader, named_once, ranking_head
from generator.pages.explore.topic import Explored
from generator.pages.links import Links
from generator.portrait.ranking import Axis
from generator.portrait.sourcing import Sourcing
from generator.reference.direction import Direction
from generator.reference.territories import Territory, departements, departements_among, france


@dataclass(frozen=True, slots=True)
class Place:
    """A département where the product is to be watched; ``country``: its first origin there, escaped."""

    name: str
    href: str | None
    country: Markup
    from_country_eur: int
    value_eur: int

    @property
    def linked(self) -> Markup:
        """Its name, as a link if it has a page."""
        return linked(self.name, self.href)


@dataclass(frozen=True, slots=True)
class Row:
    """A product: in how many départements it is concentrated, and to be watched (the customs' units counted once).

    ``places``: where it is to be watched, largest imports first; ``nation``: the country's own, ``None`` where it is
    not concentrated there. ``name`` is escaped; ``href`` leads to the product's page, where it has one. The bars are
    in hundredths of the page's largest count.
    """

    name: Markup
    href: str | None
    concentrated: int
    watched: int
    places: tuple[Place, ...]
    nation: Sourcing | None
    concentrated_bar: int
    watched_bar: int

    @property
    def linked(self) -> Markup:
        """Its name, as a link if it has a page."""
        return linked(self.name, self.href)


def sourcing_page(explored: Explored, links: Links, *, fine: bool = False) -> list[Row]:
    """The products that are concentrated in a département at least, those watched in most first, ties by code.

    ``fine``: CPF4 classes in place of A129 products, and only those that are watched somewhere: they are hundreds.
    ``links``: the home page's.
    """
    analyses, names = explored.data.analyses, explored.data.names
    naming = names.subproduct if fine else names.short_product
    sourcing = {t: found.fine_sourcing if fine else found.sourcing for t, found in analyses.items()}
    here = links.at("approvisionnements")
    named = named_once(departements_among(analyses), here)
    by_product: dict[str, list[tuple[Territory, Sourcing]]] = defaultdict(list)
    for territory in departements_among(analyses):
        for each in sourcing[territory]:
            by_product[each.product_code].append((territory, each))
    nation = {each.product_code: each for each in sourcing[france()]}
    topics = explored.topics[Axis.PRODUCT]

    most = max((sum(t in named for t, _ in found) for found in by_product.values()), default=0)
    rows = {}
    for code, found in by_product.items():
        watched = sorted((t for t in found if t[1].is_watched), key=lambda t: (-t[1].value_eur, t[0].code))
        counts = [sum(t in named for t, _ in each) for each in (found, watched)]
        rows[code] = Row(
            name=escaped(naming(code)),
            href=here.page(topics[code].path) if code in topics else None,
            concentrated=counts[0],
            watched=counts[1],
            places=tuple(
                Place(
                    named[t].name,
                    named[t].href,
                    escaped(names.short_country(each.country_code)),
                    each.from_country_eur,
                    each.value_eur,
                )
                for t, each in watched
                if t in named
            ),
            nation=nation.get(code),
            concentrated_bar=hundredths(counts[0], most),
            watched_bar=hundredths(counts[1], most),
        )
    order = sorted(rows, key=lambda code: (-rows[code].watched, -rows[code].concentrated, code))
    return [rows[code] for code in order if rows[code].watched or not fine]


def sourcing_head(rows: list[Row], explored: Explored, links: Links) -> Markup:
    """The map of how many products are to be watched in each département, and the products watched in most."""
    data, here = explored.data, links.at("approvisionnements")
    counts = {t: sum(each.is_watched for each in data.analyses[t].sourcing) for t in departements()}
    measure = Measure("watched", "import", word("carte", "titre_examiner"), value_shades(counts, integer))
    leaders = [
        Leader(None, row.name, row.href, row.watched_bar, str(row.watched)) for row in rows if row.watched
    ]
    return ranking_head(
        word("classement", "examiner"),
        leaders,
        data.context,
        table="tableau-approvisionnements",
        side=Direction.IMPORT,
        map_=departement_map([measure], here, data.context),
    )
