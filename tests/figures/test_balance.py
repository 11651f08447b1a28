"""The balance figure: one model, drawn twice with the same order, labels, colours and numbers."""

import re
from html import unescape
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.figures import theme
from generator.figures.balance import BALANCE
from generator.figures.figure import Drawing, Figure, FigureContext
from generator.figures.kind import FigureInput
from generator.figures.text import text_width
from generator.portrait.model import PartnerBalance
from generator.reference.names import Names
from tests.figures.drawn import arrangements, drawn_text, wide
from tests.support.loire import portrait_of_balance

HOSTILE = "<script>alert(1)</script> {{ 7*7 }} & co"
LONG = "Produits chimiques de base, produits azotés, matières plastiques et caoutchouc synthétique"
NAMES = Names({}, {}, {"Q1": HOSTILE, "Q2": LONG, "Q3": "W" * 60})
CONTEXT = FigureContext("Loire", "2024", "Source : douanes", demonstration=False)
SVG = "{http://www.w3.org/2000/svg}"
SHAPES = {SVG + name for name in ("rect", "path", "line", "circle", "polygon")}

amounts = st.one_of(st.just(0), st.integers(0, 50), st.integers(0, 10**12))
partners = st.builds(PartnerBalance, st.sampled_from(["DE", "AE", "ZZ", "Q1", "Q2", "Q3"]), amounts, amounts).filter(
    lambda p: p.import_eur + p.export_eur > 0
)


def drawn(*balance: PartnerBalance, context: FigureContext = CONTEXT) -> Figure:
    figure = BALANCE.draw(FigureInput(portrait_of_balance(*balance), NAMES, context))
    assert figure is not None
    return figure


_NUMBER = str.maketrans({" ": None, ",": ".", "−": "-"})


def plain(text: str | None) -> str:
    return (text or "").replace("\u00a0", " ").replace("\u202f", " ")


def texts(drawing: Drawing) -> list[ET.Element]:
    return drawn_text(drawing.svg)


def extent(text: ET.Element) -> tuple[float, float, float, float]:
    """Left, right, top and bottom of a line of text, at the width of the widest font."""
    x, y, size = (float(text.attrib[name]) for name in ("x", "y", "font-size"))
    length = text_width(text.text or "", size, bold="font-weight" in text.attrib)
    left = x - {"start": 0.0, "middle": length / 2, "end": length}[text.get("text-anchor", "start")]
    return left, left + length, y - 0.75 * size, y + 0.2 * size


def test_nothing_to_show_is_no_figure() -> None:
    assert BALANCE.draw(FigureInput(portrait_of_balance(), NAMES, CONTEXT)) is None


def test_rows_are_written_in_order_with_every_number() -> None:
    figure = drawn(PartnerBalance("DE", 3_400_000_000, 870_000), PartnerBalance("IT", 12, 34_500_000))
    said = [plain(text.text) for text in texts(wide(figure))]
    assert said[0] == "Pays, en millions d’euros"
    start = said.index("Allemagne")
    assert said[start : start + 4] == ["Allemagne", "3 400,0", "0,9", "−3 399,1"]
    assert said[start + 4 : start + 8] == ["Italie", "< 0,1", "34,5", "+34,5"]
    assert said[-1] == "Loire, 2024 · Source : douanes"


@pytest.mark.parametrize(
    ("largest", "head", "written"),
    [
        (12_345_000, "Pays, en millions d’euros", "12,3"),
        (345_600, "Pays, en milliers d’euros", "346"),
        (9_999, "Pays, en euros", "9 999"),
    ],
)
def test_one_unit_a_figure_said_in_its_head(largest: int, head: str, written: str) -> None:
    for drawing, _ in arrangements(drawn(PartnerBalance("DE", largest, 0), PartnerBalance("IT", 0, 1))):
        said = [plain(text.text) for text in texts(drawing)]
        assert head in said
        assert written in said
        assert not any("Md€" in text or "M€" in text for text in said)


@settings(max_examples=60, deadline=None)
@given(st.lists(partners, min_size=1, max_size=20))
def test_a_written_balance_is_the_difference_of_what_is_written_or_said_to_be_rounded(
    balance: list[PartnerBalance],
) -> None:
    for drawing, _ in arrangements(drawn(*balance)):
        said = [plain(text.text) for text in texts(drawing)]
        amounts = [text for text in said if re.fullmatch(r"[+−]?(?:< )?[\d ]+(?:,\d)?", text)]
        value = {text: float(re.sub(r"< [\d,]+", "0", text).translate(_NUMBER)) for text in amounts}
        rows = list(zip(*[iter(amounts[: 3 * len(balance)])] * 3, strict=True))
        if drawing.width < 400:  # a telephone's row has the difference above the two amounts
            rows = [(bought, sold, difference) for difference, bought, sold in rows]
        exact = all(
            round(value[sold] - value[bought], 1) == round(value[difference], 1) for bought, sold, difference in rows
        )
        assert exact or "arrondis" in " ".join(said)


def test_no_arrow_stands_beside_a_sign_and_a_deficit_is_not_in_the_red_of_the_main_flows() -> None:
    svg = wide(drawn(PartnerBalance("DE", 2, 1))).svg
    assert not re.search("[▲▼]", svg)
    assert "var(--pce-loss)" in svg
    for scheme in (theme.LIGHT, theme.DARK):
        assert scheme["loss"] != scheme["main"]


def test_bars_go_left_and_right_from_one_axis_on_one_scale() -> None:
    figure = drawn(PartnerBalance("DE", 400, 200), PartnerBalance("IT", 100, 300))
    for drawing, spec in arrangements(figure):
        bars = {
            name: [r for r in ET.fromstring(drawing.svg).iter(SVG + "rect") if name in r.get("fill", "")][-2:]
            for name in ("import", "export")
        }
        lengths = {n: [float(r.attrib["width"]) for r in rects] for n, rects in bars.items()}
        assert lengths["import"][1] * 4 == pytest.approx(lengths["import"][0], abs=0.5)
        assert lengths["export"] == pytest.approx([lengths["import"][0] / 2, lengths["import"][0] * 3 / 4], abs=0.2)
        low, high = spec["layout"]["xaxis"]["range"]
        scale = drawing.width / (high - low)
        axis = -low * scale
        for name, trace in zip(("import", "export"), spec["data"][:2], strict=True):
            for rect, value in zip(bars[name], trace["x"], strict=True):
                near, far = float(rect.attrib["x"]), float(rect.attrib["x"]) + float(rect.attrib["width"])
                assert sorted((near, far)) == pytest.approx(sorted((axis, axis + value * scale)), abs=0.2)


def test_bars_fill_the_room_and_the_last_tick_is_beyond_the_longest() -> None:
    figure = drawn(PartnerBalance("DE", 933_400_000, 1_092_400_000), PartnerBalance("IT", 948_000_000, 1))
    bars = [r for r in ET.fromstring(wide(figure).svg).iter(SVG + "rect") if "port" in r.get("fill", "")]
    ends = [float(r.attrib["x"]) + float(r.attrib["width"]) for r in bars]
    assert max(ends) - min(float(r.attrib["x"]) for r in bars) > 0.6 * wide(figure).width
    assert [plain(t.text) for t in texts(wide(figure))][-2] == "1 200"
    assert max(ends) < float(texts(wide(figure))[-2].attrib["x"])


@settings(max_examples=40, deadline=None)
@given(st.lists(partners, min_size=1, max_size=20))
def test_both_drawings_say_the_same(balance: list[PartnerBalance]) -> None:
    for drawing, spec in arrangements(drawn(*balance)):
        written = sorted(text.text or "" for text in texts(drawing))
        imports, exports, said = spec["data"]
        assert sorted(unescape(re.sub("</?b>", "", text)) for text in said["text"]) == written
        assert [-x for x in imports["x"]] == [p.import_eur for p in balance]
        assert exports["x"] == [p.export_eur for p in balance]
        assert imports["marker"]["color"] == "var(--pce-import)"
        assert exports["marker"]["color"] == "var(--pce-export)"
        assert imports["y"] == sorted(imports["y"]), "the order of the portrait, from the top"
        layout = spec["layout"]
        assert (layout["width"], layout["height"]) == (drawing.width, drawing.height)


@settings(max_examples=40, deadline=None)
@given(st.lists(partners, min_size=1, max_size=20), st.booleans())
def test_no_text_overlaps_another_or_leaves_the_picture(balance: list[PartnerBalance], demonstration: bool) -> None:
    context = FigureContext("Provence-Alpes-Côte d'Azur", "1er–3e trimestres 2024", LONG, demonstration)
    for drawing, _ in arrangements(drawn(*balance, context=context)):
        boxes = [extent(text) for text in texts(drawing)]
        for left, right, top, bottom in boxes:
            assert left >= 0
            assert right <= drawing.width
            assert top >= 0
            assert bottom <= drawing.height
        for index, (left, right, top, bottom) in enumerate(boxes):
            for other in boxes[index + 1 :]:
                apart = right <= other[0] or other[1] <= left or bottom <= other[2] or other[3] <= top
                assert apart, (boxes[index], other)


@pytest.mark.parametrize("balance", [PartnerBalance("DE", 1, 0), PartnerBalance("DE", 12, 30)])
def test_a_single_row_is_a_whole_picture(balance: PartnerBalance) -> None:
    for drawing, _ in arrangements(drawn(balance)):
        shapes = [e for e in ET.fromstring(drawing.svg).iter() if e.tag in SHAPES]
        assert len(shapes) > 10, "as a figure of several partners needs"
        assert drawing.height >= 240
        assert all(float(text.attrib["font-size"]) >= 12 for text in texts(drawing))


def test_a_small_amount_beside_a_huge_one_is_still_seen_and_a_zero_is_not_drawn() -> None:
    figure = drawn(PartnerBalance("US", 10**12, 0), PartnerBalance("DE", 12, 0))
    for drawing, spec in arrangements(figure):
        fills = [r for r in ET.fromstring(drawing.svg).iter(SVG + "rect") if "import" in r.get("fill", "")]
        assert float(fills[-1].attrib["width"]) >= 2
        assert drawing.svg.count("var(--pce-export)") == 1, "the heading's square only"
        assert spec["data"][1]["marker"]["line"]["width"] == [0, 0]


def test_what_is_pointed_at_is_told_in_the_pictures_unit() -> None:
    (_, spec), *_ = arrangements(drawn(PartnerBalance("DE", 12_340_000, 2_000_000)))
    assert spec["data"][0]["customdata"][0][1].replace("\u00a0", " ") == (
        "Importations : 12,3 M€<br>Exportations : 2,0 M€<br>Solde : −10,3 M€"
    )


def test_labels_from_files_are_text_in_both_drawings() -> None:
    figure = drawn(PartnerBalance("Q1", 1, 2))
    for drawing, spec in arrangements(figure):
        assert "<script" not in drawing.svg
        assert spec["data"][0]["customdata"][0][0] == "&lt;script&gt;alert(1)&lt;/script&gt; {{ 7*7 }} &amp; co"


def test_colours_are_names_only() -> None:
    figure = drawn(PartnerBalance("DE", 1, 2))
    body = wide(figure).svg.split("</style>")[1]
    assert not re.search(r'(fill|stroke)="(?!var\(--pce-)', body)
    assert "#" not in body


def test_the_same_input_gives_the_same_figure() -> None:
    assert drawn(PartnerBalance("DE", 1, 2)) == drawn(PartnerBalance("DE", 1, 2))
