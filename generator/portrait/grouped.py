"""The rows added up once by code, and what some départements have of it."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
import pandas as pd

from generator.reference.direction import Direction

Pair = tuple[str, str]

_Integers: TypeAlias = npt.NDArray[np.int64]


class Grouped:
    """The rows added up by département, direction, ``product`` and a ``last`` code: one integer each, and euros.

    Integers stand in order. As four categoricals pandas would group them by the millions of combinations there could
    be, which takes three times as long.
    """

    def __init__(self, rows: pd.DataFrame, last: str, product: str = "a129") -> None:
        columns = [rows[name].cat for name in ("departement", "direction", product, last)]
        self._codes = [column.categories.to_numpy() for column in columns]
        self._sizes = [len(codes) for codes in self._codes]
        self._departements = {code: number for number, code in enumerate(self._codes[0])}
        keys = np.zeros(len(rows), dtype=np.int64)
        for column, size in zip(columns, self._sizes, strict=True):
            # The widest domains the customs' layout allows, multiplied, stay far within int64.
            keys = keys * size + column.codes.to_numpy()
        self._keys, self._euros = _added_up(keys, rows["value_eur"].to_numpy())

    def of(self, departements: Collection[str] | None) -> dict[Direction, Counter[Pair]]:
        """Euros by product and ``last`` of some départements together (of all: ``None``), in order of the codes."""
        within = math.prod(self._sizes[1:])
        known = self._departements
        numbers = [known[code] for code in departements or () if code in known]
        bounds = np.searchsorted(self._keys, [[n * within, (n + 1) * within] for n in numbers]).tolist()
        parts = [slice(None)] if departements is None else [slice(*each) for each in bounds]
        keys, euros = (
            np.concatenate([column[part] for part in parts] or [column[:0]])
            for column in (self._keys, self._euros)
        )
        keys, euros = _added_up(keys % within, euros)
        flows, *pairs = np.unravel_index(keys, self._sizes[1:])
        products, lasts = (
            codes[places].tolist() for codes, places in zip(self._codes[2:], pairs, strict=True)
        )
        found = {direction: Counter[Pair]() for direction in Direction}
        values = euros.tolist()
        for number, direction in enumerate(self._codes[1]):
            start, end = np.searchsorted(flows, [number, number + 1]).tolist()
            ends = zip(products[start:end], lasts[start:end], strict=True)
            found[Direction(direction)] = Counter(dict(zip(ends, values[start:end], strict=True)))
        return found


def _added_up(keys: _Integers, euros: _Integers) -> tuple[_Integers, _Integers]:
    """Each key once, in order, with its sum; those without value are left out."""
    order = np.argsort(keys, kind="stable")
    keys = keys[order]
    starts = np.flatnonzero(np.diff(keys, prepend=-1))
    sums = np.add.reduceat(euros[order], starts) if len(keys) else euros
    return keys[starts][sums != 0], sums[sums != 0]
