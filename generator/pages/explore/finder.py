"""The index of the search box: portraits with all the names they answer to, and the other pages one may ask for."""

from __future__ import annotations

from collections import defaultdict

from generator.french.words import section
from generator.pages.explore.scripts import script
from generator.pages.explore.topic import Explored
from generator.portrait.ranking import Axis
from generator.reference.countries import other_names
from generator.reference.direction import Direction
from generator.reference.tables import read_table
from generator.reference.territories import Kind, Territory, territories

LEADERS = 3
"""First exporters listed for the page of a product or country."""


def finder_index(found: Explored) -> str:
    """``portraitIndex({portraits, industry, topics, pages, words})``.

    A portrait: ``[path, name, code, kind, région, [other names]]``; a Territoire d'industrie: ``[path, name,
    [positions of the portraits it has communes in, those whose lists leave it out included]]``; a topic (country or
    product): ``[path, name, kind, code and official label, [[position, rank] of its first exporters], [other
    names]]``; a page of the site: ``[path, name, [other names], whether it is offered when nothing answers]``;
    ``words``: what the box says.
    """
    listed = [territory for territory in territories() if territory in found.data.pages]
    position = {t.code: place for place, t in enumerate(listed) if t.kind is Kind.DEPARTEMENT}
    # what a shop calls what the nomenclature does not
    shop_names: dict[str, list[str]] = defaultdict(list)
    for row in read_table("produits_autres_noms.csv"):
        shop_names[row["code"]].append(row["nom"])
    return script(
        "portraitIndex",
        {
            "portraits": [
                [
                    t.path,
                    t.name,
                    t.code if t.kind is Kind.DEPARTEMENT else "",
                    t.kind.value,
                    t.own_region.name if t.own_region else "",
                    _other_names(t),
                ]
                for t in listed
            ],
            "industry": [
                [each.path, each.name, [position[code] for code in sorted(each.communes) if code in position]]
                for each in found.industry
            ],
            "topics": [
                [
                    topic.path,
                    topic.name,
                    axis.value,
                    f"{topic.code} {topic.label}",
                    [
                        [position[place.territory.code], place.rank]
                        for place in topic.sides[Direction.EXPORT].places[:LEADERS]
                        if place.territory.code in position
                    ],
                    list(other_names(topic.code) if axis is Axis.COUNTRY else shop_names[topic.code]),
                ]
                for axis in Axis
                for topic in found.topics[axis].values()
            ],
            "pages": [
                [
                    row["adresse"],
                    row["titre"],
                    [each for each in row["autres_noms"].split(",") if each],
                    row["principale"] == "oui",
                ]
                for row in read_table("pages_du_site.csv")
            ],
            "words": section("recherche"),
        },
    )


def _other_names(territory: Territory) -> list[str]:
    """A région's short addresses and other names."""
    if territory.kind is not Kind.REGION:
        return []
    found = [row["nom"] for row in read_table("regions_autres_noms.csv") if row["region"] == territory.code]
    short = [row["abrege"] for row in read_table("adresses_courtes.csv") if row["region"] == territory.code]
    return list(dict.fromkeys([*short, *found]))
