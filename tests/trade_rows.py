"""Literal rows as the reader hands them on."""

from collections.abc import Iterable, Sequence

import pandas as pd

_OF_ALL: dict[str, str | int] = {
    "departement": "42",
    "direction": "export",
    "quarter": 1,
    "a129": "C10A",
    "cpf4": "1011",
    "country": "DE",
    "value_eur": 0,
    "mass_kg": 0,
}
_CODES = ("departement", "direction", "a129", "cpf4", "country")


def trade_rows(rows: Iterable[Sequence[str | int]], columns: Sequence[str]) -> pd.DataFrame:
    """``rows`` of some columns, with the others' same value in each line."""
    found = pd.DataFrame(list(rows), columns=list(columns))
    found = found.assign(**{name: value for name, value in _OF_ALL.items() if name not in columns})
    numbers = {"quarter": "int8", "value_eur": "int64", "mass_kg": "int64"}
    return found.astype(dict.fromkeys(_CODES, "category") | numbers)
