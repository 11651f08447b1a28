"""The tables of a portrait: those of its figures, and those of « Diversifier » with the rows of ``portrait.json``."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from generator.exports.json import number
from generator.figures.kind import FigureInput
from generator.figures.registry import KINDS
from generator.french.words import word
from generator.portrait.evolution import Evolution, Member
from generator.portrait.ranking import Axis
from generator.reference.direction import Direction
from generator.tables import COUNTRY, PRODUCT, Row, TableKind


def _evolution(given: FigureInput) -> Evolution | None:
    return given.diversification.contributions if given.diversification else None


def _contributions(given: FigureInput) -> Iterable[Row]:
    """Every product, then every country, the largest change first; ``points`` in fractions of the total before."""
    if not (evolution := _evolution(given)):
        return
    for direction in Direction:
        for axis, kind, changes in (
            (Axis.PRODUCT, "produit", evolution.products[direction]),
            (Axis.COUNTRY, "pays", evolution.countries[direction]),
        ):
            for each in changes.contributions:
                code = (each.code, axis.name_of(each.code, given.names))
                amounts = (each.before_eur, each.after_eur, number(each.points))
                yield (direction.value, word("evolution", f"genre_{kind}"), *code, *amounts)


def _members(given: FigureInput) -> tuple[Member, ...] | None:
    return given.diversification.members if given.diversification else None


def _departements(given: FigureInput) -> Iterable[Row]:
    for each in _members(given) or ():
        before = (each.before.export_eur, each.before.import_eur) if each.before else (None, None)
        yield (each.unit.code, each.unit.name, each.totals.export_eur, each.totals.import_eur, *before)


def _outlets(given: FigureInput) -> Iterable[Row]:
    names = given.names
    for each in given.diversification.outlets if given.diversification else ():
        product = (each.product_code, names.product(each.product_code))
        country = (each.country_code, names.country(each.country_code))
        yield (*product, *country, float(each.share), float(each.national_share))


_OTHERS: Final = (
    TableKind(
        "contributions",
        ("sens", "genre", "code", "libelle", "avant_eur", "apres_eur", "points"),
        ("sens", "genre", "code"),
        _contributions,
        lambda given: _evolution(given) is not None,
    ),
    TableKind(
        "departements",
        (
            *("code_departement", "departement", "export_eur", "import_eur"),
            *("export_avant_eur", "import_avant_eur"),
        ),
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
"""By name, which is also the name of their files."""


def available_tables(given: FigureInput) -> list[TableKind[FigureInput]]:
    """The tables that a territory has, empty ones included."""
    return [each for each in TABLES.values() if each.is_available(given)]
