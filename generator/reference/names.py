"""Names of codes: the customs' label in force for files, a short name for figures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from typing import Final

from generator.reference.tables import read_table
from generator.reference.territories import slugify

OTHERS = "AUTRES"
"""The code that stands for everything beyond the first products or partners of a flow figure."""


@dataclass(frozen=True, slots=True)
class Nomenclature:
    """The tables of ``data/reference/`` that hold an edition's product codes: A129 and CPF rév. 2.1 unless it says."""

    products: str = "produits_a129.csv"
    subproducts: str = "produits_cpf4.csv"


A129: Final = Nomenclature()


@dataclass(frozen=True, slots=True)
class Labels:
    """Labels of one edition's files in force in its year, by code; untrusted text, empty where a file is missing."""

    products: Mapping[str, str]
    subproducts: Mapping[str, str]
    countries: Mapping[str, str]
    nomenclature: Nomenclature = A129


@dataclass(frozen=True)
class Names:
    """Names of A129 products, CPF4 products and countries.

    ``product`` and ``country`` give the label in force in the edition (REFERENCE.md, « Files »): that of its files,
    else that of our table, else ``Code ZZ``. ``short_product`` and ``short_country`` give the reader's name, used
    in the figures only while the files carry the label our table was made from: a relabelled code shows its new label.
    """

    labels: Labels

    @cached_property
    def _products(self) -> dict[str, dict[str, str]]:
        return {row["code"]: row for row in read_table(self.labels.nomenclature.products)}

    @cached_property
    def _countries(self) -> dict[str, dict[str, str]]:
        return {row["code"]: row for row in read_table("pays.csv")}

    @cached_property
    def _subproducts(self) -> dict[str, dict[str, str]]:
        return {row["code"]: row for row in read_table(self.labels.nomenclature.subproducts)}

    def product_slug(self, code: str) -> str:
        """The last part of a product's address, from our table alone: a new label moves no page."""
        return self._slug(self._products, code)

    def country_slug(self, code: str) -> str:
        """The last part of a country's address, from our table alone."""
        return self._slug(self._countries, code)

    def product(self, code: str) -> str:
        """Official label of an A129 code."""
        return self.labels.products.get(code) or self._known(self._products, code, "libelle")

    def short_product(self, code: str) -> str:
        """Reader's label of an A129 code."""
        return self._short(self._products, self.labels.products, code)

    def subproduct(self, code: str) -> str:
        """Official label of a CPF4 code."""
        return self.labels.subproducts.get(code) or self._known(self._subproducts, code, "libelle")

    def country(self, code: str) -> str:
        """Official label of a country."""
        return self.labels.countries.get(code) or self._known(self._countries, code, "libelle")

    def short_country(self, code: str) -> str:
        """Reader's name of a country."""
        return self._short(self._countries, self.labels.countries, code)

    @staticmethod
    def _slug(table: Mapping[str, dict[str, str]], code: str) -> str:
        row = table.get(code)
        if row:
            return row["adresse"]
        # codes that differ by more than letters and digits would share an address
        is_plain = slugify(code) == code.lower()
        return slugify(code) if is_plain else f"code-{sha256(code.encode()).hexdigest()[:10]}"

    @staticmethod
    def _known(table: Mapping[str, dict[str, str]], code: str, column: str) -> str:
        row = table.get(code)
        return row[column] if row else f"Code {code}"

    def _short(self, table: Mapping[str, dict[str, str]], labels: Mapping[str, str], code: str) -> str:
        label = labels.get(code)
        row = table.get(code)
        if row and label in (None, row["libelle"]):
            return row["nom_court"]
        return label or f"Code {code}"
