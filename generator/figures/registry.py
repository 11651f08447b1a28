"""All kinds of figure, and the figures of a territory."""

from typing import Final

from generator.figures.activities.kind import ACTIVITIES
from generator.figures.balance import BALANCE
from generator.figures.evolution import EVOLUTION
from generator.figures.figure import Figure
from generator.figures.flows.kind import EXPORT_FLOWS, IMPORT_FLOWS
from generator.figures.kind import FigureInput
from generator.figures.quarters import QUARTERLY_SERIES

KINDS: Final = (BALANCE, ACTIVITIES, EXPORT_FLOWS, IMPORT_FLOWS, QUARTERLY_SERIES, EVOLUTION)
"""In the order of the files and of the spreadsheet's sheets. A new kind is a line here."""


def draw(given: FigureInput) -> dict[str, Figure]:
    """The figures of a territory by name, without empty ones."""
    figures = (kind.draw(given) for kind in KINDS if kind.is_available(given))
    return {figure.name: figure for figure in figures if figure}
