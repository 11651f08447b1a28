"""Texts are looked up by section and key, and filled in."""

import pytest

from generator.french.words import curly_apostrophes, no_break_spaces, others_label, section, spelled, word


def test_a_word_is_filled_in() -> None:
    assert word("commun", "annee_incomplete", year=2024) == "2024 (année incomplète)"
    assert section("commun")["annee_incomplete"] == "{year} (année incomplète)"


def test_an_unknown_key_is_an_error() -> None:
    for unknown in (("commun", "rien"), ("rien", "commun")):
        with pytest.raises(KeyError, match=r"words\.toml"):
            word(*unknown)


def test_one_is_singular() -> None:
    assert others_label("produits", 1) == "Autres (1\u00a0produit)"
    assert others_label("pays", 12) == "Autres (12\u00a0pays)"


def test_numbers_in_sentences_are_spelled_up_to_sixteen() -> None:
    assert [spelled(count) for count in (2, 10, 16, 17)] == ["deux", "dix", "seize", "17"]


def test_a_day_stays_with_its_month() -> None:
    said = no_break_spaces("du 21 novembre 2026 au 1ᵉʳ mai ; 2024 mars")
    assert said == "du 21\u00a0novembre 2026 au 1ᵉʳ\u00a0mai\u202f; 2024 mars"


def test_apostrophes_are_curly() -> None:
    assert curly_apostrophes("l'acier d'ici") == "l’acier d’ici"
