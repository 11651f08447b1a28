"""The activities figure: two halves, cells in proportion, the same in both drawings."""

import re
from html import unescape
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from generator.figures.activities.content import Leaf
from generator.figures.activities.kind import ACTIVITIES
from generator.figures.activities.squarify import Box, squarify
from generator.figures.activities.tree import PATHBAR, TREEMAP, WIDE, fit
from generator.figures.figure import Amount, Figure, FigureContext
from generator.figures.kind import FigureInput
from generator.figures.text import text_width
from generator.portrait.model import Activity
from generator.reference.names import Names
from tests.figures.drawn import arrangement, arrangements, drawn_text, wide
from tests.support.loire import portrait_of_activities

HOSTILE = "<script>alert(1)</script> {{ 7*7 }} & co"
LONG = "Produits chimiques de base, produits azotés, matières plastiques et caoutchouc synthétique"
AMOUNT = Amount(34_500_000, "34,5 M€", "34,5", "12,3 %")
CODES = [f"P{n:02}Z" for n in range(76)]
LABELS = {code: f"Produit {n}" for n, code in enumerate(CODES)} | {"HOST": HOSTILE, "LONG": LONG}
NAMES = Names(LABELS, {"2110": HOSTILE, "2120": LONG}, {})
CONTEXT = FigureContext("Loire", "2024", "Source : douanes", demonstration=False)
SVG = "{http://www.w3.org/2000/svg}"
SHAPES = {SVG + name for name in ("rect", "path", "line", "circle", "polygon")}

amounts = st.one_of(st.just(0), st.integers(0, 50), st.integers(0, 10**11))
activity_lists = st.lists(
    st.builds(Activity, st.sampled_from([*CODES, "HOST", "LONG"]), amounts, amounts).filter(
        lambda a: a.import_eur + a.export_eur > 0
    ),
    min_size=1,
    max_size=76,
    unique_by=lambda a: a.product_code,
)


def drawn(*activities: Activity, context: FigureContext = CONTEXT) -> Figure:
    figure = ACTIVITIES.draw(FigureInput(portrait_of_activities(*activities), NAMES, context))
    assert figure is not None
    return figure


def nodes(spec: Any) -> dict[str, dict[str, Any]]:
    """The trace's nodes by id."""
    trace = spec["data"][0]
    columns = {name: trace[name] for name in ("parents", "labels", "values", "text", "customdata")}
    columns["fills"], columns["inks"] = trace["marker"]["colors"], trace["textfont"]["color"]
    rows = zip(*columns.values(), strict=True)
    found = {key: dict(zip(columns, row, strict=True)) for key, row in zip(trace["ids"], rows, strict=True)}
    assert len(found) == len(trace["ids"]), "each id once"
    return found


def depth(found: dict[str, dict[str, Any]], key: str) -> int:
    parent = found[key]["parents"]
    return 1 + depth(found, parent) if parent else 1


def test_nothing_to_show_is_no_figure() -> None:
    assert ACTIVITIES.draw(FigureInput(portrait_of_activities(), NAMES, CONTEXT)) is None


def test_the_halves_are_sized_and_named_by_their_totals() -> None:
    figure = drawn(Activity("P00Z", 3_000_000, 1_000_000))
    tree = nodes(arrangement(figure, "wide")[1])
    assert tree["import"]["values"] == 3_000_000
    assert tree["export"]["values"] == 1_000_000
    assert tree["echanges"]["values"] == 4_000_000
    said = [(t.text or "").replace("\u00a0", " ") for t in ET.fromstring(wide(figure).svg).iter(SVG + "text")]
    assert {"Solde : −2,0 M€", "Importations 75 %", "Exportations 25 %"} <= set(said)
    assert "Échanges : 4,0 M€ · Solde : −2,0 M€" in said
    assert tree["export"]["customdata"].replace("\u00a0", " ") == "1,0 M€ · 25 % des échanges"
    assert "Importations : 3,0 M€ (75 %)" in said
    cells = [r for r in ET.fromstring(wide(figure).svg).iter(SVG + "rect") if r.get("fill") == "var(--pce-import)"]
    other = [r for r in ET.fromstring(wide(figure).svg).iter(SVG + "rect") if r.get("fill") == "var(--pce-export)"]
    sizes = [float(r[-1].attrib["width"]) * float(r[-1].attrib["height"]) for r in (cells, other)]
    assert sizes[0] / sizes[1] == pytest.approx(3, rel=0.02)


def test_the_smallest_products_are_gathered_with_their_number_and_can_be_opened() -> None:
    large, small = Activity("P00Z", 10**9, 0), [Activity(code, 10**5, 0) for code in CODES[1:8]]
    tree = nodes(arrangement(drawn(large, *small), "wide")[1])
    others = tree["import/autres"]
    assert others["labels"].replace("\u00a0", " ") == "Autres (7 produits)"
    assert others["values"] == 7 * 10**5
    inside = [node for node in tree.values() if node["parents"] == "import/autres"]
    assert [node["labels"] for node in inside] == [f"Produit {n}" for n in range(1, 8)]


def test_a_product_without_room_for_its_name_is_gathered_rather_than_mute() -> None:
    figure = drawn(*(Activity(code, 10**9 // (n + 1), 10**9 // (n * n + 1)) for n, code in enumerate(CODES)))
    drawing, spec = arrangement(figure, "wide")
    for half in ("import", "export"):
        cells = [node for node in nodes(spec).values() if node["parents"] == half]
        assert len(cells) >= 3
        assert all(cell["text"] for cell in cells), [c["labels"] for c in cells if not c["text"]]
    assert "Autres" in drawing.svg


def test_a_phone_shows_two_lists_of_ten_products_and_says_how_many_others_there_are() -> None:
    figure = drawn(*(Activity(code, 1000 - n, 2000 - n) for n, code in enumerate(CODES[:30])))
    said = [(t.text or "").replace("\u00a0", " ") for t in ET.fromstring(figure.narrow.svg).iter(SVG + "text")]
    named = [text for text in said if text.startswith("Produit ")]
    assert named == [f"Produit {n}" for n in range(10)] * 2
    assert said.count("20 autres produits") == 2
    rest = sum(1000 - n for n in range(10, 30)) * 1000 // sum(1000 - n for n in range(30)) / 10
    assert any(text.endswith(f"· {rest:n} %".replace(".", ",")) for text in said)
    bars = [r for r in ET.fromstring(figure.narrow.svg).iter(SVG + "rect") if r.get("height") == "6"]
    assert len(bars) == 22
    assert re.search('fill="var\\(--pce-import-soft\\)"', figure.narrow.svg)


@pytest.mark.parametrize("size", ["medium", "narrow"])
def test_the_live_lists_have_the_pictures_bars_and_tell_the_parts_of_each_row(size: str) -> None:
    details = tuple(Activity(code, 10**6 * value, 0) for code, value in (("2120", 50), ("9999", 8), ("8888", 2)))
    figure = drawn(Activity("P00Z", 60 * 10**6, 0, details), Activity("P01Z", 0, 40 * 10**6))
    drawing, spec = arrangement(figure, size)
    bars, rows, said = spec["data"]
    rects = [r for r in ET.fromstring(drawing.svg).iter(SVG + "rect") if r.get("height") == "6"]
    assert [float(r.attrib["x"]) for r in rects] == bars["base"]
    assert [float(r.attrib["width"]) for r in rects] == pytest.approx(bars["x"], abs=0.1)
    assert [float(r.attrib["y"]) + 3 for r in rects] == pytest.approx(bars["y"], abs=0.1)
    assert [r.get("fill") for r in rects] == bars["marker"]["color"]
    assert sorted(said["text"]) == sorted(
        f"<b>{t.text}</b>" if t.get("font-weight") else t.text or "" for t in drawn_text(drawing.svg)
    )
    first, second = (data[2].replace("\u00a0", " ") for data in rows["customdata"])
    assert first.startswith(f"Produit 0, 60,0 M€ · 100 % des importations : {LONG[0].lower()}{LONG[1:]} 50,0 ; ")
    assert first.endswith(" 8,0…")
    assert second == "Produit 1, 40,0 M€ · 100 % des exportations"


@settings(max_examples=30, deadline=None)
@given(activity_lists)
def test_at_most_a_quarter_of_a_half_is_gathered_unless_more_than_forty_share_it(activities: list[Activity]) -> None:
    tree = nodes(arrangement(drawn(*activities), "wide")[1])
    for half in {"import", "export"} & set(tree):
        if rest := tree.get(f"{half}/autres"):
            shared = sum(node["parents"] == f"{half}/autres" for node in tree.values())
            assert shared > 40 or 4 * rest["values"] <= tree[half]["values"] or shared == 1


def test_a_name_is_broken_at_most_once_and_no_cell_is_bold() -> None:
    for text in ("Produits alimentaires intergouvernementaux", "Appareils de mesure, horlogerie"):
        names = [fit(Leaf("A", text, AMOUNT, ()), room, 300).name for room in range(20, 200, 3)]
        assert {sum(line.endswith("-") for line in name) for name in names} == {0, 1}
        assert () in names, "no label rather than syllables"
    assert "<b>" not in "".join(
        n["text"] for n in nodes(arrangement(drawn(Activity("P00Z", 9, 9)), "wide")[1]).values()
    )


def test_a_single_small_product_keeps_its_name() -> None:
    tree = nodes(arrangement(drawn(Activity("P00Z", 10**9, 0), Activity("P01Z", 1, 0)), "wide")[1])
    assert tree["import/P01Z"]["labels"] == "Produit 1"
    assert "import/autres" not in tree


def test_cells_open_on_their_cpf4_products_the_smallest_merged() -> None:
    details = tuple(Activity(f"21{n:02}", 100 - n, 0) for n in range(15))
    activity = Activity("P00Z", sum(d.import_eur for d in details), 0, details)
    tree = nodes(arrangement(drawn(activity), "wide")[1])
    inside = [node for node in tree.values() if node["parents"] == "import/P00Z"]
    assert len(inside) == 13
    assert inside[-1]["labels"].replace("\u00a0", " ") == "Autres (3 produits)"
    assert inside[-1]["values"] == 88 + 87 + 86
    assert "Autres" not in wide(drawn(activity)).svg, "the picture shows products, not what they open on"


@settings(max_examples=30, deadline=None)
@given(activity_lists)
def test_parts_sum_to_their_whole_and_both_drawings_say_the_same(activities: list[Activity]) -> None:
    drawing, spec = arrangement(drawn(*activities), "wide")
    tree = nodes(spec)
    for key in tree:
        inside = [node["values"] for node in tree.values() if node["parents"] == key]
        if inside and (depth(tree, key) < 3 or key.endswith("/autres")):
            assert sum(inside) <= tree[key]["values"]
    assert tree["echanges"]["values"] == sum(a.import_eur + a.export_eur for a in activities)
    markup = [tree[key]["text"] for key in tree if depth(tree, key) == 3]
    markup += spec["data"][1]["text"]
    written = sorted(t.text or "" for t in ET.fromstring(drawing.svg).iter(SVG + "text"))
    said = [line for text in markup if text for line in unescape(re.sub("</?b>", "", text)).split("<br>")]
    # the headings are the labels of the nodes that hold cells; a sliver of a half has none
    headings = {unescape(re.sub("</?b>", "", tree[key]["labels"])).lstrip() for key in tree}
    left = list(written)
    for line in said:
        left.remove(line)
    assert set(left) <= headings
    assert 1 <= len(left) <= 3


@settings(max_examples=30, deadline=None)
@given(activity_lists, st.booleans())
@example([Activity("P00Z", 0, 26_241_941_802), Activity("P01Z", 0, 9_950_000_000)], False)
def test_text_stays_in_its_cell_and_everything_in_the_picture(activities: list[Activity], demonstration: bool) -> None:
    context = FigureContext("Provence-Alpes-Côte d'Azur", "1er–3e trimestres 2024", LONG, demonstration)
    for drawing, _ in arrangements(drawn(*activities, context=context)):
        whole = (0.0, 0.0, float(drawing.width), float(drawing.height))
        cells = [whole]
        for rect in ET.fromstring(drawing.svg).iter(SVG + "rect"):
            x, y, across, down = (float(rect.get(k, 0)) for k in ("x", "y", "width", "height"))
            assert x >= 0
            assert x + across <= drawing.width
            assert y >= 0
            assert y + down <= drawing.height
            cells.append((x, y, x + across, y + down))
        for text in drawn_text(drawing.svg):
            if "text-anchor" in text.attrib:
                continue
            x, y, size = (float(text.attrib[k]) for k in ("x", "y", "font-size"))
            right = x + text_width(text.text or "", size, bold="font-weight" in text.attrib)
            around = [c for c in cells if c[0] <= x <= c[2] and c[1] <= y <= c[3]]
            in_cell = "on-fill" in text.get("fill", "")
            # cells lie in each other: the innermost is the one that the text is of
            bounds = min(around, key=lambda c: (c[2] - c[0]) * (c[3] - c[1])) if in_cell else whole
            assert right <= bounds[2] + 0.1
            assert bounds[1] <= y - 0.7 * size


@given(st.lists(st.integers(1, 10**12), min_size=1, max_size=40), st.floats(10, 1000), st.floats(10, 1000))
def test_squarify_fills_the_box_in_proportion(values: list[int], across: float, down: float) -> None:
    boxes = squarify(values, Box(0, 0, across, down))
    assert len(boxes) == len(values)
    area = across * down
    for value, box in zip(values, boxes, strict=True):
        assert box.width * box.height == pytest.approx(area * value / sum(values), rel=1e-4, abs=area * 1e-7)
        assert -1e-6 <= box.left <= box.right <= across + 1e-6
        assert -1e-6 <= box.top <= box.bottom <= down + 1e-6


def test_squarify_gives_the_published_example() -> None:
    boxes = squarify([6, 6, 4, 3, 2, 2, 1], Box(0, 0, 6, 4))
    rounded = [tuple(round(side, 2) for side in box) for box in boxes]
    assert rounded[:4] == [(0, 0, 3, 2), (0, 2, 3, 4), (3, 0, 4.71, 2.33), (4.71, 0, 6, 2.33)]


def test_text_shrinks_then_gives_way() -> None:
    leaf = Leaf("A", "Produits pharmaceutiques", AMOUNT, ())
    roomy, tight, tighter = fit(leaf, 300, 200), fit(leaf, 110, 70), fit(leaf, 90, 30)
    assert roomy.size == 16
    assert roomy.name == ("Produits pharmaceutiques",)
    assert roomy.amounts[0].replace("\u00a0", " ") == "34,5 M€ · 12,3 %"
    assert tight.size == 12
    assert "".join(tight.name) == "Produitspharmaceutiques"
    assert tighter.amounts == ()
    assert fit(leaf, 60, 60).name == ("Produits", "pharma-", "ceutiques")
    assert fit(leaf, 20, 20) == (12, (), ())


@pytest.mark.parametrize("activity", [Activity("P00Z", 12, 0), Activity("P00Z", 0, 1)])
def test_a_single_product_is_a_whole_picture(activity: Activity) -> None:
    for drawing, _ in arrangements(drawn(activity)):
        root = ET.fromstring(drawing.svg)
        assert len([e for e in root.iter() if e.tag in SHAPES]) > 10
        assert drawing.height >= 300


def test_labels_from_files_are_text_in_both_drawings() -> None:
    host = Activity("HOST", 10, 20, (Activity("2110", 10, 20),))
    figure = drawn(host)
    for drawing, spec in arrangements(figure):
        assert "<script" not in drawing.svg
        assert "<script" not in str(spec)
    for node in nodes(arrangement(figure, "wide")[1]).values():
        shown = re.sub(r"</?b>|<br>", "", node["labels"] + node["text"])
        assert "<" not in shown


def test_cells_have_their_halfs_colour_in_both_drawings() -> None:
    small = [Activity(code, 1, 1) for code in CODES[1:8]]
    figure = drawn(Activity("P00Z", 10**6, 10**6), *small)
    tree = nodes(arrangement(figure, "wide")[1])
    for side in ("import", "export"):
        assert tree[f"{side}/P00Z"]["fills"] == f"var(--pce-{side})"
        assert tree[f"{side}/autres"]["fills"] == f"var(--pce-{side}-soft)"
        assert tree[f"{side}/P00Z"]["inks"] == "var(--pce-on-fill)"
    for drawing, _ in arrangements(figure):
        assert all(f'fill="var(--pce-{side})"' in drawing.svg for side in ("import", "export"))
        body = drawing.svg.split("</style>")[1]
        assert not re.search(r'(fill|stroke)="(?!var\(--pce-)', body)


def test_plotly_draws_in_the_same_place_with_room_for_the_way_back() -> None:
    figure = drawn(Activity("P00Z", 10, 20))
    for drawing, spec in arrangements(figure):
        assert (spec["layout"]["width"], spec["layout"]["height"]) == (drawing.width, drawing.height)
    trace = arrangement(figure, "wide")[1]["data"][0]
    assert trace["domain"]["x"] == [WIDE.margin / WIDE.width, 1 - WIDE.margin / WIDE.width]
    assert trace.keys().isdisjoint(TREEMAP.keys() - {"marker"})
    assert TREEMAP["pathbar"]["thickness"] < PATHBAR
    assert TREEMAP["sort"] is False
    assert TREEMAP["branchvalues"] == "total"
    assert isinstance(TREEMAP["marker"]["line"]["width"], int), "a list would lose the path bar"


def test_the_same_input_gives_the_same_figure() -> None:
    assert drawn(Activity("P00Z", 1, 2)) == drawn(Activity("P00Z", 1, 2))
