"""What a customs duty would bear on: exports to one market, and the duty at its border with trade unchanged."""

from __future__ import annotations

from fractions import Fraction
from typing import Final

EXAMPLE_RATE: Final = 15
"""The rate in percent that pages speak of before a reader chooses."""


def duty_eur(base_eur: int, rate_percent: Fraction) -> int:
    """The duty on ``base_eur`` of exports at ``rate_percent``, in whole euros, halves up (REFERENCE, « Addresses »).

    Limits: an arithmetic, not a forecast. Quantities and prices are taken as unchanged; a duty is set by tariff line
    and on the value at the border of arrival, while exports are told by A129 product and at the French border (FAB).
    """
    return int(base_eur * rate_percent / 100 + Fraction(1, 2))
