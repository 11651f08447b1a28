"""The rows of one département in a demonstration edition, drawn from the weights.

Only uniform numbers and the four operations are used: logarithms and the like may differ in their last bit from a
processor to another, and the same seed must give the same bytes.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from generator.customs.demo.weights import Matrix, Weights

Integers = NDArray[np.int64]

_QUARTERS = 4
_SEASON = np.array([1.0, 1.03, 0.92, 1.05])
"""Trade by quarter: the third holds August."""

_ROWS_PER_CELL = 3.3
"""A product and country trade in a little more than three quarters of four, as in the real files."""


@dataclass(frozen=True, slots=True)
class DemoRows:
    """Rows in columns, ordered by quarter, product and country.

    ``product`` and ``country`` are positions in the weights; ``value`` is in euros, ``mass`` in kilograms.
    """

    quarter: Integers
    product: Integers
    country: Integers
    value: Integers
    mass: Integers


def draw_rows(
    weights: Weights, line: int, *, total: int, count: int, entropy: list[int], year: int
) -> DemoRows:
    """``count`` rows at most of the département at ``line``, whose values sum to ``total`` euros exactly.

    ``entropy`` settles its structure, the same from year to year; ``year`` moves it a little.
    """
    structure = np.random.Generator(np.random.PCG64(entropy))
    yearly = np.random.Generator(np.random.PCG64([*entropy, year]))
    cells = _cells(weights, line, structure)
    cells *= 0.85 + 0.3 * yearly.random(cells.size)
    wanted = min(int(count / _ROWS_PER_CELL) + 1, int(np.count_nonzero(cells)))
    chosen = _largest(cells, wanted)
    quarterly = _SEASON[:, None] * cells[chosen] * (0.5 + yearly.random((_QUARTERS, chosen.size)))
    flat = quarterly.ravel()
    kept = _largest(flat * _bell(yearly, flat.size), min(count, flat.size))
    cell = chosen[kept % chosen.size]
    value = _euros(flat[kept], total)
    product = cell // len(weights.countries)
    return DemoRows(
        quarter=kept // chosen.size + 1,
        product=product,
        country=cell % len(weights.countries),
        value=value,
        mass=_kilograms(value, weights.eur_per_kg[product], yearly),
    )


def _cells(weights: Weights, line: int, random: np.random.Generator) -> Matrix:
    """Weight of each product and country of a département, flat, uneven as real trade is."""
    by_country = weights.by_country * weights.nearness[line]
    by_country *= (weights.by_product[line] / by_country.sum(axis=1))[:, None]
    flat: Matrix = by_country.ravel()
    return flat * _bell(random, flat.size)


def _bell(random: np.random.Generator, size: int) -> Matrix:
    """Positive numbers about 1, a few of them many times larger or smaller (log-odds of two uniform ones)."""
    middle = (random.random(size) + random.random(size)) / 2
    return (middle + 0.01) / (1.01 - middle)


def _largest(numbers: Matrix, count: int) -> Integers:
    """Positions of the ``count`` largest numbers, ascending."""
    positions: Integers = np.sort(np.argpartition(numbers, numbers.size - count)[-count:])
    return positions


def _euros(shares: Matrix, total: int) -> Integers:
    """Whole euros, 1 at least, in proportion to ``shares``; the largest takes what rounding leaves."""
    values: Integers = np.maximum(shares / shares.sum() * total, 1).astype(np.int64)
    values[int(np.argmax(values))] += total - int(values.sum())
    return values


def _kilograms(value: Integers, eur_per_kg: Matrix, random: np.random.Generator) -> Integers:
    """Whole kilograms; goods without a price by weight (electricity) weigh nothing."""
    price = np.where(eur_per_kg > 0, eur_per_kg, np.inf)
    mass: Matrix = value / price * (0.6 + 0.8 * random.random(value.size))
    return mass.astype(np.int64)
