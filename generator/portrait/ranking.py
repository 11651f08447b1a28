"""Who comes first: by value descending, ties by code ascending (REFERENCE.md, « Figures »)."""

from __future__ import annotations

from collections.abc import Mapping

FIRST = 10
"""How many partners and products are named in the balance and the flows. Sentences take the number from here."""


def ranked(values: Mapping[str, int]) -> tuple[str, ...]:
    """Codes of non-zero value, largest first, ties by code."""
    return tuple(sorted((code for code, value in values.items() if value), key=lambda c: (-values[c], c)))


def leading(values: Mapping[str, int]) -> tuple[str, ...]:
    """The ``FIRST`` largest codes at most; one without value is never among them."""
    return ranked(values)[:FIRST]
