"""The tables of a portrait that no figure shows: those of « Diversifier », with the rows of ``portrait.json``."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final

from generator.french.words import word
from generator.portrait.diversification import Diversification
from generator.portrait.ranking import Axis
from generator.reference.direction import Direction
from generator.reference.names import Names
from generator.tables import Row, Table, table


@dataclass(frozen=True, slots=True)
class OtherTable:
    """``name``: of its files; ``key``: the columns that tell its rows apart; ``rows``: ``None`` where it has none."""

    name: str
    columns: tuple[str, ...]
    key: tuple[str, ...]
    rows: Callable[[Diversification, Names], Iterable[Row] | None]

    @property
    def table(self) -> Table:
        """Its table, with what is known of each column."""
        return table(self.name, word("tableur", self.name), self.columns, self.key)


def _contributions(found: Diversification, names: Names) -> Iterable[Row] | None:
    """Every product, then every country, the largest change first; ``points`` in fractions of the total before."""
    evolution = found.contributions
    if evolution is None:
        return None
    return (
        (
            *(direction.value, word("evolution", f"genre_{kind}"), each.code, axis.name_of(each.code, names)),
            *(each.before_eur, each.after_eur, None if each.points is None else float(each.points)),
        )
        for direction in Direction
        for axis, kind, changes in (
            (Axis.PRODUCT, "produit", evolution.products[direction]),
            (Axis.COUNTRY, "pays", evolution.countries[direction]),
        )
        for each in changes.contributions
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


_TABLES: Final = (
    OtherTable(
        "contributions",
        ("sens", "genre", "code", "libelle", "avant_eur", "apres_eur", "points"),
        ("sens", "genre", "code"),
        _contributions,
    ),
    OtherTable(
        "departements",
        (
            *("code_departement", "departement", "export_eur", "import_eur"),
            *("export_avant_eur", "import_avant_eur"),
        ),
        ("code_departement",),
        _departements,
    ),
    OtherTable(
        "debouches",
        ("code_produit", "produit", "code_pays", "pays", "part", "part_france"),
        ("code_produit", "code_pays"),
        _outlets,
    ),
)
OTHER_TABLES: Final = {each.name: each for each in _TABLES}
"""By their names, which are those of their files."""
