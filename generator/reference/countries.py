"""Countries as partners: the European Union's members, groups of countries, the forms of names for sentences.

Tables of ``data/reference/``: ``union_europeenne.csv`` (``code;debut;fin``, days; no ``fin`` for who is a member
still), ``pays_grammaire.csv`` (``code;sujet;de;dans``, for the short names of ``pays.csv``), ``pays_autres_noms.csv``
(``code;nom``: what people type instead of the short name) and ``groupes_de_pays.csv`` (``code;nom;sujet;date;pays``:
members as of ``date``, codes between spaces; the Union and what is outside it follow ``union_europeenne.csv``).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Final

from generator.reference.tables import read_table, rows_by_code
from generator.reference.territories import Grammar


@cache
def other_members(year: int) -> frozenset[str]:
    """The customs' country codes of the members other than France in an edition's year.

    A country counts for the whole year when it counts as a member on the last day of it: the United Kingdom until
    2020, Croatia from 2013. France (goods that come back), Northern Ireland (``XI``), Ceuta, Melilla and the codes of
    no country (``EU``, ``QR``…) are no other member.
    """
    day = f"{year}-12-31"
    return frozenset(
        row["code"]
        for row in read_table("union_europeenne.csv")
        if row["debut"] <= day and (not row["fin"] or day <= row["fin"])
    )


NO_MARKET: Final = frozenset(
    {"FR", "XI", "EU", "QP", "QQ", "QR", "QS", "QU", "QV", "QW", "QX", "QY", "QZ", "??"}
)
"""Codes that are not foreign markets: returned goods, Northern Ireland, ships' stores, undetermined countries."""


def is_outside(code: str, year: int) -> bool:
    """Whether a partner is a country outside the European Union in an edition's year."""
    return code not in NO_MARKET and code not in other_members(year)


def country_grammar(code: str, name: str) -> Grammar:
    """The forms of the country ``code`` that pages call ``name``.

    A code without forms, or that the edition's files call otherwise than our table, gets forms that suit any name.
    """
    rows = rows_by_code("pays_grammaire.csv")
    row = rows.get(code)
    if row and row["sujet"].casefold().endswith(name.casefold()):
        return Grammar.of_row(row)
    return Grammar.of_row({form: text.replace("{nom}", name) for form, text in rows["*"].items()})


def country_codes() -> frozenset[str]:
    """The codes of partners that the project's own table names."""
    return frozenset(rows_by_code("pays.csv"))


def other_names(code: str) -> tuple[str, ...]:
    """Other names of the country ``code`` that people type: abbreviations, former names, parts taken for the whole."""
    return tuple(row["nom"] for row in read_table("pays_autres_noms.csv") if row["code"] == code)


@dataclass(frozen=True, slots=True)
class CountryGroup:
    """A group: ``subject`` stands in a sentence; ``date`` is empty where the members follow from the edition's year."""

    code: str
    name: str
    subject: str
    date: str
    members: tuple[str, ...]


def country_groups(year: int, partners: Iterable[str]) -> list[CountryGroup]:
    """The groups in the table's order, their members in that of their codes; ``partners``: those of the edition."""
    sets = {
        "ue": other_members(year),
        "hors-ue": frozenset(code for code in partners if is_outside(code, year)),
    }
    return [
        CountryGroup(
            code=row["code"],
            name=row["nom"],
            subject=row["sujet"],
            date=row["date"],
            members=tuple(sorted(sets.get(row["code"]) or row["pays"].split())),
        )
        for row in read_table("groupes_de_pays.csv")
    ]
