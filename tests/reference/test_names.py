import re

from generator.reference.names import Names
from generator.reference.tables import read_table

NONE = Names(products={}, subproducts={}, countries={})


def test_there_are_76_products_with_unique_short_names() -> None:
    rows = read_table("produits_a129.csv")
    assert len(rows) == 76
    assert [row["code"] for row in rows] == sorted(row["code"] for row in rows)
    assert all(re.fullmatch(r"[A-Z]\d\d[A-Z]", row["code"]) for row in rows)
    names = [row["nom_court"] for row in rows]
    assert len(set(names)) == 76
    assert max(map(len, names)) <= 31


def test_countries_have_unique_short_names() -> None:
    rows = read_table("pays.csv")
    assert len(rows) == 253
    assert len({row["code"] for row in rows}) == 253
    names = [row["nom_court"] for row in rows]
    assert len(set(names)) == 253
    assert max(map(len, names)) <= 28


def test_every_goods_code_belongs_to_a_known_product_and_every_product_has_one() -> None:
    rows = read_table("produits_cpf4.csv")
    assert all(re.fullmatch(r"\d{4}", row["code"]) for row in rows)
    assert {row["a129"] for row in rows} == {row["code"] for row in read_table("produits_a129.csv")}
    goods = [row for row in rows if row["a129"][0] in "ABC"]
    assert all(row["code"][:2] == row["a129"][1:3] for row in goods)


def test_short_names() -> None:
    expected = {
        "US": "États-Unis",
        "GB": "Royaume-Uni",
        "KR": "Corée du Sud",
        "CZ": "Tchéquie",
        "RU": "Russie",
        "HK": "Hong Kong",
        "AE": "Émirats arabes unis",
        "CI": "Côte d'Ivoire",
        "XS": "Serbie",
        "XK": "Kosovo",
        "XI": "Irlande du Nord",
        "QU": "Pays non déterminés",
        "MC": "Monaco",
    }
    assert {code: NONE.countries.short(code) for code in expected} == expected


def test_official_labels_are_the_customs_own() -> None:
    assert NONE.countries.official("US") == "Etats-Unis"
    assert NONE.countries.official("KR") == "Corée (République de)"
    assert NONE.products.official("A01Z") == "Produits de la culture et de l’élevage"
    assert NONE.products.official("C26E") == (
        "Appareils de mesure, d'essai et de navigation\u00a0; articles d'horlogerie"
    )


def test_a_code_without_a_label_is_its_own_name() -> None:
    assert NONE.countries.official("ZZ") == NONE.countries.short("ZZ") == "Code ZZ"


def test_a_relabelled_code_shows_its_new_label() -> None:
    names = Names(products={"C21Z": "Autre chose"}, subproducts={}, countries={})
    assert names.products.short("C21Z") == "Autre chose"


def test_addresses_do_not_follow_labels() -> None:
    names = Names(products={"C21Z": "Autre chose"}, subproducts={}, countries={"DE": "Autre pays"})
    assert names.products.slug("C21Z") == "c21z-produits-pharmaceutiques"
    assert names.countries.slug("DE") == "de-allemagne"
    assert (names.products.slug("Z99Z"), names.countries.slug("ZZ")) == ("z99z", "zz")


def test_every_address_has_code_and_words() -> None:
    for table in ("produits_a129.csv", "pays.csv"):
        for row in read_table(table):
            assert re.fullmatch(rf"{row['code'].lower()}(-[a-z0-9]+)+", row["adresse"])
