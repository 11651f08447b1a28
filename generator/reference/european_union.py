"""The members of the European Union, as trade in goods sees them.

Table: ``data/reference/union_europeenne.csv`` (``code;debut;fin``, days; no ``fin`` for who is a member still).
"""

from __future__ import annotations

from functools import cache
from typing import Final

from generator.reference.tables import read_table


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
