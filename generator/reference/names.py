"""Names of product and country codes: official labels for files, short names for figures, forms for sentences.

Tables of ``data/reference/``: ``produits_grammaire.csv`` (``code;nom;sujet;partitif;accord``) and
``pays_grammaire.csv`` (``code;sujet;de;dans``). Labels come from the customs' files and are untrusted.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from typing import Final

from generator.reference.tables import rows_by_code
from generator.reference.territories import Grammar, slugify

OTHERS = "AUTRES"
"""The code of a flow figure for all products, or all partners, beyond the first ones."""

ELECTRICITY: Final = "D35A"
"""The customs record it in Paris by convention, so it is no speciality of any territory."""
BOOKED_TO_PARIS: Final = frozenset({ELECTRICITY, "B06Z"})
"""Electricity, and the product that includes gas from pipelines: recorded in Paris wherever they cross the border."""


@dataclass(frozen=True, slots=True)
class Nomenclature:
    """The tables of ``data/reference/`` that list an edition's product codes, A129 and CPF4 by default."""

    products: str = "produits_a129.csv"
    subproducts: str = "produits_cpf4.csv"


A129: Final = Nomenclature()


@dataclass(frozen=True, slots=True)
class CodeNames:
    """The names of the codes of one kind: A129 products, CPF4 products or countries.

    ``table``: ours, in ``data/reference/``; ``labels``: those of the edition's files in force in its year, by code.
    """

    table: str
    labels: Mapping[str, str]

    def official(self, code: str) -> str:
        """The official label (REFERENCE.md, « Files »): that of the files, else of our table, else ``Code ZZ``."""
        row = rows_by_code(self.table).get(code)
        return self.labels.get(code) or (row["libelle"] if row else f"Code {code}")

    def short(self, code: str) -> str:
        """Our short name, for figures; a code that the files have relabelled shows its new label."""
        label, row = self.labels.get(code), rows_by_code(self.table).get(code)
        if row and label in (None, row["libelle"]):
            return row["nom_court"]
        return label or f"Code {code}"

    def slug(self, code: str) -> str:
        """The last part of its address, from our table only: a new label does not change addresses."""
        if row := rows_by_code(self.table).get(code):
            return row["adresse"]
        # other codes could share an address: ``A.1`` and ``A-1``
        is_plain = slugify(code) == code.lower()
        return slugify(code) if is_plain else f"code-{sha256(code.encode()).hexdigest()[:10]}"


class ProductNames(CodeNames):
    """The names of A129 products."""

    def forms(self, code: str) -> ProductGrammar:
        """The grammatical forms of a short name; generic ones if ``produits_grammaire.csv`` does not list it."""
        rows, name = rows_by_code("produits_grammaire.csv"), self.short(code)
        row = rows.get(code)
        if row is None or row["nom"] != name:
            row = rows["*"]
        subject, some = (row[form].replace("{nom}", name) for form in ("sujet", "partitif"))
        return ProductGrammar(subject, some, row["accord"])


class CountryNames(CodeNames):
    """The names of countries."""

    def forms(self, code: str) -> Grammar:
        """The grammatical forms of a short name; generic ones if ``pays_grammaire.csv`` does not list it."""
        rows, name = rows_by_code("pays_grammaire.csv"), self.short(code)
        row = rows.get(code)
        if row and row["sujet"].casefold().endswith(name.casefold()):
            return Grammar.of_row(row)
        return Grammar.of_row({form: text.replace("{nom}", name) for form, text in rows["*"].items()})


class Names:
    """The names of products and countries in an edition, from the labels of its files, empty where one is missing."""

    def __init__(
        self,
        products: Mapping[str, str],
        subproducts: Mapping[str, str],
        countries: Mapping[str, str],
        nomenclature: Nomenclature = A129,
    ) -> None:
        self.products = ProductNames(nomenclature.products, products)
        self.subproducts = CodeNames(nomenclature.subproducts, subproducts)
        self.countries = CountryNames("pays.csv", countries)


@dataclass(frozen=True, slots=True)
class ProductGrammar:
    """The forms of a product's name: ``l'acier``, ``de l'acier``; ``agreement``: the end of a participle, as ``es``."""

    subject: str
    some: str
    agreement: str

    @property
    def is_plural(self) -> bool:
        """Whether its verb is plural."""
        return self.agreement.endswith("s")


MAX_LABEL: Final = 300
"""Maximum length of a label, in characters."""

_SPACES: Final = re.compile(r"[\t-\r\x1c-\x1e\x85\u2028\u2029]+")
_INVISIBLE: Final = frozenset({"Cc", "Cn", "Co", "Cs"})
"""Unicode categories of control, unassigned, private-use and surrogate characters."""
_DIRECTION: Final = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff")
"""Bidirectional control characters, and the byte order mark."""


@dataclass(frozen=True, slots=True)
class CleanLabel:
    """``text`` is safe to show; ``dropped`` counts the removed characters, ``cut`` is set when it was too long."""

    text: str
    dropped: int = 0
    cut: bool = False


def clean_label(label: str) -> CleanLabel:
    """``label`` on one line, without invisible characters that affect others, ``MAX_LABEL`` characters at most."""
    line = _SPACES.sub(" ", label).strip()
    kept = line if line.isascii() and line.isprintable() else "".join(filter(_is_shown, line))
    text = kept if len(kept) <= MAX_LABEL else kept[: MAX_LABEL - 1].rstrip() + "…"
    return CleanLabel(text, len(line) - len(kept), len(kept) > MAX_LABEL)


@cache
def _is_shown(character: str) -> bool:
    return unicodedata.category(character) not in _INVISIBLE and character not in _DIRECTION
