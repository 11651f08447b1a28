"""The label files of a demonstration edition, in the forms and encodings of the customs' own."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from generator.customs.mark import DEMO_MARK_LABEL
from generator.reference.tables import read_table
from generator.reference.territories import MONACO, departements, regions

_CURRENT = "999912"
_ALWAYS = "190001"
_MARK_VALIDITY = (_ALWAYS, "190012")
_A129_START, _CPF4_START, _REASSIGNED_START = "200901", "201501", "200601"

_CORSICA, _OVERSEAS = ("20", "Corse"), ("24", "DOM")
_MONACO_NAME = "Principauté de Monaco"


def label_files() -> dict[str, bytes]:
    """Name → bytes of the four label files; three of them carry the demonstration's mark, out of force."""
    return {
        "Libelle_A129.txt": _text(_products(), "utf-8-sig"),
        "Libelle_CPF4_rev2.1.txt": _text(_goods(), "cp1252"),
        "Libelle_PAYS.txt": _text(_countries(), "utf-8"),
        "Departement_region.txt": _text(_places(), "utf-8"),
    }


def customs_regions() -> dict[str, str]:
    """Customs code of the région of each customs département."""
    return {row[0]: row[2] for row in _places()}


def _text(rows: Iterable[Iterable[str]], encoding: str) -> bytes:
    """Rows parted by ``;``, CRLF at their ends, quoted where a label holds a ``;``."""
    stream = io.StringIO()
    csv.writer(stream, delimiter=";", lineterminator="\r\n").writerows(rows)
    return stream.getvalue().encode(encoding)


def _products() -> list[tuple[str, ...]]:
    rows = read_table("produits_a129.csv")
    return [
        *((row["code"], row["libelle"], _A129_START, _CURRENT) for row in rows),
        ("Z99Z", DEMO_MARK_LABEL, *_MARK_VALIDITY),
    ]


def _goods() -> list[tuple[str, ...]]:
    rows = read_table("produits_cpf4.csv")
    return [
        *((row["code"], row["libelle"], _CPF4_START, _CURRENT) for row in rows),
        ("9999", DEMO_MARK_LABEL, *_MARK_VALIDITY),
    ]


def _countries() -> list[tuple[str, ...]]:
    """Labels in force, and expired ones of codes given again; XI, MC and PR have none in force, as in the real file."""
    expired = read_table("demo_libelles_expires.csv")
    reassigned = {row["code"] for row in expired}
    rows = [(row["code"], row["libelle"], row["debut"], row["fin"]) for row in expired]
    rows += [
        (
            row["code"],
            row["libelle"],
            _REASSIGNED_START if row["code"] in reassigned else _ALWAYS,
            _CURRENT,
        )
        for row in read_table("pays.csv")
        if row["code"] not in ("MC", "PR", "XI")
    ]
    rows.append(("ZZ", DEMO_MARK_LABEL, *_MARK_VALIDITY))
    return sorted(rows, key=lambda row: (row[0], row[3]))


def _places() -> list[tuple[str, ...]]:
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
