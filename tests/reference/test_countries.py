"""The grammatical forms of countries' names."""

import pytest

from generator.reference.names import CountryNames
from generator.reference.tables import read_table

NAMES = {row["code"]: row["nom_court"] for row in read_table("pays.csv")}
WITHOUT_FORMS = {"QQ", "QR", "QS", "QU"}


@pytest.mark.parametrize(
    ("code", "subject", "of", "inside"),
    [
        ("DE", "l'Allemagne", "d'Allemagne", "en Allemagne"),
        ("US", "les États-Unis", "des États-Unis", "aux États-Unis"),
        ("JP", "le Japon", "du Japon", "au Japon"),
        ("CU", "Cuba", "de Cuba", "à Cuba"),
        ("IR", "l'Iran", "de l'Iran", "en Iran"),
        ("SZ", "l'Eswatini", "de l'Eswatini", "en Eswatini"),
        ("RE", "La Réunion", "de La Réunion", "à La Réunion"),
    ],
)
def test_forms(code: str, subject: str, of: str, inside: str) -> None:
    forms = CountryNames("pays.csv", {}).forms(code)
    assert (forms.subject, forms.of, forms.inside) == (subject, of, inside)


@pytest.mark.parametrize("code", sorted(NAMES.keys() - WITHOUT_FORMS))
def test_every_country_has_forms_that_agree(code: str) -> None:
    forms = CountryNames("pays.csv", {}).forms(code)
    assert "partenaire" not in forms.subject
    article = forms.subject[: -len(NAMES[code])]
    expected: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
        "le ": (("du ",), ("au ", "dans le ")),
        "la ": (("de la ", "de "), ("en ", "à la ", "dans la ")),
        "l'": (("de l'", "d'"), ("en ", "à l'", "dans l'")),
        "les ": (("des ",), ("aux ", "dans les ")),
        "": (("de ", "d'", "du ", "des "), ("à ", "en ", "au ", "aux ")),
    }
    of, inside = expected[article if article in expected else ""]
    assert forms.of.startswith(of)
    assert forms.inside.startswith(inside)
    vowel = NAMES[code][0] in "AEIOUÉÎ"
    assert not (vowel and article in ("le ", "la "))


@pytest.mark.parametrize("code", ["ZZ", "QU"])
def test_any_other_code_has_generic_forms(code: str) -> None:
    forms = CountryNames("pays.csv", {code: "Code ZZ"}).forms(code)
    assert forms.subject == "le partenaire «\u00a0Code ZZ\u00a0»"


def test_a_renamed_country_has_generic_forms() -> None:
    forms = CountryNames("pays.csv", {"DE": "Confédération germanique"}).forms("DE")
    assert forms.of == "du partenaire «\u00a0Confédération germanique\u00a0»"
