"""The template that all live figures share."""

import json

import plotly.graph_objects as go
import pytest

from generator.figures import template


def test_a_misspelt_attribute_stops_the_build(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(template, "_LAYOUT", {**template._LAYOUT, "hovermod": "closest"})
    with pytest.raises(ValueError, match="hovermod"):
        template.template()


def test_plotly_takes_the_template() -> None:
    shared = template.template()
    assert go.Figure(layout={"template": shared}).layout.template.layout.separators == ", "
    assert set(shared["data"]) == {"bar", "scatter", "treemap", "sankey"}


def test_the_script_gives_it_to_the_live_figures() -> None:
    script = template.template_script()
    assert json.loads(script.removeprefix("globalThis.portraitTemplate=").removesuffix(";\n"))
