"""Partner countries: members of the European Union, groups of countries, other names.

Tables of ``data/reference/``: ``union_europeenne.csv`` (``code;debut;fin``, days; ``fin`` is empty for current
members), ``pays_autres_noms.csv`` (``code;nom``: search terms other than the short name) and ``groupes_de_pays.csv``
(``code;nom;sujet;date;pays``: members as of ``date``; ``ue`` and ``hors-ue`` follow ``union_europeenne.csv``).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Final

from generator.reference.tables import read_table


@cache
def other_eu_members(year: int) -> frozenset[str]:
    """The customs codes of the Union's members in an edition's year, France excepted.

    A country that is a member on the last day of a year counts for all of it: the United Kingdom until 2020, Croatia
    from 2013. France (returned goods), Northern Ireland (``XI``), Ceuta, Melilla and the codes that are not countries
    (``EU``, ``QR``…) are not included.
    """
    day = f"{year}-12-31"
    return frozenset(
        row["code"]
        for row in read_table("union_europeenne.csv")
        if row["debut"] <= day and (not row["fin"] or day <= row["fin"])
    )


RETURNED: Final = "FR"
"""The origin of returned goods: French ones that come back."""
_NOT_COUNTRIES: Final = frozenset(
    {RETURNED, "XI", "EU", "QP", "QQ", "QR", "QS", "QU", "QV", "QW", "QX", "QY", "QZ", "??"}
)
"""Codes that are not foreign countries: returned goods, Northern Ireland, ships' stores, unspecified countries."""


def is_foreign_country(code: str) -> bool:
    """Whether a partner is a country, not returned goods, ships' stores or unspecified countries."""
    return code not in _NOT_COUNTRIES


def is_outside_eu(code: str, year: int) -> bool:
    """Whether a partner is a country outside the European Union in an edition's year."""
    return is_foreign_country(code) and code not in other_eu_members(year)


def other_names(code: str) -> tuple[str, ...]:
    """Search terms for the country ``code``: abbreviations, former names, names of parts of it."""
    return tuple(row["nom"] for row in read_table("pays_autres_noms.csv") if row["code"] == code)


@dataclass(frozen=True, slots=True)
class CountryGroup:
    """``subject`` is the name in a sentence; ``date`` is empty when membership depends on the edition's year."""

    code: str
    name: str
    subject: str
    date: str
    members: tuple[str, ...]


def country_groups(year: int, partners: Iterable[str]) -> list[CountryGroup]:
    """The groups in the table's order, members sorted by code; ``partners``: all partners of the edition."""
    sets = {"ue": other_eu_members(year), "hors-ue": frozenset(code for code in partners if is_outside_eu(code, year))}
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
