"""Labels from files are shown on one line, without what is not seen, and never too long."""

from __future__ import annotations

import pytest

from generator.reference.names import LONGEST, LabelText, label_text


@pytest.mark.parametrize(
    ("label", "shown"),
    [
        ("Éléments d’œuvre – 100 €", LabelText("Éléments d’œuvre – 100 €")),
        (" a\tb\r\nc ", LabelText("a b c")),
        ("vin\u202egpj.exe", LabelText("vingpj.exe", dropped=1)),
        ("\ufeffa\ufffe\x00b\u2067c\x9f\ue000", LabelText("abc", dropped=6)),
        ("x" * LONGEST, LabelText("x" * LONGEST)),
        ("x" * (LONGEST + 1), LabelText("x" * (LONGEST - 1) + "…", cut=True)),
        ("", LabelText("")),
    ],
)
def test_what_is_not_seen_is_dropped_and_what_is_long_is_cut(label: str, shown: LabelText) -> None:
    assert label_text(label) == shown
