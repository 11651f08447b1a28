"""What all kinds of figure have in common: a new one is tested by being in the registry."""

import json
import re
import xml.etree.ElementTree as ET
from dataclasses import replace

import plotly.graph_objects as go
import pytest

from generator.compute import EditionData
from generator.figures.kind import FigureInput, FigureKind
from generator.figures.registry import KINDS
from generator.figures.theme import LIGHT
from generator.portrait.diversification import Regularity
from generator.portrait.evolution import evolution
from generator.reference.direction import Direction
from generator.reference.territories import territories_of
from tests.figures.drawn import SIZES, arrangements

by_name = pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)


@pytest.fixture(scope="module")
def given(demo: EditionData) -> FigureInput:
    """The Loire, told since a year in which it was the whole région."""
    loire, region = territories_of("42"), territories_of("region-84")
    (here,), (there,) = loire, region
    since = evolution(demo.scopes[there], demo.scopes[here], (2023, 2024))
    return replace(demo.inputs[here], evolution=since)


def test_no_two_kinds_share_a_name_or_a_sheet() -> None:
    assert len({kind.name for kind in KINDS}) == len({kind.table.title for kind in KINDS}) == len(KINDS)


@by_name
def test_a_kind_draws_a_figure_of_its_name_in_three_widths(kind: FigureKind, given: FigureInput) -> None:
    figure = kind.draw(given)
    assert kind.is_available(given)
    assert figure
    assert figure.name == kind.name
    assert "Loire" in figure.title
    for drawing, spec in arrangements(figure):
        root = ET.fromstring(drawing.svg)
        assert (root.get("width"), root.get("height")) == (str(drawing.width), str(drawing.height))
        assert sum(1 for shape in root.iter() if shape.tag.rpartition("}")[2] in ("rect", "path")) > 10
        assert spec["layout"]["width"] == drawing.width


@by_name
@pytest.mark.parametrize("size", SIZES)
def test_plotly_knows_every_attribute_of_a_spec(kind: FigureKind, given: FigureInput, size: str) -> None:
    figure = kind.draw(given)
    assert figure
    text = re.sub(r"var\(--pce-([\w-]+)\)", lambda name: LIGHT[name[1]], figure.specs[size])
    assert go.Figure(json.loads(text)).data


@by_name
def test_a_table_has_its_columns_and_no_key_twice(kind: FigureKind, given: FigureInput) -> None:
    rows = list(kind.rows(given))
    assert rows
    assert {len(row) for row in rows} == {len(kind.columns)}
    keys = [tuple(row[kind.columns.index(column)] for column in kind.key) for row in rows]
    assert len(set(keys)) == len(rows)
    numbers = [i for i, column in enumerate(kind.table.columns) if column.type in {"integer", "number"}]
    assert all(isinstance(cell, int) == (i in numbers) for row in rows for i, cell in enumerate(row))


def test_only_a_whole_year_says_that_a_flow_may_be_one_off(given: FigureInput) -> None:
    once = Regularity("C24A", "DE", (0, 7, 0, 0))
    often = Regularity("C24A", "IT", (2, 2, 2, 2))
    assert given.diversification
    found = replace(given.diversification, regularity={Direction.EXPORT: (once, often), Direction.IMPORT: ()})
    whole = replace(given, diversification=found)
    assert whole.one_offs(Direction.EXPORT) == {("C24A", "DE")}
    assert whole.one_offs(Direction.IMPORT) == frozenset()
    unfinished = replace(whole, context=replace(given.context, complete=False))
    assert unfinished.one_offs(Direction.EXPORT) == frozenset()
