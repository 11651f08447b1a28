"""Grammatical forms of product names.

Table: ``data/reference/produits_grammaire.csv`` (``code;nom;sujet;partitif;accord``, for the short names of
``produits_a129.csv``).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from generator.reference.tables import read_table

_ANY_OTHER = "*"


@dataclass(frozen=True, slots=True)
class ProductGrammar:
    """The forms of a product's name."""

    subject: str
    """``l'acier``, ``les automobiles``."""
    some: str
    """``de l'acier``, ``des automobiles``: what one sells."""
    agreement: str
    """The ending of a past participle: none, ``e``, ``s``, ``es``."""

    @property
    def is_plural(self) -> bool:
        """Whether a verb takes its plural."""
        return self.agreement.endswith("s")


@cache
def _rows() -> dict[str, dict[str, str]]:
    return {row["code"]: row for row in read_table("produits_grammaire.csv")}


def product_grammar(code: str, name: str) -> ProductGrammar:
    """The forms of the product ``code`` that pages call ``name``.

    A code without forms, or that the edition's files call otherwise than our table, gets forms that suit any name.
    """
    row = _rows().get(code)
    if row is None or row["nom"] != name:
        row = _rows()[_ANY_OTHER]
    subject, some = (row[form].replace("{nom}", name) for form in ("sujet", "partitif"))
    return ProductGrammar(subject, some, row["accord"])
