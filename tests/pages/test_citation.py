"""How pages and figures are cited: the reference, its BibTeX, the address that stays."""

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

from generator.context import EditionContext, edition_context
from generator.edition import Edition, edition
from generator.pages.links import citation
from generator.site.hooks import cite

URL = "https://portraits.example/sous/"
QUARTERS = [{1, 2, 3, 4}] * 2


def context(year: int, *, demonstration: bool = False) -> EditionContext:
    own: Edition = replace(edition("2024"), year=year, date=date(year + 1, 3, 1), inputs=(Path(),))
    return edition_context(own, QUARTERS, demonstration=demonstration)


def test_a_reference_has_what_it_takes_to_find_the_page_again() -> None:
    cited = citation("Loire : commerce", f"{URL}2024/departements/42-loire/", context(2024), "Agence & Cie")
    assert cited.text == (
        "Agence & Cie. « Loire : commerce », Portraits du commerce extérieur, édition 2024 du 1 mars 2025, "
        f"{URL}2024/departements/42-loire/, Licence Ouverte 2.0"
    )
    fields = dict(re.findall(r"^(\w+) = \{(.*)\},?$", cited.bibtex, re.MULTILINE))
    assert fields == {
        "author": r"{Agence \& Cie}",
        "title": "{Loire : commerce}",
        "year": "2025",
        "note": "Portraits du commerce extérieur, édition 2024 du 1 mars 2025, Licence Ouverte 2.0",
        "url": f"{URL}2024/departements/42-loire/",
    }
    assert cited.bibtex.startswith("@misc{portraits-example-sous-2024-departements-42-loire,\n")
    assert cited.bibtex.count("{") == cited.bibtex.count("}")


def test_invented_amounts_are_cited_as_such_and_nothing_acts_on_tex() -> None:
    cited = citation("50 % {a}_b\\c", URL, context(2024, demonstration=True), "")
    assert "démonstration : montants inventés" in cited.text
    assert "démonstration : montants inventés" in cited.bibtex
    assert r"title = {{50 \% \{a\}\_b/c}}" in cited.bibtex
    assert "author = {{Portraits du commerce extérieur}}" in cited.bibtex


def test_a_page_is_cited_by_the_address_under_its_edition() -> None:
    editions = [context(2024), context(2023)]
    cited = {
        path: cite("T", URL + path, URL, editions, "").address.removeprefix(URL)
        for path in ("", "france/", "produits/c21z/", "departements/", "methode/", "2023/france/")
    }
    assert cited == {
        "": "2024/",
        "france/": "2024/france/",
        "produits/c21z/": "2024/produits/c21z/",
        "departements/": "departements/",
        "methode/": "methode/",
        "2023/france/": "2023/france/",
    }
    assert "édition 2023" in cite("T", f"{URL}2023/france/", URL, editions, "").text
