"""The rows of a demonstration edition: totals in euros, weights of products and countries, random rows.

Tables of ``data/reference/`` (all invented): ``demo_produits.csv`` (national weights of the CPF4 goods),
``demo_pays.csv`` (of the countries), ``demo_affinites.csv`` (which goods go where), ``demo_profils.csv`` and
``demo_departements.csv`` (what each département trades most, and its totals). Where ``totaux_publies.csv`` has totals
of the year to the tenth of a million, the invented ones are scaled to match them to the euro.

Rows are drawn with uniform random numbers and basic arithmetic only: the last bits of logarithms and the like depend
on the processor, and the same seed must give the same bytes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from generator.reference.direction import Direction
from generator.reference.names import ELECTRICITY
from generator.reference.tables import euros_of, read_table
from generator.reference.territories import Kind, territories

Matrix = NDArray[np.float64]
Integers = NDArray[np.int64]

_EXACT = "0.1"
"""The precision of the published totals that are matched, in millions of euros."""
_DRIFT = 0.08
"""The largest change from the table's totals in a year without published totals, as a fraction."""
_ITERATIONS = 30
"""The margins converge to within a few per mille, which is enough for a demonstration."""
_PARIS = "75"
_PREFERENCE = 1.6
"""How much more a département trades with the countries that the table names for it."""
_QUARTERS = 4
_SEASON = np.array([1.0, 1.03, 0.92, 1.05])
"""Relative trade of the quarters; the third includes August."""
_ROWS_PER_CELL = 3.3
"""Mean number of quarters in which a product and country trade, as in the real files."""


def _random(entropy: Sequence[int]) -> np.random.Generator:
    return np.random.Generator(np.random.PCG64(entropy))


def demo_totals(direction: Direction, year: int, seed: int) -> dict[str, int]:
    """Euros by customs code of département, in the table's order."""
    totals = {row["code_douane"]: euros_of(row[direction]) for row in read_table("demo_departements.csv")}
    published = [
        row for row in read_table("totaux_publies.csv") if row["edition"] == str(year) and row["precision"] == _EXACT
    ]
    if not published:
        moves = _random([seed, list(Direction).index(direction), year]).random(len(totals)).tolist()
        return {
            code: int(total * (1 + _DRIFT * (2 * move - 1)))
            for (code, total), move in zip(totals.items(), moves, strict=True)
        }
    places = {(t.kind.value, t.code): t for t in territories()}
    settled: set[str] = set()
    # from the smallest territories to the largest: those that are scaled stay as they are
    for row in sorted(published, key=lambda row: (list(Kind).index(Kind(row["type"])), row["code"])):
        inside = set(places[row["type"], row["code"]].row_codes or totals)
        _scale(totals, inside - settled, euros_of(row[f"{direction}_meur"]), inside & settled)
        settled |= inside
    return totals


def _scale(totals: dict[str, int], free: set[str], target: int, settled: set[str]) -> None:
    """Scales the ``free`` codes in place, so that they and the ``settled`` ones sum to ``target``."""
    target -= sum(totals[code] for code in settled)
    free_total = sum(totals[code] for code in free)
    for code in free:
        totals[code] = totals[code] * target // free_total
    largest = max(free, key=lambda code: (totals[code], code))
    totals[largest] += target - sum(totals[code] for code in free)


@dataclass(frozen=True, slots=True)
class Weights:
    """The weights of one direction; ``products`` are CPF4 codes, ``activities`` the A129 code of each.

    Shapes: ``by_product`` départements × products, ``by_country`` products × countries, ``preference``
    départements × countries, ``eur_per_kg`` products (0: no mass is recorded).
    """

    departements: tuple[str, ...]
    products: tuple[str, ...]
    activities: tuple[str, ...]
    countries: tuple[str, ...]
    by_product: Matrix
    by_country: Matrix
    preference: Matrix
    eur_per_kg: Matrix


def demo_weights(direction: Direction, totals: dict[str, int], seed: int) -> Weights:
    """The weights of one direction; ``totals``: euros by customs code of département."""
    goods, places = read_table("demo_produits.csv"), read_table("demo_departements.csv")
    countries = [row for row in read_table("demo_pays.csv") if float(row[direction]) > 0]
    activity_of = {row["code"]: row["a129"] for row in read_table("produits_cpf4.csv")}
    activities = tuple(activity_of[row["cpf4"]] for row in goods)
    codes = tuple(row["pays"] for row in countries)
    product_weight = _column(goods, direction)
    profiles = _profiles(places, [row["cpf4"] for row in goods], activities, direction)
    # départements with the same profile must differ
    profiles *= 0.5 + _random([seed, list(Direction).index(direction)]).random(profiles.shape)
    return Weights(
        departements=tuple(totals),
        products=tuple(row["cpf4"] for row in goods),
        activities=activities,
        countries=codes,
        by_product=_fitted(profiles, np.array(list(totals.values()), float), product_weight),
        by_country=_fitted(
            _affinities([row["groupe"] for row in goods], codes, direction),
            product_weight,
            _column(countries, direction),
        ),
        preference=np.array(
            [[_PREFERENCE if c in row["voisins"].split(",") else 1.0 for c in codes] for row in places]
        ),
        eur_per_kg=_column(goods, "eur_kg"),
    )


def _column(rows: list[dict[str, str]], name: str) -> Matrix:
    return np.array([float(row[name]) for row in rows])


def _factors(table: str, outer: str, inner: str, column: str) -> dict[str, dict[str, float]]:
    factors: dict[str, dict[str, float]] = defaultdict(dict)
    for row in read_table(table):
        factors[row[outer]][row[inner]] = float(row[column])
    return factors


def _profiles(places: list[dict[str, str]], products: list[str], activities: tuple[str, ...], column: str) -> Matrix:
    """Départements × products: 1, changed by the factors of the profiles; the first profile counts most."""
    factors = _factors("demo_profils.csv", "profil", "produit", column)
    matrix = np.ones((len(places), len(products)))
    for line, place in enumerate(places):
        for rank, profile in enumerate(filter(None, place["profils"].split(",")), start=1):
            own, codes = factors[profile], zip(products, activities, strict=True)
            factor = np.array([own.get(cpf4, own.get(a129, 1.0)) for cpf4, a129 in codes])
            matrix[line] += (factor - 1) / rank
    matrix = np.maximum(matrix, 0.05)
    # by convention the customs record all electricity in Paris
    elsewhere = [place["code_douane"] != _PARIS for place in places]
    matrix[np.ix_(elsewhere, [a129 == ELECTRICITY for a129 in activities])] = 0
    return matrix


def _affinities(groups: list[str], countries: tuple[str, ...], column: str) -> Matrix:
    """Products × countries: the factor of each product's group for each country (``*``: for the other countries)."""
    factors = _factors("demo_affinites.csv", "groupe", "pays", column)
    return np.array(
        [[factors[group].get(country, factors[group].get("*", 1.0)) for country in countries] for group in groups]
    )


def _fitted(matrix: Matrix, lines: Matrix, columns: Matrix) -> Matrix:
    """``matrix`` after iterative proportional fitting to the sums of lines and columns; those of lines are exact."""
    fitted = matrix * lines[:, None] * columns[None, :]
    columns = columns * (lines.sum() / columns.sum())
    for _ in range(_ITERATIONS):
        fitted *= _ratio(columns, fitted.sum(axis=0))[None, :]
        fitted *= _ratio(lines, fitted.sum(axis=1))[:, None]
    return fitted


def _ratio(expected: Matrix, actual: Matrix) -> Matrix:
    """``expected / actual``, 0 where ``actual`` is."""
    return np.divide(expected, actual, out=np.zeros_like(expected), where=actual > 0)


def draw_rows(weights: Weights, place: int, *, total: int, count: int, entropy: tuple[int, ...], year: int) -> Integers:
    """Up to ``count`` rows of the département at index ``place``, whose values sum to ``total`` euros exactly.

    Columns: quarter, index of the product, index of the country, euros, kilograms. ``entropy`` determines the
    structure, which is that of every year; ``year`` varies it a little.
    """
    structure, yearly = _random(entropy), _random([*entropy, year])
    cells = _cells(weights, place, structure)
    cells *= 0.85 + 0.3 * yearly.random(cells.size)
    wanted = min(int(count / _ROWS_PER_CELL) + 1, int(np.count_nonzero(cells)))
    chosen = _largest(cells, wanted)
    quarterly = _SEASON[:, None] * cells[chosen] * (0.5 + yearly.random((_QUARTERS, chosen.size)))
    flat = quarterly.ravel()
    kept = _largest(flat * _bell(yearly, flat.size), min(count, flat.size))
    cell = chosen[kept % chosen.size]
    product, country = np.divmod(cell, len(weights.countries))
    value = _euros(flat[kept], total)
    mass = _kilograms(value, weights.eur_per_kg[product], yearly)
    return np.column_stack((kept // chosen.size + 1, product, country, value, mass))


def _cells(weights: Weights, place: int, random: np.random.Generator) -> Matrix:
    """The weight of each product and country of a département, flattened, with the unevenness of real trade."""
    by_country = weights.by_country * weights.preference[place]
    by_country *= (weights.by_product[place] / by_country.sum(axis=1))[:, None]
    flat: Matrix = by_country.ravel()
    return flat * _bell(random, flat.size)


def _bell(random: np.random.Generator, size: int) -> Matrix:
    """Positive numbers around 1, a few of them many times larger or smaller (odds of the mean of two uniform ones)."""
    middle = (random.random(size) + random.random(size)) / 2
    return (middle + 0.01) / (1.01 - middle)


def _largest(numbers: Matrix, count: int) -> Integers:
    """The indices of the ``count`` largest numbers, ascending."""
    indices: Integers = np.sort(np.argpartition(numbers, numbers.size - count)[-count:])
    return indices


def _euros(shares: Matrix, total: int) -> Integers:
    """Whole euros in proportion to ``shares``, at least 1; the largest absorbs the rounding."""
    values: Integers = np.maximum(shares / shares.sum() * total, 1).astype(np.int64)
    values[int(np.argmax(values))] += total - int(values.sum())
    return values


def _kilograms(value: Integers, eur_per_kg: Matrix, random: np.random.Generator) -> Integers:
    """Whole kilograms; 0 for goods without a price per kilogram (electricity)."""
    price = np.where(eur_per_kg > 0, eur_per_kg, np.inf)
    mass: Matrix = value / price * (0.6 + 0.8 * random.random(value.size))
    return mass.astype(np.int64)
