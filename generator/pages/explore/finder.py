"""The index of the search box: portraits with all the names they answer to, and the other pages one may ask for."""

from __future__ import annotations

from generator.french.words import section
from generator.pages.explore.compare import script
from generator.pages.explore.pages import Explored
from generator.portrait.rankings import Axis
from generator.reference.countries import other_names
from generator.reference.direction import Direction
from generator.reference.territories import Kind, region, territories

LEADERS = 3
"""First exporters that stand behind the page of a product or country."""


def finder_index(found: Explored) -> str:
    """``portraitIndex({portraits, industry, topics, words})``.

    A portrait: ``[path, name, code, kind, région]``; a Territoire d'industrie: ``[path, name, [positions of the
    portraits it has communes in, those whose lists leave it out included]]``; a topic (country or product): ``[path,
    name, kind, code and official label, [[position, rank] of its first exporters], [other names]]``; ``words``: what
    the box says.
    """
    listed = [territory for territory in territories() if territory in found.pages]
    position = {t.code: place for place, t in enumerate(listed) if t.kind is Kind.DEPARTEMENT}
    return script(
        "portraitIndex",
        {
            "portraits": [
                [
                    t.path,
                    t.name,
                    t.code if t.kind is Kind.DEPARTEMENT else "",
                    t.kind.value,
                    region(t.region_code).name if t.region_code else "",
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
                    list(other_names(topic.code) if axis is Axis.COUNTRY else ()),
                ]
                for axis in Axis
                for topic in found.topics[axis]
            ],
            "words": section("recherche"),
        },
    )
