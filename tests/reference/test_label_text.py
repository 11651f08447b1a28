"""Labels are cleaned: one line, no invisible characters, limited in length."""

import pytest

from generator.reference.names import MAX_LABEL, CleanLabel, clean_label


@pytest.mark.parametrize(
    ("label", "shown"),
    [
        ("Éléments d’œuvre – 100 €", CleanLabel("Éléments d’œuvre – 100 €")),
        (" a\tb\r\nc ", CleanLabel("a b c")),
        ("vin\u202egpj.exe", CleanLabel("vingpj.exe", dropped=1)),
        ("\ufeffa\ufffe\x00b\u2067c\x9f\ue000", CleanLabel("abc", dropped=6)),
        ("x" * MAX_LABEL, CleanLabel("x" * MAX_LABEL)),
        ("x" * (MAX_LABEL + 1), CleanLabel("x" * (MAX_LABEL - 1) + "…", cut=True)),
        ("", CleanLabel("")),
    ],
)
def test_invisible_characters_are_dropped_and_long_labels_cut(label: str, shown: CleanLabel) -> None:
    assert clean_label(label) == shown
