"""The French forms of countries' names, for sentences.

Tables: ``data/reference/pays_grammaire.csv`` (``code;sujet;de;dans``, for the short names of ``pays.csv``) and
``pays_autres_noms.csv`` (``code;nom``: what people type instead of the short name).
"""

from __future__ import annotations

from functools import cache

from generator.reference.tables import read_table
from generator.reference.territories import Grammar

_ANY_OTHER = "*"


@cache
def _forms() -> dict[str, Grammar]:
    return {
        row["code"]: Grammar(subject=row["sujet"], of=row["de"], inside=row["dans"])
        for row in read_table("pays_grammaire.csv")
    }


def country_grammar(code: str, name: str) -> Grammar:
    """The forms of the country ``code`` that pages call ``name``.

    A code without forms, or that the edition's files call otherwise than our table, gets forms that suit any name.
    """
    forms = _forms().get(code)
    if forms and forms.subject.casefold().endswith(name.casefold()):
        return forms
    other = _forms()[_ANY_OTHER]
    return Grammar(*(form.replace("{nom}", name) for form in (other.subject, other.of, other.inside)))


@cache
def country_codes() -> frozenset[str]:
    """The codes of partners that the project's own table names."""
    return frozenset(row["code"] for row in read_table("pays.csv"))


@cache
def _other_names() -> dict[str, tuple[str, ...]]:
    rows = read_table("pays_autres_noms.csv")
    return {code: tuple(r["nom"] for r in rows if r["code"] == code) for code in {r["code"] for r in rows}}


def other_names(code: str) -> tuple[str, ...]:
    """Other names of the country ``code`` that people type: abbreviations, former names, parts taken for the whole."""
    return _other_names().get(code, ())
