"""A picture's looks are told once in its style sheet, and the picture stays what it was."""

from __future__ import annotations

from xml.etree import ElementTree

from generator.figures import svg
from generator.figures.frame import Label, draw
from generator.figures.svg import told_once

EVIL = 'a fill="red" b <rect fill="x"/>'


def picture() -> str:
    labels = [Label(1, 2, EVIL, 14, "middle", "muted"), Label(1, 30, "b", 14, "middle", "muted")]
    shapes = [
        svg.rectangle(0, 0, 1, 1, "import", outline="grid"),
        svg.rectangle(5, 0, 1, 1, "export"),
        svg.rectangle(9, 0, 1, 1, "export"),
    ]
    return svg.document(
        100, 50, EVIL, [*shapes, draw(labels), svg.lines([(0, 1, 2, 2), (1, 1, 2, 3)], "grid")]
    )


def test_a_look_of_several_elements_becomes_a_class_and_that_of_one_stays() -> None:
    told = told_once(picture())
    assert told.count('class="c0"') == 2
    assert ".c0{fill:var(--b)}</style>" in told
    assert "--pce-" not in told
    assert '<g font-size="14" text-anchor="middle" fill="var(--d)"><text' in told


def test_words_and_places_stay() -> None:
    before, after = (ElementTree.fromstring(text) for text in (picture(), told_once(picture())))
    texts = [
        [element.text for element in root.iter() if "style" not in element.tag] for root in (before, after)
    ]
    assert texts[0] == texts[1]
    assert EVIL in texts[1]
    places = [
        [
            {k: v for k, v in element.attrib.items() if k in {"x", "y", "width", "height"}}
            for element in root.iter()
        ]
        for root in (before, after)
    ]
    assert places[0] == places[1]
