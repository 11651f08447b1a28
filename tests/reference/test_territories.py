import pytest

from generator.reference.tables import read_table
from generator.reference.territories import Kind, Territory, departements, france, region, regions, slugify, territories

BY_CODE = {place.code: place for place in departements()}


def test_there_are_120_territories_each_with_an_address_of_its_own() -> None:
    assert (len(departements()), len(regions()), len(territories())) == (101, 18, 120)
    assert len({place.path for place in territories()}) == 120
    assert france().path == "france"


def test_addresses_are_in_the_tables_and_consist_of_code_and_name() -> None:
    places = [place for place in territories() if place.kind is not Kind.FRANCE]
    # a renamed place is removed from this list; its address stays
    assert [p.code for p in places if p.slug != f"{p.code.lower()}-{slugify(p.name)}"] == []


@pytest.mark.parametrize(
    ("name", "slug"),
    [("Cœur de Maine", "coeur-de-maine"), ("Œuf", "oeuf"), ("Ægir", "aegir"), ("Côte-d'Or", "cote-d-or")],
)
def test_no_letter_of_a_name_is_lost_in_its_address(name: str, slug: str) -> None:
    assert slugify(name) == slug


def test_departements_are_sorted_by_code() -> None:
    metropole = [f"{n:02d}" for n in range(1, 96) if n != 20]
    position = metropole.index("19") + 1
    expected = [*metropole[:position], "2A", "2B", *metropole[position:]]
    assert [place.code for place in departements()] == [*expected, "971", "972", "973", "974", "976"]


def test_regions_are_sorted_by_code() -> None:
    codes = "01 02 03 04 06 11 24 27 28 32 44 52 53 75 76 84 93 94"
    assert [place.code for place in regions()] == codes.split()


def test_regions_have_the_number_of_departements_that_insee_gives() -> None:
    counts: dict[str | None, int] = {}
    for place in departements():
        counts[place.region_code] = counts.get(place.region_code, 0) + 1
    assert counts == {
        **dict.fromkeys(("01", "02", "03", "04", "06"), 1),
        **{"11": 8, "24": 6, "27": 8, "28": 5, "32": 5, "44": 10, "52": 5, "53": 4},
        **{"75": 12, "76": 13, "84": 12, "93": 6, "94": 2},
    }


def test_customs_codes_are_those_of_insee_except_corsica_and_overseas() -> None:
    other = {p.code: p.customs_codes for p in departements() if p.customs_codes != (p.code,)}
    assert other == {
        "2A": ("20", "2A", "2B"),
        "2B": ("20", "2A", "2B"),
        "971": ("9A",),
        "972": ("9B",),
        "973": ("9C",),
        "974": ("9D",),
        "976": ("9E",),
    }


def test_regions_sum_their_departements_and_monaco() -> None:
    assert region("93").customs_codes == ("04", "05", "06", "13", "83", "84", "99")
    assert region("94").customs_codes == ("20", "2A", "2B")
    assert region("04").customs_codes == ("9D",)
    every = sorted(code for place in regions() for code in place.customs_codes)
    assert len(every) == len(set(every)) == 103


@pytest.mark.parametrize(
    ("code", "path"),
    [
        ("42", "departements/42-loire"),
        ("2A", "departements/2a-corse-du-sud"),
        ("971", "departements/971-guadeloupe"),
        ("974", "departements/974-la-reunion"),
        ("21", "departements/21-cote-d-or"),
        ("95", "departements/95-val-d-oise"),
        ("90", "departements/90-territoire-de-belfort"),
    ],
)
def test_addresses(code: str, path: str) -> None:
    assert BY_CODE[code].path == path


def test_address_of_a_region() -> None:
    assert region("84").path == "regions/84-auvergne-rhone-alpes"


GRAMMAR = """
01 l'Ain|de l'Ain|dans l'Ain
04 les Alpes-de-Haute-Provence|des Alpes-de-Haute-Provence|dans les Alpes-de-Haute-Provence
05 les Hautes-Alpes|des Hautes-Alpes|dans les Hautes-Alpes
07 l'Ardèche|de l'Ardèche|en Ardèche
12 l'Aveyron|de l'Aveyron|en Aveyron
13 les Bouches-du-Rhône|des Bouches-du-Rhône|dans les Bouches-du-Rhône
15 le Cantal|du Cantal|dans le Cantal
16 la Charente|de la Charente|en Charente
21 la Côte-d'Or|de la Côte-d'Or|en Côte-d'Or
22 les Côtes-d'Armor|des Côtes-d'Armor|dans les Côtes-d'Armor
2A la Corse-du-Sud|de la Corse-du-Sud|en Corse-du-Sud
2B la Haute-Corse|de la Haute-Corse|en Haute-Corse
25 le Doubs|du Doubs|dans le Doubs
28 l'Eure-et-Loir|d'Eure-et-Loir|en Eure-et-Loir
33 la Gironde|de la Gironde|en Gironde
34 l'Hérault|de l'Hérault|dans l'Hérault
35 l'Ille-et-Vilaine|d'Ille-et-Vilaine|en Ille-et-Vilaine
38 l'Isère|de l'Isère|en Isère
41 le Loir-et-Cher|de Loir-et-Cher|en Loir-et-Cher
42 la Loire|de la Loire|dans la Loire
44 la Loire-Atlantique|de la Loire-Atlantique|en Loire-Atlantique
48 la Lozère|de la Lozère|en Lozère
50 la Manche|de la Manche|dans la Manche
57 la Moselle|de la Moselle|en Moselle
59 le Nord|du Nord|dans le Nord
62 le Pas-de-Calais|du Pas-de-Calais|dans le Pas-de-Calais
74 la Haute-Savoie|de la Haute-Savoie|en Haute-Savoie
75 Paris|de Paris|à Paris
77 la Seine-et-Marne|de Seine-et-Marne|en Seine-et-Marne
79 les Deux-Sèvres|des Deux-Sèvres|dans les Deux-Sèvres
90 le Territoire de Belfort|du Territoire de Belfort|dans le Territoire de Belfort
91 l'Essonne|de l'Essonne|en Essonne
93 la Seine-Saint-Denis|de la Seine-Saint-Denis|en Seine-Saint-Denis
95 le Val-d'Oise|du Val-d'Oise|dans le Val-d'Oise
971 la Guadeloupe|de la Guadeloupe|en Guadeloupe
973 la Guyane|de la Guyane|en Guyane
974 La Réunion|de La Réunion|à La Réunion
976 Mayotte|de Mayotte|à Mayotte
"""


@pytest.mark.parametrize("line", GRAMMAR.strip().splitlines())
def test_grammar_of_departements(line: str) -> None:
    code, forms = line.split(" ", 1)
    grammar = BY_CODE[code].grammar
    assert [grammar.subject, grammar.of, grammar.inside] == forms.split("|")


@pytest.mark.parametrize("place", territories(), ids=lambda place: place.key)
def test_grammar_agrees_with_itself(place: Territory) -> None:
    subject, of, inside = place.grammar.subject, place.grammar.of, place.grammar.inside
    # the article of La Réunion is part of its name, and keeps its capital inside a sentence
    name = place.name
    assert all(form.endswith(name) for form in (subject, of, inside))
    article = subject.removesuffix(name).split(" ")[0]
    allowed = {"le": {"du", "de"}, "les": {"des"}, "la": {"de"}, "l'": {"de", "d'"}, "": {"de"}}
    assert of.removesuffix(name).split(" ")[0] in allowed[article]
    if article in ("le", "la", "l'"):
        assert (article == "l'") == (name[0] in "AEÎIOY" or name == "Hérault")
    if article == "les":
        assert inside.startswith("dans les ")


def test_names_in_tables_have_no_stray_space_and_no_curly_apostrophe() -> None:
    for row in [*read_table("departements.csv"), *read_table("regions.csv")]:
        assert all(value == value.strip() and value for value in row.values())
        assert "’" not in "".join(row.values())
