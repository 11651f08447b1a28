"""What each département of a demonstration trades, and with whom: totals in euros, and weights to draw rows from.

Tables of ``data/reference/`` (all invented): ``demo_produits.csv`` (national weights of the CPF4 goods),
``demo_pays.csv`` (of the countries), ``demo_affinites.csv`` (which goods go where), ``demo_profils.csv`` and
``demo_departements.csv`` (what each département is known for, and its totals). Where totals were published for the
year to the tenth of a million (``totaux_publies.csv``), the invented ones are scaled to give them to the euro; rounder
ones are hints of scale only.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from generator.reference.direction import Direction
from generator.reference.tables import euros_of, read_table
from generator.reference.territories import departements, regions

Totals = dict[str, int]
"""Euros by customs code of département."""

_ORDER = ("departement", "region", "france")
"""From the smallest scope to the largest: what is settled first is not scaled again."""

_EXACT = "0.1"
"""The precision of the published totals that the demonstration is scaled to, in millions of euros."""

_DRIFT = 0.08
"""How far a year without published totals may be from the table's, as a fraction."""


def demo_totals(direction: Direction, year: int, seed: int) -> Totals:
    """Euros by customs code for a direction, codes in the table's order."""
    totals = {row["code_douane"]: euros_of(row[direction]) for row in read_table("demo_departements.csv")}
    published = [
        row
        for row in read_table("totaux_publies.csv")
        if row["edition"] == str(year) and row["precision"] == _EXACT
    ]
    if not published:
        return _drifted(totals, [seed, list(Direction).index(direction), year])
    settled: set[str] = set()
    for row in sorted(published, key=lambda row: (_ORDER.index(row["type"]), row["code"])):
        inside = _customs_codes(row["type"], row["code"], totals)
        _scale(totals, inside - settled, euros_of(row[f"{direction}_meur"]), inside & settled)
        settled |= inside
    return totals


def _customs_codes(kind: str, code: str, known: Iterable[str]) -> set[str]:
    """The customs codes summed in a territory (``departement``, ``region`` or ``france``), among those ``known``."""
    if kind == "france":
        return set(known)
    places = departements() if kind == "departement" else regions()
    return set(next(place for place in places if place.code == code).customs_codes)


def _scale(totals: Totals, free: set[str], target: int, settled: set[str]) -> None:
    """Scales the ``free`` codes in place, so that with the ``settled`` ones they add up to ``target``."""
    target -= sum(totals[code] for code in settled)
    whole = sum(totals[code] for code in free)
    for code in free:
        totals[code] = totals[code] * target // whole
    largest = max(free, key=lambda code: (totals[code], code))
    totals[largest] += target - sum(totals[code] for code in free)


def _drifted(totals: Totals, entropy: list[int]) -> Totals:
    """The table's totals, each moved by a few percent of its own: another year."""
    moves = np.random.Generator(np.random.PCG64(entropy)).random(len(totals))
    return {
        code: int(total * (1 + _DRIFT * (2 * move - 1)))
        for (code, total), move in zip(totals.items(), moves.tolist(), strict=True)
    }


Matrix = NDArray[np.float64]

_ROUNDS = 30
"""Enough for the margins to settle within a few per mille; a demonstration asks no more."""

_PARIS, _ELECTRICITY = "75", "D35A"

_NEIGHBOUR = 1.6
"""How many times more a département trades with the countries the table names for it."""


@dataclass(frozen=True, slots=True)
class Weights:
    """Weights of one direction; products are CPF4 codes, ``activities`` the A129 of each.

    Shapes: ``by_product`` départements × products, ``by_country`` products × countries, ``nearness``
    départements × countries, ``eur_per_kg`` products (0: no mass is recorded).
    """

    departements: tuple[str, ...]
    products: tuple[str, ...]
    activities: tuple[str, ...]
    countries: tuple[str, ...]
    by_product: Matrix
    by_country: Matrix
    nearness: Matrix
    eur_per_kg: Matrix


def demo_weights(direction: Direction, totals: Totals, seed: int) -> Weights:
    """The weights of one direction for départements that trade ``totals`` euros."""
    goods, places = read_table("demo_produits.csv"), read_table("demo_departements.csv")
    countries = [row for row in read_table("demo_pays.csv") if float(row[direction]) > 0]
    activity_of = {row["code"]: row["a129"] for row in read_table("produits_cpf4.csv")}
    activities = tuple(activity_of[row["cpf4"]] for row in goods)
    codes = tuple(row["pays"] for row in countries)
    product_weight = _column(goods, direction)
    likings = _profiles(places, [row["cpf4"] for row in goods], activities, direction)
    # Two départements of one profile must not be twins.
    random = np.random.Generator(np.random.PCG64([seed, list(Direction).index(direction)]))
    likings *= 0.5 + random.random(likings.shape)
    return Weights(
        departements=tuple(totals),
        products=tuple(row["cpf4"] for row in goods),
        activities=activities,
        countries=codes,
        by_product=_fitted(likings, np.array(list(totals.values()), float), product_weight),
        by_country=_fitted(
            _affinities([row["groupe"] for row in goods], codes, direction),
            product_weight,
            _column(countries, direction),
        ),
        nearness=np.array(
            [[_NEIGHBOUR if c in row["voisins"].split(",") else 1.0 for c in codes] for row in places]
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


def _profiles(
    places: list[dict[str, str]], products: list[str], activities: tuple[str, ...], column: str
) -> Matrix:
    """Départements × products: 1, raised (or lowered) by the profiles, the first named counting most."""
    factors = _factors("demo_profils.csv", "profil", "produit", column)
    matrix = np.ones((len(places), len(products)))
    for line, place in enumerate(places):
        for rank, profile in enumerate(filter(None, place["profils"].split(",")), start=1):
            chosen = factors[profile]
            for position, (cpf4, a129) in enumerate(zip(products, activities, strict=True)):
                factor = chosen.get(cpf4, chosen.get(a129, 1.0))
                matrix[line, position] += (factor - 1) / rank
    matrix = np.maximum(matrix, 0.05)
    # By convention the customs book electricity to Paris, wherever it crosses the border.
    elsewhere = [place["code_douane"] != _PARIS for place in places]
    matrix[np.ix_(elsewhere, [a129 == _ELECTRICITY for a129 in activities])] = 0
    return matrix


def _affinities(groups: list[str], countries: tuple[str, ...], column: str) -> Matrix:
    """Products × countries: how much each group of goods goes to each country (``*``: to the others)."""
    factors = _factors("demo_affinites.csv", "groupe", "pays", column)
    return np.array(
        [
            [factors[group].get(country, factors[group].get("*", 1.0)) for country in countries]
            for group in groups
        ]
    )


def _fitted(matrix: Matrix, lines: Matrix, columns: Matrix) -> Matrix:
    """``matrix`` × the margins, fitted to both in turn, each line finally exact (sums in the lines' unit)."""
    fitted = matrix * lines[:, None] * columns[None, :]
    columns = columns * (lines.sum() / columns.sum())
    for _ in range(_ROUNDS):
        fitted *= _ratio(columns, fitted.sum(axis=0))[None, :]
        fitted *= _ratio(lines, fitted.sum(axis=1))[:, None]
    return fitted


def _ratio(wanted: Matrix, found: Matrix) -> Matrix:
    """``wanted / found``, 0 where nothing can be found."""
    return np.divide(wanted, found, out=np.zeros_like(wanted), where=found > 0)
