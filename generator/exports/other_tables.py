"""The tables of a portrait that no figure shows: what « Diversifier » tells, with the rows of ``portrait.json``."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from generator.french.words import word
from generator.portrait.diversification import Diversification
from generator.portrait.evolution import Evolution
from generator.reference.direction import Direction
from generator.reference.names import Names
from generator.tables import Row, Table, table


@dataclass(frozen=True, slots=True)
class OtherTable:
    """``rows``: those of a territory, ``None`` where it has no such table."""

    table: Table
    rows: Callable[[Diversification, Names], Iterable[Row] | None]


def _contributions(found: Diversification, names: Names) -> Iterable[Row] | None:
    """Every product, then every country, the largest change first; ``points`` in fractions of the total before."""
    return None if found.contributions is None else _contribution_rows(found.contributions, names)


def _contribution_rows(evolution: Evolution, names: Names) -> Iterator[Row]:
    for direction in Direction:
        for kind, naming, changes in (
            ("produit", names.product, evolution.products),
            ("pays", names.country, evolution.countries),
        ):
            for each in changes[direction].contributions:
                points = None if each.points is None else float(each.points)
                amounts = (each.before_eur, each.after_eur, points)
                yield (
                    direction.value,
                    word("evolution", f"genre_{kind}"),
                    each.code,
                    naming(each.code),
                    *amounts,
                )


def _departements(found: Diversification, _: Names) -> Iterable[Row] | None:
    if found.members is None:
        return None
    return [
        (
            *(each.unit.code, each.unit.name, each.totals.export_eur, each.totals.import_eur),
            *((each.before.export_eur, each.before.import_eur) if each.before else (None, None)),
        )
        for each in found.members
    ]


def _outlets(found: Diversification, names: Names) -> Iterable[Row]:
    for each in found.outlets:
        product = (each.product_code, names.product(each.product_code))
        country = (each.country_code, names.country(each.country_code))
        yield (*product, *country, float(each.share), float(each.national_share))


def _made(
    name: str,
    columns: tuple[str, ...],
    key: tuple[str, ...],
    rows: Callable[[Diversification, Names], Iterable[Row] | None],
) -> OtherTable:
    return OtherTable(table(name, word("tableur", name), columns, key), rows)


OTHER_TABLES: Final = {
    each.table.name: each
    for each in (
        _made(
            "contributions",
            ("sens", "genre", "code", "libelle", "avant_eur", "apres_eur", "points"),
            ("sens", "genre", "code"),
            _contributions,
        ),
        _made(
            "departements",
            (
                *("code_departement", "departement", "export_eur", "import_eur"),
                *("export_avant_eur", "import_avant_eur"),
            ),
            ("code_departement",),
            _departements,
        ),
        _made(
            "debouches",
            ("code_produit", "produit", "code_pays", "pays", "part", "part_france"),
            ("code_produit", "code_pays"),
            _outlets,
        ),
    )
}
"""By their names, which are those of their files."""
