"""The tables of a portrait (of its figures and of « Diversifier »), and those of a whole edition."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from generator.exports.json import number
from generator.figures.kind import FigureInput
from generator.figures.registry import KINDS
from generator.french.words import word
from generator.portrait.evolution import Member
from generator.reference.direction import Direction
from generator.tables import COUNTRY, PRODUCT, Row, Table, TableKind, table


def _contributions(given: FigureInput) -> Iterable[Row]:
    """Every product, then every country, the largest change first; ``points``: fractions of the total before."""
    if not (evolution := given.year_on_year):
        return
    for direction in Direction:
        for kind, changes, naming in (
            ("produit", evolution.products, given.names.products.official),
            ("pays", evolution.countries, given.names.countries.official),
        ):
            for each in changes[direction].contributions:
                amounts = (each.before_eur, each.after_eur, number(each.points))
                kind_name = word("evolution", f"genre_{kind}")
                yield (direction.value, kind_name, each.code, naming(each.code), *amounts)


def _members(given: FigureInput) -> tuple[Member, ...] | None:
    return given.diversification.members if given.diversification else None


def _departements(given: FigureInput) -> Iterable[Row]:
    for each in _members(given) or ():
        before = (each.before.export_eur, each.before.import_eur) if each.before else (None, None)
        yield (each.unit.code, each.unit.name, each.totals.export_eur, each.totals.import_eur, *before)


def _outlets(given: FigureInput) -> Iterable[Row]:
    names = given.names
    for each in given.diversification.outlets if given.diversification else ():
        product = (each.product_code, names.products.official(each.product_code))
        country = (each.code, names.countries.official(each.code))
        yield (*product, *country, float(each.share), float(each.national_share))


_OTHERS: Final = (
    TableKind(
        "contributions",
        ("sens", "genre", "code", "libelle", "avant_eur", "apres_eur", "points"),
        ("sens", "genre", "code"),
        _contributions,
        lambda given: given.year_on_year is not None,
    ),
    TableKind(
        "departements",
        (*("code_departement", "departement", "export_eur", "import_eur"), *("export_avant_eur", "import_avant_eur")),
        ("code_departement",),
        _departements,
        lambda given: _members(given) is not None,
    ),
    TableKind(
        "debouches",
        (*PRODUCT, *COUNTRY, "part", "part_france"),
        ("code_produit", "code_pays"),
        _outlets,
        lambda given: given.diversification is not None,
    ),
)
TABLES: Final[dict[str, TableKind[FigureInput]]] = {each.name: each for each in (*KINDS, *_OTHERS)}
"""The tables of portraits by name, which is also that of their files."""


def table_names(given: FigureInput) -> list[str]:
    """The names of a territory's tables, empty ones included."""
    return [name for name, table in TABLES.items() if table.is_available(given)]


def portrait_tables(given: FigureInput) -> dict[str, list[Row]]:
    """The rows of a territory's tables, by table name."""
    return {name: list(TABLES[name].rows(given)) for name in table_names(given)}


TERRITORIES: Final = "territoires"
"""The table of all territories of an edition; its other tables are named like those of a portrait."""
_TERRITORY: Final = ("type_territoire", "code_territoire", "territoire")


def edition_table(name: str) -> Table:
    """A table of a whole edition: the columns of a portrait's table, preceded by the territory's."""
    if name == TERRITORIES:
        columns = (*_TERRITORY, "code_region", "export_eur", "import_eur", "solde_eur")
        return table(name, word("tableur", name), columns, _TERRITORY[:2])
    own = TABLES[name].table
    return table(name, own.title, (*_TERRITORY, *own.header), (*_TERRITORY[:2], *own.key))


def edition_tables(inputs: Iterable[FigureInput]) -> dict[str, list[Row]]:
    """The rows of an edition's tables by name, with the columns of ``edition_table``, in the order of ``inputs``."""
    rows: dict[str, list[Row]] = {TERRITORIES: []}
    for given in inputs:
        territory, totals = given.portrait.territory, given.portrait.totals
        place = (territory.kind.value, territory.code, territory.name)
        amounts = (totals.export_eur, totals.import_eur, totals.balance_eur)
        rows[TERRITORIES].append((*place, territory.region_code or "", *amounts))
        for name, own in portrait_tables(given).items():
            rows.setdefault(name, []).extend((*place, *row) for row in own)
    return rows
