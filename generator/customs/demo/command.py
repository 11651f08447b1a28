"""Writes a demonstration edition: two archives of rows and label files, in the customs' own format."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterable
from math import isqrt
from pathlib import Path

from generator.customs.columns import LETTERS
from generator.customs.demo.rows import Integers, Weights, demo_totals, demo_weights, draw_rows
from generator.customs.labels import DEMO_MARK_LABEL
from generator.errors import UsageError
from generator.reference.direction import Direction
from generator.reference.tables import read_table
from generator.reference.territories import MONACO, MONACO_REGION, departements
from generator.system.folders import check_target, new_folder, zip_member

MIN_ROWS, MAX_ROWS = 1, 10_000_000
"""Within these limits the number of rows is the one asked for."""

_ARCHIVE = re.compile(r"Regional-\d{4}-(?:export|import)\.zip")
_MARKED = "Libelle_A129.txt"
_MIN_DEPARTEMENT_ROWS = 8
_UNKNOWN_REGION = "00"
"""The région of a département code that is in no label file (98)."""

_ALWAYS, _CURRENT = "190001", "999912"
_A129_START, _CPF4_START, _REASSIGNED_START = "200901", "201501", "200601"
_DEMO_MARK = (DEMO_MARK_LABEL, _ALWAYS, "190012")
"""A label that is not in force, and so is never shown."""
_OVERSEAS_REGION = "24"


def write_demo(output: Path, *, year: int, rows: int, seed: int = 42) -> None:
    """Writes one archive per direction into the folder ``output``; replaces only an earlier demonstration.

    ``rows``: of both directions together. Raises ``UsageError`` when it is out of bounds, ``SiteError`` when
    ``output`` is a file, has other contents or cannot be written.
    """
    if not MIN_ROWS <= rows <= MAX_ROWS:
        raise UsageError(f"rows: {rows} is not between {MIN_ROWS} and {MAX_ROWS}")
    check_target(output, _foreign_files)
    with new_folder(output, "demo") as new:
        for direction in Direction:
            _write_archive(new, direction, year, rows // len(Direction), seed)


def _foreign_files(folder: Path) -> str | None:
    # hidden files (make's stamp, those of a file browser) do not count
    for path in sorted(folder.iterdir()):
        if not path.name.startswith(".") and not _is_demo_archive(path):
            return f"contains {path.name}, which is not part of a demonstration; it is not replaced"
    return None


def _is_demo_archive(path: Path) -> bool:
    if not path.is_file() or not _ARCHIVE.fullmatch(path.name):
        return False
    try:
        with zipfile.ZipFile(path) as archive:
            labels = archive.read(f"{path.stem}/{_MARKED}")
    except (zipfile.BadZipFile, KeyError):
        return False
    return DEMO_MARK_LABEL in labels.decode("utf-8-sig", errors="replace")


def _write_archive(folder: Path, direction: Direction, year: int, rows: int, seed: int) -> None:
    totals = demo_totals(direction, year, seed)
    weights = demo_weights(direction, totals, seed)
    counts, places = _row_counts(totals, rows), _places()
    regions = {code: number for code, _, number, _ in places}
    stem = f"Regional-{year}-{direction}"
    with zipfile.ZipFile(folder / f"{stem}.zip", "w") as archive:
        member = zip_member(f"{stem}/Region_{year}_{direction.capitalize()}.txt")
        with archive.open(member, "w", force_zip64=True) as stream:
            for place, code in enumerate(weights.departements):
                drawn = draw_rows(
                    weights,
                    place,
                    total=totals[code],
                    count=counts[code],
                    entropy=(seed, list(Direction).index(direction), place),
                    year=year,
                )
                start = f"{year};{code};{regions.get(code, _UNKNOWN_REGION)}"
                stream.write(_lines(direction, start, weights, drawn).encode("ascii"))
        for name, content in _label_files(places).items():
            archive.writestr(zip_member(f"{stem}/{name}"), content)


def _row_counts(totals: dict[str, int], rows: int) -> dict[str, int]:
    """The rows of each département, in proportion to the square root of its trade, so that small ones have some."""
    roots = {code: isqrt(total) for code, total in totals.items()}
    sum_of_roots = sum(roots.values())
    return {code: max(_MIN_DEPARTEMENT_ROWS, rows * root // sum_of_roots) for code, root in roots.items()}


def _lines(direction: Direction, start: str, weights: Weights, rows: Integers) -> str:
    """Rows in the customs' format; ``start``: their ``année;département;région``."""
    goods = [f"{a129};{cpf4}" for a129, cpf4 in zip(weights.activities, weights.products, strict=True)]
    letter, countries = LETTERS[direction], weights.countries
    return "".join(
        f"{letter};{quarter};{start};{goods[product]};{countries[country]};{value};{mass}\r\n"
        for quarter, product, country, value, mass in rows.tolist()
    )


_Label = tuple[str, str, str, str]


def _label_files(places: list[_Label]) -> dict[str, bytes]:
    """The contents of the four label files by name; three of them contain the demonstration's mark."""
    products = [*_labels("produits_a129.csv", _A129_START), ("Z99Z", *_DEMO_MARK)]
    goods = [*_labels("produits_cpf4.csv", _CPF4_START), ("9999", *_DEMO_MARK)]
    return {
        _MARKED: _csv(products, "utf-8-sig"),
        "Libelle_CPF4_rev2.1.txt": _csv(goods, "cp1252"),
        "Libelle_PAYS.txt": _csv(_country_labels(), "utf-8"),
        "Departement_region.txt": _csv(places, "utf-8"),
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
