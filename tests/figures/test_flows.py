"""The figure as handed to the page: its SVG and its Plotly spec tell the same."""

import json
import re
from collections import Counter
from html import unescape
from typing import Any
from xml.etree import ElementTree

import pytest

from generator.figures.figure import Drawing, Figure, FigureContext
from generator.figures.flows.kind import EXPORT_FLOWS, IMPORT_FLOWS
from generator.figures.kind import FigureInput
from generator.figures.theme import DARK, LIGHT
from generator.portrait.model import Flow, Flows
from generator.reference.direction import Direction
from generator.reference.names import OTHERS, Names
from tests.figures.drawn import SIZES, arrangement, drawn_text
from tests.support.loire import portrait_of_flows, without_flows

SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = "<script>alert(1)</script> & {{ 7*7 }}"
NAMES = Names({"A": HOSTILE, "B": "Boissons"}, {}, {"X": "Allemagne", "Y": "Bosnie-Herzégovine"})
EXPORTS = Flows(
    Direction.EXPORT,
    5_000_000_012,
    (
        Flow("A", "X", 3_400_000_000, is_main=True),
        Flow("B", "Y", 1_200_000_000, is_main=True),
        Flow("A", OTHERS, 350_000_000, is_main=False),
        Flow(OTHERS, "X", 49_800_000, is_main=False),
        Flow("B", "X", 200_000, is_main=True),
        Flow("A", "Y", 12, is_main=True),
    ),
    ("A", "B"),
    ("X", "Y"),
    1,
    7,
)
SINGLE = Flows(Direction.IMPORT, 12, (Flow("B", "X", 12, is_main=True),), ("B",), ("X",), 0, 0)


def figure(direction: Direction, *, demonstration: bool = False) -> Figure:
    context = FigureContext("Loire", "2024", "Source : douanes", demonstration)
    kind = EXPORT_FLOWS if direction is Direction.EXPORT else IMPORT_FLOWS
    drawn = kind.draw(FigureInput(portrait_of_flows(EXPORTS, SINGLE), NAMES, context))
    assert drawn is not None
    return drawn


def parts(of: Figure, measures: str) -> tuple[Drawing, ElementTree.Element, dict[str, Any]]:
    """A drawing, its XML and its spec as the page reads it."""
    drawing, spec = arrangement(of, measures)
    return drawing, ElementTree.fromstring(drawing.svg), spec


each = pytest.mark.parametrize("measures", SIZES)


def test_no_flow_no_figure() -> None:
    context = FigureContext("Lozère", "2024", "Source : douanes", demonstration=False)
    assert (
        EXPORT_FLOWS.draw(FigureInput(portrait_of_flows(without_flows(Direction.EXPORT), SINGLE), NAMES, context))
        is None
    )


@each
def test_both_drawings_carry_the_same_texts_colours_and_sizes(measures: str) -> None:
    drawing, _, spec = parts(figure(Direction.EXPORT, demonstration=True), measures)
    drawn = Counter(
        (text.text, text.get("font-size"), text.get("fill") or "var(--pce-text)", text.get("font-weight") == "bold")
        for text in drawn_text(drawing.svg)
    )
    *_, said = spec["data"]
    looks = [
        *zip(said["text"], said["textfont"]["size"], said["textfont"]["color"], strict=True),
        *((n["text"], n["font"]["size"], n["font"]["color"]) for n in spec["layout"]["annotations"]),
    ]
    alive = Counter(
        (
            unescape(text.removeprefix("<b>").removesuffix("</b>")),
            f"{size:.1f}".removesuffix(".0"),
            tone,
            text.startswith("<b>"),
        )
        for text, size, tone in looks
    )
    assert drawn == alive


@each
def test_both_drawings_carry_the_same_ribbons(measures: str) -> None:
    drawing, root, spec = parts(figure(Direction.EXPORT), measures)
    drawn: Counter[tuple[str, str | None]] = Counter()
    for group in root.iterfind(f".//{SVG}g[@fill]"):
        for path in group.iter(f"{SVG}path"):
            thickness = re.search(r"v([\d.]+)c", path.get("d") or "")
            assert thickness
            drawn[f"{float(thickness[1]):.1f}", group.get("fill")] += 1
    trace, _ = spec["data"]
    link, (low, high) = trace["link"], trace["domain"]["y"]
    scale = (high - low) * drawing.height / sum(link["value"])
    alive = Counter((f"{value * scale:.1f}", color) for value, color in zip(link["value"], link["color"], strict=True))
    assert drawn == alive
    assert sum(link["value"]) == EXPORTS.total_eur
    main = [n for n, color in enumerate(link["color"]) if color == "var(--pce-ribbon-main)"]
    assert trace["meta"]["main"] == main


@each
def test_both_drawings_carry_the_same_bars(measures: str) -> None:
    drawing, root, spec = parts(figure(Direction.EXPORT), measures)
    drawn = [
        (float(rect.get("x", 0)), float(rect.get("y", 0)), rect.get("fill"))
        for rect in root.iter(f"{SVG}rect")
        if rect.get("stroke")
    ]
    trace = spec["data"][0]
    low, high = (1 - edge for edge in trace["domain"]["y"][::-1])
    links, node = trace["link"], trace["node"]
    scale = (high - low) * drawing.height / sum(links["value"])
    for place, (x, y, fill) in enumerate(drawn):
        value = sum(
            value
            for value, *ends in zip(links["value"], links["source"], links["target"], strict=True)
            if place in ends
        )
        assert x == pytest.approx(node["x"][place] * drawing.width - node["thickness"] / 2, abs=0.1)
        middle = (low + node["y"][place] * (high - low)) * drawing.height
        assert y == pytest.approx(middle - value * scale / 2, abs=0.1)
        assert fill == node["color"][place]
    assert len(drawn) == len(node["x"]) == 6


def test_amounts_are_said_of_what_is_pointed_at() -> None:
    _, _, spec = parts(figure(Direction.EXPORT), "wide")
    trace, _ = spec["data"]
    assert trace["node"]["customdata"][1] == "<b>Boissons</b><br>1\u202f200,2\u00a0M€ · 24\u00a0%"
    said = "<b>Boissons → Allemagne</b><br>0,2\u00a0M€ · &lt;\u00a00,1\u00a0%"
    assert said in trace["link"]["customdata"]
    drinks = [text for text in trace["meta"]["said"] if text.startswith("Boissons")]
    assert drinks == [
        "Boissons, 1\u202f200,2\u00a0M€ · 24\u00a0% : Bosnie-Herzégovine 1\u202f200,0\u00a0M€ ; Allemagne 0,2"
    ]
    assert len(trace["meta"]["said"]) == len(trace["node"]["customdata"])


@each
@pytest.mark.parametrize("direction", Direction)
def test_a_picture_is_made_of_a_dozen_shapes_at_least(measures: str, direction: Direction) -> None:
    _, root, _ = parts(figure(direction), measures)
    shapes = [e for e in root.iter() if e.tag.removeprefix(SVG) in ("path", "rect", "circle", "line")]
    assert len(shapes) >= 12


@each
def test_a_demonstration_says_so_and_real_data_does_not(measures: str) -> None:
    for demonstration in (True, False):
        drawing, _, spec = parts(figure(Direction.IMPORT, demonstration=demonstration), measures)
        assert ("DÉMONSTRATION" in drawing.svg) is demonstration
        assert ("DÉMONSTRATION" in json.dumps(spec, ensure_ascii=False)) is demonstration


@each
def test_hostile_labels_stay_text(measures: str) -> None:
    drawing, root, spec = parts(figure(Direction.EXPORT), measures)
    shown = "".join(text.text or "" for text in root.iter(f"{SVG}text"))
    assert "<script>" in shown
    assert "<script" not in drawing.svg
    assert "<script" not in json.dumps(spec)


def luminance(rgb: tuple[float, ...]) -> float:
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in rgb]
    return sum(weight * c for weight, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(scheme: dict[str, str], front: str, back: str) -> float:
    """Of a colour, seen through where it is, upon a ground."""
    channels = [[int(scheme[name][i : i + 2], 16) / 255 for i in (1, 3, 5)] for name in (front, back)]
    alpha = int(scheme[front][7:] or "ff", 16) / 255
    seen = tuple(alpha * f + (1 - alpha) * b for f, b in zip(*channels, strict=True))
    light, dark = sorted((luminance(seen), luminance(tuple(channels[1]))), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("scheme", [LIGHT, DARK], ids=["light", "dark"])
def test_contrasts(scheme: dict[str, str]) -> None:
    for text in ("text", "muted", "main"):
        assert contrast(scheme, text, "surface") >= 4.5
    for shape in ("ribbon-main", "export", "import"):
        assert contrast(scheme, shape, "surface") >= 3
