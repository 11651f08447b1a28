"""The rows and the label files of a demonstration edition.

Rows are drawn from the weights with uniform numbers and the four operations only: logarithms and the like may differ
in their last bit from a processor to another, and the same seed must give the same bytes.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from generator.customs.demo.weights import Matrix, Weights
from generator.customs.labels import DEMO_MARK_LABEL
from generator.reference.tables import read_table
from generator.reference.territories import MONACO, departements, regions

_ALWAYS, _CURRENT = "190001", "999912"
_A129_START, _CPF4_START, _REASSIGNED_START = "200901", "201501", "200601"
_DEMO_MARK = (DEMO_MARK_LABEL, _ALWAYS, "190012")

_CORSICA, _OVERSEAS = ("20", "Corse"), ("24", "DOM")
_MONACO_NAME = "Principauté de Monaco"


def label_files() -> dict[str, bytes]:
    """Name → bytes of the four label files; three of them carry the demonstration's mark, out of force."""
    products = [*_labels("produits_a129.csv", _A129_START), ("Z99Z", *_DEMO_MARK)]
    goods = [*_labels("produits_cpf4.csv", _CPF4_START), ("9999", *_DEMO_MARK)]
    return {
        "Libelle_A129.txt": _text(products, "utf-8-sig"),
        "Libelle_CPF4_rev2.1.txt": _text(goods, "cp1252"),
        "Libelle_PAYS.txt": _text(_countries(), "utf-8"),
        "Departement_region.txt": _text(_places(), "utf-8"),
    }


def customs_regions() -> dict[str, str]:
    """Customs code of the région of each customs département."""
    return {row[0]: row[2] for row in _places()}


def _text(rows: Iterable[Iterable[str]], encoding: str) -> bytes:
    """Rows separated by ``;``, CRLF at their ends, quoted where a label holds a ``;``."""
    stream = io.StringIO()
    csv.writer(stream, delimiter=";", lineterminator="\r\n").writerows(rows)
    return stream.getvalue().encode(encoding)


def _labels(table: str, start: str) -> list[tuple[str, str, str, str]]:
    return [(row["code"], row["libelle"], start, _CURRENT) for row in read_table(table)]


def _countries() -> list[tuple[str, str, str, str]]:
    """Labels in force, and expired ones of codes given again; XI, MC and PR have none in force, as in the real file."""
    expired = read_table("demo_libelles_expires.csv")
    reassigned = {row["code"] for row in expired}
    rows = [
        *((row["code"], row["libelle"], row["debut"], row["fin"]) for row in expired),
        *(
            (code, label, _REASSIGNED_START if code in reassigned else _ALWAYS, end)
            for code, label, _, end in _labels("pays.csv", _ALWAYS)
            if code not in ("MC", "PR", "XI")
        ),
        ("ZZ", *_DEMO_MARK),
    ]
    return sorted(rows, key=lambda row: (row[0], row[3]))


def _places() -> list[tuple[str, str, str, str]]:
    """``département;name;région;name`` with the customs' codes: Corsica once, the overseas ones together."""
    region_of = {row["code"]: row for row in read_table("regions.csv")}
    rows = {}
    for place in departements():
        region = region_of[place.region_code or ""]
        number = region["code_douane"]
        code = place.customs_codes[0]
        name = _CORSICA[1] if code == _CORSICA[0] else place.name
        rows[code] = (code, name, number, _OVERSEAS[1] if number == _OVERSEAS[0] else region["nom"])
    home = next(region for region in regions() if MONACO in region.customs_codes)
    rows[MONACO] = (MONACO, _MONACO_NAME, region_of[home.code]["code_douane"], home.name)
    return sorted(rows.values(), key=lambda row: (row[2], row[0]))


Integers = NDArray[np.int64]

_QUARTERS = 4
_SEASON = np.array([1.0, 1.03, 0.92, 1.05])
"""Trade by quarter: the third holds August."""

_ROWS_PER_CELL = 3.3
"""A product and country trade in a little more than three quarters of four, as in the real files."""


def draw_rows(
    weights: Weights, line: int, *, total: int, count: int, entropy: list[int], year: int
) -> Integers:
    """``count`` rows at most of the département at ``line``, whose values sum to ``total`` euros exactly.

    Columns, in this order: quarter, product and country (positions in the weights), euros, kilograms. ``entropy``
    settles its structure, the same from year to year; ``year`` moves it a little.
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
    country = cell % len(weights.countries)
    mass = _kilograms(value, weights.eur_per_kg[product], yearly)
    return np.column_stack((kept // chosen.size + 1, product, country, value, mass))


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
