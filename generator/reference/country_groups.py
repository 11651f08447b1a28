"""Groups of countries that a reader may choose at once.

Table: ``data/reference/groupes_de_pays.csv`` (``code;nom;sujet;date;pays``): members as of ``date``, codes between
spaces; the Union and what lies outside it follow ``union_europeenne.csv``.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from generator.reference.european_union import is_outside, other_members
from generator.reference.tables import read_table


@dataclass(frozen=True, slots=True)
class CountryGroup:
    """A group: ``subject`` stands in a sentence ; ``date`` is empty where the edition's year tells."""

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
