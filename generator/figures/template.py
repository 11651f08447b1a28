"""What all figures share for Plotly: one template. plotly.py refuses unknown attributes: a typo stops the build."""

import json
from typing import Any, Final

from generator.figures.activities.tree import TREEMAP
from generator.figures.flows.kind import SANKEY
from generator.figures.theme import FONT_STACK, color

SCRIPT: Final = "figure-template.js"
"""Loaded with Plotly, by figures.js."""
_CLEAR: Final = "rgba(0,0,0,0)"
_PAPER: Final = {"xref": "paper", "yref": "paper"}
_HIDDEN: Final = {"visible": False, "fixedrange": True, "domain": [0, 1]}
_LAYOUT: Final = {
    "margin": {"l": 0, "r": 0, "t": 0, "b": 0, "pad": 0},
    "paper_bgcolor": _CLEAR,
    "plot_bgcolor": _CLEAR,
    "font": {"family": FONT_STACK, "color": color("text")},
    "separators": ", ",
    "dragmode": False,
    "showlegend": False,
    "hovermode": "closest",
    "hoverlabel": {
        "bgcolor": color("text"),
        "bordercolor": color("text"),
        "font": {"family": FONT_STACK, "color": color("surface"), "size": 13},
        "align": "left",
    },
    "barmode": "overlay",
    "xaxis": _HIDDEN,
    "yaxis": _HIDDEN,
    "annotationdefaults": {**_PAPER, "yanchor": "middle", "showarrow": False, "borderpad": 0},
    "shapedefaults": {**_PAPER, "layer": "below"},
}
_TRACES: Final = {
    "bar": {"textposition": "none", "hovertemplate": "<b>%{customdata[0]}</b><br>%{customdata[1]}<extra></extra>"},
    "scatter": {"cliponaxis": False, "connectgaps": False},
    "treemap": TREEMAP,
    "sankey": SANKEY,
}


def template() -> dict[str, Any]:
    """The template as JSON types, colours as ``var(--pce-import)``. Raises ``ValueError`` for unknown attributes."""
    from plotly.graph_objs.layout import Template  # noqa: PLC0415 (a third of a second, for one file of the site)

    traces = {kind: [shared] for kind, shared in _TRACES.items()}
    made: dict[str, Any] = Template(layout=_LAYOUT, data=traces).to_plotly_json()
    return made


def template_script() -> str:
    """The script that hands the template to figure-live.js."""
    return f"globalThis.portraitTemplate={json.dumps(template(), separators=(',', ':'), ensure_ascii=False)};\n"
