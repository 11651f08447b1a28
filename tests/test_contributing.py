"""CONTRIBUTING's examples are whole: they run as they stand."""

import importlib
import json
import re
import sys
import textwrap
import tomllib
from collections.abc import Iterator
from fractions import Fraction
from types import ModuleType, SimpleNamespace

import plotly.graph_objects as go
import pytest

from generator.figures.figure import FigureContext
from generator.figures.kind import FigureInput, FigureKind
from generator.figures.theme import LIGHT
from generator.french import words
from generator.pages.environment import environment
from generator.portrait.model import PartnerBalance
from generator.reference.names import Names
from generator.reference.tables import PROJECT
from tests.figures.drawn import arrangements
from tests.support.loire import portrait_of_balance

TEXT = (PROJECT / "CONTRIBUTING.md").read_text(encoding="utf-8")
NAMES = Names({}, {}, {"DE": "Allemagne", "Q1": "<script>"})


def examples(language: str) -> list[str]:
    """The document's blocks of a language, in their order."""
    blocks = re.findall(rf"^( *)```{language}\n(.*?)^ *```$", TEXT, re.DOTALL | re.MULTILINE)
    return [textwrap.dedent(block) for _, block in blocks]


@pytest.fixture
def measure(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The measure's module, under the name that the document gives it."""
    module = ModuleType("generator.portrait.two_way")
    exec(examples("python")[0], module.__dict__)
    monkeypatch.setitem(sys.modules, module.__name__, module)
    return module


def test_the_measures_own_test_passes(measure: ModuleType) -> None:
    found: dict[str, object] = {}
    exec(examples("python")[1], found)
    tests = [value for name, value in found.items() if name.startswith("test_")]
    assert tests
    for test in tests:
        assert callable(test)
        test()


def test_the_measures_sentence_is_written() -> None:
    sentence, _ = examples("jinja")
    template = environment().from_string(sentence)
    share = template.render(analysis=SimpleNamespace(two_way=Fraction(1, 3)), root_md="../")
    assert share.strip() == "Commerce croisé : 33,3\u00a0% ([mesure](../methode.md#commerce-croise))."
    assert template.render(analysis=SimpleNamespace(two_way=None), root_md="../").strip() == ""


@pytest.fixture
def clients() -> Iterator[FigureKind]:
    """The figure, with the words that the document adds."""
    added = tomllib.loads(examples("toml")[0])
    known = words._words()
    before = {name: dict(known.get(name, {})) for name in added}
    for name, section in added.items():
        known[name] = before[name] | section
    words.word.cache_clear()
    yield importlib.import_module("tests.examples.clients").CLIENTS
    for name, section in before.items():
        known[name] = section
    del known["clients"]
    words.word.cache_clear()


def given(*balance: PartnerBalance) -> FigureInput:
    context = FigureContext("Loire", "2024", "Source", demonstration=True)
    return FigureInput(portrait_of_balance(*balance), NAMES, context)


def test_the_figure_is_drawn_for_both_widths_and_for_plotly(clients: FigureKind) -> None:
    trade = given(PartnerBalance("DE", 7, 4_000_000), PartnerBalance("Q1", 9, 1_500_000), PartnerBalance("US", 8, 0))
    figure = clients.draw(trade)
    assert figure is not None
    assert figure.title == "Premiers clients, Loire (2024)"
    for drawing, spec in arrangements(figure):
        assert "4,0\u00a0M€" in drawing.svg
        assert "<script>" not in drawing.svg + json.dumps(spec)
        plain = re.sub(r"var\(--pce-([\w-]+)\)", lambda name: LIGHT[name[1]], json.dumps(spec))
        assert len(go.Figure(json.loads(plain)).data[0].x) == 2
    assert [row[0] for row in clients.rows(trade)] == ["DE", "Q1"]
    assert clients.table.header == ("code_pays", "pays", "export_eur")


def test_a_territory_without_exports_has_no_such_figure(clients: FigureKind) -> None:
    assert clients.draw(given(PartnerBalance("DE", 7, 0))) is None


def test_the_figures_place_on_the_page_is_written() -> None:
    _, place = examples("jinja")
    nothing = SimpleNamespace(view=lambda name: None)
    assert environment().from_string(place).render(views=nothing).strip() == ""
