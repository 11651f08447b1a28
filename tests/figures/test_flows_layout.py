"""The rules of the layout, whatever the flows."""

from collections import Counter
from itertools import combinations, pairwise
from math import hypot

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.figures import text
from generator.figures.figure import FigureContext, Label
from generator.figures.flows.layout import lay_out
from generator.figures.flows.model import MEDIUM, NARROW, WIDE, FlowsLayout, Measures, flows_content
from generator.portrait.model import Flow, Flows
from generator.reference.direction import Direction
from generator.reference.names import OTHERS, Names

CONTEXT = FigureContext("Loire", "2024", "Source : douanes françaises, 2025", demonstration=True)
LONG = "Produits chimiques de base, produits azotés, matières plastiques et caoutchouc synthétique"
EPSILON = 1e-6

Pairs = dict[tuple[str, str], int]


def flows_of(direction: Direction, pairs: Pairs) -> Flows:
    """Flows by REFERENCE.md's rules, from values by product and country."""
    totals: tuple[Counter[str], Counter[str]] = (Counter(), Counter())
    for codes, value in pairs.items():
        for total, code in zip(totals, codes, strict=True):
            total[code] += value
    first = [
        tuple(code for code, _ in sorted(total.items(), key=lambda item: (-item[1], item[0]))[:10]) for total in totals
    ]
    grouped: Counter[tuple[str, str]] = Counter()
    for (product, country), value in pairs.items():
        key = product if product in first[0] else OTHERS, country if country in first[1] else OTHERS
        grouped[key] += value
    ranked = sorted(grouped.items(), key=lambda item: (-item[1], item[0]))
    main = [codes for codes, _ in ranked if OTHERS not in codes][:5]
    rows = tuple(Flow(*codes, value, codes in main) for codes, value in ranked)
    rest = [len(total) - len(codes) for total, codes in zip(totals, first, strict=True)]
    return Flows(direction, sum(pairs.values()), rows, first[0], first[1], rest[0], rest[1])


amounts = st.one_of(st.integers(1, 99), st.integers(1, 10**7), st.integers(1, 10**13))
all_pairs = st.dictionaries(
    st.tuples(st.integers(0, 13).map(lambda n: f"P{n:02}"), st.integers(0, 13).map(lambda n: f"C{n:02}")),
    amounts,
    min_size=1,
    max_size=60,
)
labels = st.one_of(st.just(LONG), st.text(min_size=1, max_size=80))
names = st.builds(
    lambda products, countries: Names(products, {}, countries),
    st.dictionaries(st.integers(0, 13).map(lambda n: f"P{n:02}"), labels),
    st.dictionaries(st.integers(0, 13).map(lambda n: f"C{n:02}"), labels),
)
pictures = pytest.mark.parametrize("measures", [WIDE, MEDIUM, NARROW], ids=["wide", "medium", "narrow"])


def layout_of(measures: Measures, direction: Direction, pairs: Pairs, names: Names) -> FlowsLayout:
    return lay_out(flows_content(flows_of(direction, pairs), names), CONTEXT, measures)


def box(label: Label) -> tuple[float, float, float, float]:
    width = text.text_width(label.text, label.size, bold=label.bold)
    left = label.x - {"start": 0.0, "middle": width / 2, "end": width}[label.anchor]
    return left, label.y - label.size, left + width, label.y + 0.3 * label.size


def overlap(a: tuple[float, float, float, float], b: tuple[float, float, float, float]) -> bool:
    return all(a[i] < b[i + 2] - EPSILON and b[i] < a[i + 2] - EPSILON for i in (0, 1))


@pictures
@settings(max_examples=60, deadline=None)
@given(direction=st.sampled_from(Direction), pairs=all_pairs, names=names)
def test_nothing_overlaps_or_leaves_the_picture(
    measures: Measures, direction: Direction, pairs: Pairs, names: Names
) -> None:
    layout = layout_of(measures, direction, pairs, names)
    boxes = [box(label) for label in layout.labels]
    boxes += [(b.x, b.y, b.x + b.width, b.y + b.height) for b in layout.bars]
    circles = [(b.x - b.radius, b.y - b.radius, b.x + b.radius, b.y + b.radius) for b in layout.badges]
    for left, top, right, bottom in (*boxes, *circles):
        assert 0 <= left <= right <= layout.width + EPSILON
        assert 0 <= top <= bottom <= layout.height + EPSILON
    for a, b in (*combinations(boxes, 2), *((a, b) for a in boxes for b in circles)):
        assert not overlap(a, b), (a, b)
    for one, other in combinations(layout.badges, 2):
        assert hypot(one.x - other.x, one.y - other.y) >= one.radius + other.radius - EPSILON


@pictures
@settings(max_examples=60, deadline=None)
@given(direction=st.sampled_from(Direction), pairs=all_pairs)
def test_ribbons_fill_their_bars_in_order(measures: Measures, direction: Direction, pairs: Pairs) -> None:
    layout = layout_of(measures, direction, pairs, Names({}, {}, {}))
    for place, bar in enumerate(layout.bars):
        out = sorted((r.target, r.y_source, r.thickness) for r in layout.ribbons if r.source == place)
        into = sorted((r.source, r.y_target, r.thickness) for r in layout.ribbons if r.target == place)
        edge = bar.y
        for _, middle, thickness in out or into:
            assert middle - thickness / 2 == pytest.approx(edge)
            edge += thickness
        assert edge == pytest.approx(bar.y + bar.height)


@pictures
@settings(max_examples=60, deadline=None)
@given(direction=st.sampled_from(Direction), pairs=all_pairs)
def test_sides_are_in_rank_order_and_add_up(measures: Measures, direction: Direction, pairs: Pairs) -> None:
    layout = layout_of(measures, direction, pairs, Names({}, {}, {}))
    flows = flows_of(direction, pairs)
    for codes, x in zip(
        (flows.products, flows.countries)[:: 1 if direction is Direction.EXPORT else -1],
        (measures.left_bar, measures.right_bar),
        strict=True,
    ):
        bars = [bar for bar in layout.bars if bar.x == x]
        assert [bar.node.name for bar in bars][: len(codes)] == [f"Code {code}" for code in codes]
        assert len(bars) - len(codes) in (0, 1)
        assert sum(bar.node.total.value_eur for bar in bars) == flows.total_eur
        assert sum(bar.height for bar in bars) == pytest.approx(measures.flow_height)
        assert all(one.y + one.height <= other.y for one, other in pairwise(bars))


@pictures
@settings(max_examples=60, deadline=None)
@given(direction=st.sampled_from(Direction), pairs=all_pairs)
def test_main_flows_are_on_top_each_with_its_badge(measures: Measures, direction: Direction, pairs: Pairs) -> None:
    layout = layout_of(measures, direction, pairs, Names({}, {}, {}))
    ranks = [ribbon.link.rank for ribbon in layout.ribbons]
    count = sum(flow.is_main for flow in flows_of(direction, pairs).rows)
    assert ranks == [None] * (len(ranks) - count) + list(range(1, count + 1))
    assert [badge.rank for badge in layout.badges] == list(range(1, count + 1)) * 2
    for ribbon, badge in zip(layout.ribbons[len(ranks) - count :], layout.badges[:count], strict=True):
        low, high = sorted((ribbon.y_source, ribbon.y_target))
        assert ribbon.x_source < badge.x < ribbon.x_target
        assert low - EPSILON <= badge.y <= high + EPSILON


def test_a_share_that_rounds_to_nothing_is_not_said_to_be_zero() -> None:
    flows = flows_of(Direction.EXPORT, {("P00", "C00"): 4_000_000_000, ("P01", "C01"): 12})
    content = flows_content(flows, Names({}, {}, {}))
    assert [node.total.line for node in content.left.nodes] == [
        "4\u202f000,0\u00a0M€ · 100\u00a0%",
        "<\u00a00,1\u00a0M€ · <\u00a00,1\u00a0%",
    ]


@pictures
def test_a_main_flow_that_may_be_one_off_is_marked_in_the_key(measures: Measures) -> None:
    flows = flows_of(Direction.EXPORT, {("P00", "C00"): 30, ("P00", "C01"): 20, ("P01", "C00"): 10})
    one_offs = {("P00", "C01"), ("P09", "C09")}
    content = flows_content(flows, Names({}, {}, {}), one_offs)
    assert [link.may_be_one_off for link in content.main] == [False, True, False]
    layout = lay_out(content, CONTEXT, measures)
    (mark,) = (label for label in layout.labels if label.text == "opération ponctuelle possible")
    ranks = {badge.rank: badge.y for badge in layout.badges[len(content.main) :]}
    assert min(ranks, key=lambda rank: abs(ranks[rank] - mark.y)) == 2


def test_others_stand_last_and_say_how_many_they_are() -> None:
    pairs = {(f"P{n:02}", f"C{n % 3:02}"): 1 if n < 10 else 100 for n in range(12)}
    content = flows_content(flows_of(Direction.IMPORT, pairs), Names({}, {}, {}))
    assert len(content.left.nodes) == 3
    assert len(content.right.nodes) == 11
    assert content.right.nodes[-1].name == "Autres (2\u00a0produits)"


def test_what_is_said_of_a_node_names_its_largest_flows_and_the_rest_last() -> None:
    flows = flows_of(Direction.EXPORT, {(f"P{n:02}", "IT"): 10**7 * (20 - n) for n in range(13)})
    said = [text.replace("\u00a0", " ") for text in flows_content(flows, Names({}, {}, {})).said]
    assert said[0] == "Code P00, 200,0 M€ · 11 % : Italie 200,0 M€"
    assert said[-1] == (
        "Vers l'Italie, 1\u202f820,0 M€ · 100 % : "
        "code P00 200,0 M€ ; code P01 190,0 ; code P02 180,0… ; autres (3 produits) 270,0"
    )
