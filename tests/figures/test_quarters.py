"""The figure of the quarters: the same points in picture and plot, gaps as gaps, years readable, the break marked."""

import re
import xml.etree.ElementTree as ET
from itertools import pairwise

import pytest

from generator.figures.figure import Figure, FigureContext
from generator.figures.quarters import quarterly_figure
from generator.figures.template import template
from generator.figures.text import text_width
from generator.portrait.model import Quarter
from tests.figures.drawn import SIZES, arrangement, wide

CONTEXT = FigureContext("Loire", "2024", "Source : douanes", demonstration=False)
SVG = "{http://www.w3.org/2000/svg}"
FORMS = pytest.mark.parametrize("form", SIZES)


def series(year: int, count: int, without: tuple[int, ...] = ()) -> list[Quarter]:
    """``count`` quarters from the first of ``year``: imports rise, exports stay, the balance changes sign."""
    return [
        Quarter(year + n // 4, n % 4 + 1, import_eur=(n + 1) * 1_000_000, export_eur=count * 500_000)
        for n in range(count)
        if n not in without
    ]


def drawn(quarters: list[Quarter], context: FigureContext = CONTEXT) -> Figure:
    figure = quarterly_figure(quarters, context)
    assert figure
    return figure


def texts(svg: str) -> list[str]:
    return ["".join(each.itertext()) for each in ET.fromstring(svg).iter(f"{SVG}text")]


def test_without_any_trade_there_is_no_figure() -> None:
    assert quarterly_figure([], CONTEXT) is None
    assert quarterly_figure([Quarter(2024, 1, 0, 0)], CONTEXT) is None


@FORMS
@pytest.mark.parametrize("count", [3, 4, 20, 48])
def test_picture_and_plot_have_the_same_points(count: int, form: str) -> None:
    figure = drawn(series(2013, count))
    root = ET.fromstring(arrangement(figure, form)[0].svg)
    discs = [(float(c.attrib["cx"]), float(c.attrib["cy"])) for c in root.iter(f"{SVG}circle")][:-1]
    bars, _, exports, *_ = arrangement(figure, form)[1]["data"]
    assert len(bars["x"]) == len(discs) == count
    for seen, live in zip(discs, zip(exports["x"], exports["y"], strict=True), strict=True):
        assert seen == pytest.approx(live, abs=0.11)
    shapes = [each for each in root.iter() if each.tag.rpartition("}")[2] in ("rect", "path", "circle", "line")]
    assert len(shapes) > 10
    assert arrangement(figure, form)[0].width == {"wide": 960, "medium": 620, "narrow": 340}[form]


@FORMS
def test_a_gap_stays_a_gap(form: str) -> None:
    figure = drawn(series(2020, 20, without=(5, 6)))
    svg = arrangement(figure, form)[0].svg
    curves = re.findall(r'<path d="(M[^"]*)" fill="none"', svg)
    assert [curve.count("M") for curve in curves] == [2, 2]
    imports = arrangement(figure, form)[1]["data"][1]
    assert imports["x"][5] is None
    assert imports["text"][5] is None
    assert template()["data"]["scatter"][0]["connectgaps"] is False
    steps = [b - a for a, b in pairwise(x for x in imports["x"] if x is not None)]
    assert max(steps) == pytest.approx(3 * min(steps), rel=0.05)


@FORMS
@pytest.mark.parametrize(("year", "count"), [(2024, 3), (2023, 5), (2020, 20), (2013, 48)])
def test_years_are_readable(year: int, count: int, form: str) -> None:
    root = ET.fromstring(arrangement(drawn(series(year, count)), form)[0].svg)
    held = [
        (float(each.attrib["x"]), each.text or "")
        for each in root.iter(f"{SVG}text")
        if re.fullmatch(r"\d{4}", each.text or "")
    ]
    assert len(held) >= min(2, (count + 3) // 4)
    for (x, text), (next_x, next_text) in pairwise(held):
        assert next_x - x >= (text_width(text, 12, bold=True) + text_width(next_text, 12, bold=True)) / 2
    size = float(root.attrib["width"])
    assert all(text_width(text, 12) / 2 <= x <= size - text_width(text, 12) / 2 for x, text in held)


def test_the_break_of_2022_is_marked_where_the_series_crosses_it() -> None:
    assert any("EMEBI" in text for text in texts(wide(drawn(series(2021, 8))).svg))
    for quarters in (series(2022, 8), series(2020, 8)):
        assert not any("EMEBI" in text for text in texts(wide(drawn(quarters)).svg))


def test_amounts_are_told_in_one_unit_and_the_balance_by_its_sign() -> None:
    figure = drawn([Quarter(2024, 1, 1_500_000, 4_000_000), Quarter(2024, 2, 2_000_000, 1_000_000)])
    bars, imports, exports, *_ = arrangement(figure, "wide")[1]["data"]
    assert imports["text"][0] == "T1 2024<br>Importations : 1,5\u00a0M€"
    assert exports["text"][1] == "T2 2024<br>Exportations : 1,0\u00a0M€"
    assert bars["y"][0] < 0 < bars["y"][1]
    assert bars["marker"]["color"] == ["var(--pce-gain)", "var(--pce-loss)"]
    assert {"+2,5\u00a0M€", "−1,0\u00a0M€"} <= set(texts(wide(figure).svg))
    assert "Loire" in figure.title


def test_a_demonstration_is_marked() -> None:
    figure = drawn(series(2024, 4), FigureContext("Loire", "2024", "Source", demonstration=True))
    assert "montants inventés" in wide(figure).svg
    assert "montants inventés" in figure.narrow.svg
