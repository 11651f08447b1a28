import re
import xml.etree.ElementTree as ET
from collections import Counter

import pytest

from generator.figures.evolution import EVOLUTION
from generator.figures.figure import Figure, FigureContext
from generator.figures.kind import FigureInput
from generator.portrait.evolution import evolution
from generator.portrait.trade import Scope
from generator.reference.direction import Direction
from generator.reference.names import Names
from tests.figures.drawn import SIZES, arrangement, wide
from tests.support.loire import portrait_of_balance

CONTEXT = FigureContext("Loire", "2024", "Source : douanes", demonstration=False)
SVG = "{http://www.w3.org/2000/svg}"


def drawn(
    before: dict[tuple[str, str], int], after: dict[tuple[str, str], int], context: FigureContext = CONTEXT
) -> Figure | None:
    old, new = (
        Scope(cells={Direction.EXPORT: Counter(cells), Direction.IMPORT: Counter()}) for cells in (before, after)
    )
    names = Names({}, {}, {"ZZ": "<b>Zed & Co</b>"})
    since = evolution(old, new, (2023, 2024))
    return EVOLUTION.draw(FigureInput(portrait_of_balance(), names, context, since))


BEFORE = {("C20A", "DE"): 9_000_000, ("C20A", "ZZ"): 1_000_000}
AFTER = {("C20A", "DE"): 5_000_000, ("C20A", "ZZ"): 3_000_000}


@pytest.fixture
def figure() -> Figure:
    made = drawn(BEFORE, AFTER)
    assert made
    return made


def test_nothing_that_moved_is_no_figure() -> None:
    assert drawn(BEFORE, BEFORE) is None


def test_the_picture_says_what_changed_since_when_and_where(figure: Figure) -> None:
    texts = ["".join(e.itertext()) for e in ET.fromstring(wide(figure).svg).iter(f"{SVG}text")]
    assert "Exportations, par pays (M€)" in texts
    assert "Exportations, par produit (M€)" in texts
    assert not any("Importations" in text for text in texts)
    assert {"<b>Zed & Co</b>", "+2,0", "−4,0", "−2,0"} <= set(texts)
    assert any("Loire, de 2023 à 2024" in text for text in texts)


@pytest.mark.parametrize("form", SIZES)
def test_picture_and_plot_have_the_same_bars(figure: Figure, form: str) -> None:
    drawing, spec = arrangement(figure, form)
    bars = [
        (round(float(r.attrib["x"]), 1), round(float(r.attrib["width"]), 1))
        for r in ET.fromstring(drawing.svg).iter(f"{SVG}rect")
        if r.get("fill") == "var(--pce-export)" and r.get("width") != "12"
    ]
    traces = spec["data"]
    plotted = [
        (round(min(base, base + length), 1), abs(length))
        for trace in traces
        if trace["type"] == "bar"
        for base, length in zip(trace["base"], trace["x"], strict=True)
    ]
    assert len(bars) == 3
    for seen, live in zip(bars, plotted, strict=True):
        assert seen == pytest.approx(live, abs=0.11)
    lengths = [width for _, width in bars]
    assert lengths[0] * 2 == pytest.approx(lengths[1], abs=0.3)
    assert [row[1].split("<br>")[0] for row in traces[0]["customdata"]] == ["2023 : 1,0\u00a0M€", "2023 : 9,0\u00a0M€"]


def test_labels_from_files_are_escaped_in_both(figure: Figure) -> None:
    assert "<b>Zed" not in wide(figure).svg
    assert arrangement(figure, "wide")[1]["data"][0]["customdata"][0][0] == "&lt;b&gt;Zed &amp; Co&lt;/b&gt;"


def test_a_demonstration_is_marked() -> None:
    context = FigureContext("Loire", "2024", "Source", demonstration=True)
    made = drawn(BEFORE, AFTER, context)
    assert made
    assert re.search("montants inventés", wide(made).svg)
    assert re.search("montants inventés", made.narrow.svg)
