"""All kinds of figure, in the order of the files and of the spreadsheet's sheets. A new one is a line here."""

from __future__ import annotations

from typing import Final

from generator.figures.activities.kind import ACTIVITIES
from generator.figures.balance.kind import BALANCE
from generator.figures.evolution.kind import EVOLUTION
from generator.figures.flows.kind import EXPORT_FLOWS, IMPORT_FLOWS
from generator.figures.quarters.kind import QUARTERLY_SERIES

KINDS: Final = (BALANCE, ACTIVITIES, EXPORT_FLOWS, IMPORT_FLOWS, QUARTERLY_SERIES, EVOLUTION)
