"""``demo``: writes a demonstration edition, two archives of rows and label files in the customs' own format.

Tables of ``data/reference/`` (all invented): ``demo_produits.csv`` (national weights of the CPF4 goods),
``demo_pays.csv`` (of the countries), ``demo_affinites.csv`` (which goods go where), ``demo_profils.csv`` and
``demo_departements.csv`` (what each département trades most, and its totals). Where ``totaux_publies.csv`` has totals
of the year to the tenth of a million, the invented ones are scaled to match them to the euro.

Rows are drawn with uniform random numbers and basic arithmetic only: the last bits of logarithms and the like depend
on the processor, and the same year must give the same bytes.
"""

import csv
import io
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from math import isqrt
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from generator.customs.columns import LETTERS
from generator.customs.labels import DEMO_MARK_LABEL
from generator.errors import UsageError
from generator.reference.direction import Direction
from generator.reference.names import ELECTRICITY
from generator.reference.tables import euros_of, read_table
from generator.reference.territories import MONACO, MONACO_REGION, Kind, departements, territories
from generator.system.folders import check_target, new_folder, write_zip

Matrix = NDArray[np.float64]
Integers = NDArray[np.int64]

_MIN_ROWS, _MAX_ROWS = 1, 10_000_000
_MIN_DEPARTEMENT_ROWS = 8
_SEED = 42
_MARKED = "Libelle_A129.txt"
_ALWAYS, _CURRENT = "190001", "999912"
_A129_START, _CPF4_START, _REASSIGNED_START = "200901", "201501", "200601"
_DEMO_MARK = (DEMO_MARK_LABEL, _ALWAYS, "190012")  # not in force, and so never shown
_OVERSEAS_REGION = "24"
_UNKNOWN_REGION = "00"  # of a département code that is in no label file (98)
_EXACT = "0.1"  # the precision of the published totals that are matched, in millions of euros
_DRIFT = 0.08  # the largest change from the table's totals in a year without published ones, as a fraction
_ITERATIONS = 30  # the margins converge to within a few per mille, which is enough for a demonstration
_PARIS = "75"
_PREFERENCE = 1.6  # how much more a département trades with the countries that the table names for it
_SEASON = np.array([1.0, 1.03, 0.92, 1.05])  # relative trade of the quarters; the third includes August
_ROWS_PER_CELL = 3.3  # mean number of quarters in which a product and country trade, as in the real files


def write_demo(output: Path, *, year: int, rows: int) -> None:
    """Writes one archive per direction into the folder ``output``; replaces only an earlier demonstration.

    ``rows``: of both directions together. Raises ``UsageError`` when it is out of bounds, ``SiteError`` when
    ``output`` is a file or has other contents.
    """
    if not _MIN_ROWS <= rows <= _MAX_ROWS:
        raise UsageError(f"rows: {rows} is not between {_MIN_ROWS} and {_MAX_ROWS}")
    check_target(output, _foreign_files)
    with new_folder(output, "demo") as new:
        for direction in Direction:
            stem = f"Regional-{year}-{direction}"
            data = {f"Region_{year}_{direction.capitalize()}.txt": _data_file(direction, year, rows // len(Direction))}
            files = (data | _label_files()).items()
            write_zip(new / f"{stem}.zip", ((f"{stem}/{name}", content) for name, content in files))


def _foreign_files(folder: Path) -> str | None:
    # hidden files (make's stamp, those of a file browser) do not count
    for path in sorted(folder.iterdir()):
        if not path.name.startswith(".") and not _is_demo_archive(path):
            return f"contains {path.name}, which is not part of a demonstration; it is not replaced"
    return None


def _is_demo_archive(path: Path) -> bool:
    try:
        with zipfile.ZipFile(path) as archive:
            labels = archive.read(f"{path.stem}/{_MARKED}")
    except (OSError, zipfile.BadZipFile, KeyError):
        return False
    return DEMO_MARK_LABEL in labels.decode("utf-8-sig", errors="replace")


_Label = tuple[str, str, str, str]


def _label_files() -> dict[str, bytes]:
    """The contents of the four label files by name; three of them contain the demonstration's mark."""
    products = [*_labels("produits_a129.csv", _A129_START), ("Z99Z", *_DEMO_MARK)]
    goods = [*_labels("produits_cpf4.csv", _CPF4_START), ("9999", *_DEMO_MARK)]
    return {
        _MARKED: _csv(products, "utf-8-sig"),
        "Libelle_CPF4_rev2.1.txt": _csv(goods, "cp1252"),
        "Libelle_PAYS.txt": _csv(_country_labels(), "utf-8"),
        "Departement_region.txt": _csv(_places(), "utf-8"),
    }


def _csv(rows: Iterable[_Label], encoding: str) -> bytes:
    stream = io.StringIO()
    csv.writer(stream, delimiter=";", lineterminator="\r\n").writerows(rows)
    return stream.getvalue().encode(encoding)


def _labels(table: str, start: str) -> list[_Label]:
    return [(row["code"], row["libelle"], start, _CURRENT) for row in read_table(table)]


def _country_labels() -> list[_Label]:
    """Labels in force, and expired ones of reassigned codes; as in the real file, XI, MC and PR have none in force."""
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


def _places() -> list[_Label]:
    """Code and name of each customs département and of its customs région: Corsica once, one région overseas."""
    region_rows = {row["code"]: row for row in read_table("regions.csv")}
    monaco = region_rows[MONACO_REGION]
    rows = {MONACO: (MONACO, "Principauté de Monaco", monaco["code_douane"], monaco["nom"])}
    for place in departements():
        own_region = region_rows[place.region_code or ""]
        code, number = place.customs_codes[0], own_region["code_douane"]
        region_name = "DOM" if number == _OVERSEAS_REGION else own_region["nom"]
        rows[code] = (code, place.shown.name, number, region_name)
    return sorted(rows.values(), key=lambda row: (row[2], row[0]))


def _data_file(direction: Direction, year: int, count: int) -> bytes:
    """About ``count`` rows; the number of a département's is in proportion to the square root of its trade."""
    totals = _totals(direction, year)
    weights = _weights(direction, totals)
    regions = {code: number for code, _, number, _ in _places()}
    roots = [isqrt(total) for total in totals.values()]
    texts = []
    for place, (code, total) in enumerate(totals.items()):
        own_count = max(_MIN_DEPARTEMENT_ROWS, count * roots[place] // sum(roots))
        drawn = _drawn(weights, place, total, own_count, direction, year)
        start = f"{year};{code};{regions.get(code, _UNKNOWN_REGION)}"
        lines = (
            f"{LETTERS[direction]};{quarter};{start};{weights.goods[product]};{weights.countries[country]};"
            f"{value};{mass}\r\n"
            for quarter, product, country, value, mass in drawn.tolist()
        )
        texts.append("".join(lines).encode("ascii"))
    return b"".join(texts)


def _random(direction: Direction, *numbers: int) -> np.random.Generator:
    return np.random.Generator(np.random.PCG64([_SEED, list(Direction).index(direction), *numbers]))


def _totals(direction: Direction, year: int) -> dict[str, int]:
    """Euros by customs code of département, in the table's order."""
    totals = {row["code_douane"]: euros_of(row[direction]) for row in read_table("demo_departements.csv")}
    published = [
        row for row in read_table("totaux_publies.csv") if row["edition"] == str(year) and row["precision"] == _EXACT
    ]
    if not published:
        moves = _random(direction, year).random(len(totals)).tolist()
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
class _Weights:
    """The weights of one direction; ``goods``: A129 and CPF4 of each product, as in a row.

    Shapes: ``by_product`` départements × products, ``by_country`` products × countries, ``preference``
    départements × countries, ``eur_per_kg`` products (0: no mass is recorded).
    """

    goods: list[str]
    countries: list[str]
    by_product: Matrix
    by_country: Matrix
    preference: Matrix
    eur_per_kg: Matrix


def _weights(direction: Direction, totals: dict[str, int]) -> _Weights:
    goods, places = read_table("demo_produits.csv"), read_table("demo_departements.csv")
    countries = [row for row in read_table("demo_pays.csv") if float(row[direction]) > 0]
    activity_of = {row["code"]: row["a129"] for row in read_table("produits_cpf4.csv")}
    products = [(activity_of[row["cpf4"]], row["cpf4"]) for row in goods]
    codes = [row["pays"] for row in countries]
    product_weight = _column(goods, direction)
    profiles = _profiles(places, products, direction)
    # départements with the same profile must differ
    profiles *= 0.5 + _random(direction).random(profiles.shape)
    factors = _factors("demo_affinites.csv", "groupe", "pays", direction)
    # a group's factor for each country, or the one for the others
    affinities = [
        [factors.get((row["groupe"], code), factors.get((row["groupe"], "*"), 1.0)) for code in codes] for row in goods
    ]
    preferred = [[_PREFERENCE if code in row["voisins"].split(",") else 1.0 for code in codes] for row in places]
    return _Weights(
        goods=list(map(";".join, products)),
        countries=codes,
        by_product=_fitted(profiles, np.array(list(totals.values()), float), product_weight),
        by_country=_fitted(np.array(affinities), product_weight, _column(countries, direction)),
        preference=np.array(preferred),
        eur_per_kg=_column(goods, "eur_kg"),
    )


def _column(rows: list[dict[str, str]], name: str) -> Matrix:
    return np.array([float(row[name]) for row in rows])


def _factors(table: str, first: str, second: str, column: str) -> dict[tuple[str, str], float]:
    return {(row[first], row[second]): float(row[column]) for row in read_table(table)}


def _profiles(places: list[dict[str, str]], products: list[tuple[str, str]], column: str) -> Matrix:
    """Départements × products: 1, changed by the factors of the profiles; the first profile counts most."""
    factors = _factors("demo_profils.csv", "profil", "produit", column)
    matrix = np.ones((len(places), len(products)))
    for line, place in enumerate(places):
        for rank, profile in enumerate(filter(None, place["profils"].split(",")), start=1):
            own = [factors.get((profile, cpf4), factors.get((profile, a129), 1.0)) for a129, cpf4 in products]
            matrix[line] += (np.array(own) - 1) / rank
    matrix = np.maximum(matrix, 0.05)
    # by convention the customs record all electricity in Paris
    elsewhere = [place["code_douane"] != _PARIS for place in places]
    matrix[np.ix_(elsewhere, [a129 == ELECTRICITY for a129, _ in products])] = 0
    return matrix


def _fitted(matrix: Matrix, lines: Matrix, columns: Matrix) -> Matrix:
    """``matrix`` after iterative proportional fitting to the sums of lines and columns; those of lines are exact."""
    fitted = matrix * lines[:, None] * columns[None, :]
    columns = columns * (lines.sum() / columns.sum())
    for _ in range(_ITERATIONS):
        for axis, expected in enumerate((columns[None, :], lines[:, None])):
            actual = fitted.sum(axis=axis, keepdims=True)
            # what is 0 stays 0
            fitted *= expected / np.where(actual > 0, actual, 1)
    return fitted


def _drawn(weights: _Weights, place: int, total: int, count: int, direction: Direction, year: int) -> Integers:
    """Up to ``count`` rows of the département at index ``place``, whose values sum to ``total`` euros exactly.

    Columns: quarter, index of the product, index of the country, euros, kilograms. Their structure is that of every
    year; ``year`` varies it a little.
    """
    structure, yearly = _random(direction, place), _random(direction, place, year)
    by_country = weights.by_country * weights.preference[place]
    by_country *= (weights.by_product[place] / by_country.sum(axis=1))[:, None]
    # with the unevenness of real trade
    cells = by_country.ravel() * _bell(structure, by_country.size)
    cells *= 0.85 + 0.3 * yearly.random(cells.size)
    wanted = min(int(count / _ROWS_PER_CELL) + 1, int(np.count_nonzero(cells)))
    chosen = _largest(cells, wanted)
    quarterly = _SEASON[:, None] * cells[chosen] * (0.5 + yearly.random((_SEASON.size, chosen.size)))
    flat = quarterly.ravel()
    kept = _largest(flat * _bell(yearly, flat.size), min(count, flat.size))
    product, country = np.divmod(chosen[kept % chosen.size], len(weights.countries))
    # whole euros, at least 1; the largest absorbs the rounding
    value = np.maximum(flat[kept] / flat[kept].sum() * total, 1).astype(np.int64)
    value[int(np.argmax(value))] += total - int(value.sum())
    price = weights.eur_per_kg[product]
    mass = value / np.where(price > 0, price, np.inf) * (0.6 + 0.8 * yearly.random(value.size))
    return np.column_stack((kept // chosen.size + 1, product, country, value, mass.astype(np.int64)))


def _bell(random: np.random.Generator, size: int) -> Matrix:
    """Positive numbers around 1, a few of them many times larger or smaller (odds of the mean of two uniform ones)."""
    middle = (random.random(size) + random.random(size)) / 2
    return (middle + 0.01) / (1.01 - middle)


def _largest(numbers: Matrix, count: int) -> Integers:
    """The indices of the ``count`` largest numbers, ascending."""
    indices: Integers = np.sort(np.argpartition(numbers, numbers.size - count)[-count:])
    return indices
