from collections import Counter
from fractions import Fraction
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from generator.portrait.ranking import Axis, distinct, quantile_classes, rankings, signed_classes
from generator.portrait.trade import Scope
from generator.reference.direction import Direction
from generator.reference.territories import Territory, territories

EXPORT, IMPORT = Direction.EXPORT, Direction.IMPORT
BY_KEY = {t.key: t for t in territories()}
Cells = dict[tuple[str, str], int]


def scopes(exports: dict[str, Cells]) -> dict[Territory, Scope]:
    """Exports of some territories, imports of none; each of the others trades nothing."""
    return {t: Scope(cells={EXPORT: Counter(exports.get(key, {})), IMPORT: Counter()}) for key, t in BY_KEY.items()}


def test_departements_in_order_by_hand() -> None:
    corsica = {("C11Z", "DE"): 30}
    found = rankings(
        scopes(
            {
                "33": {("C11Z", "US"): 60, ("C11Z", "DE"): 10},
                "51": {("C11Z", "US"): 70},
                "21": {("C11Z", "DE"): 5, ("C21Z", "DE"): 100},
                "2A": corsica,
                "2B": corsica,
                # the unknown département's 20 count in the country only
                "france": {("C11Z", "US"): 130, ("C11Z", "DE"): 65, ("C21Z", "DE"): 100},
            }
        ),
        Axis.PRODUCT,
    )
    assert list(found) == ["C11Z", "C21Z"]
    wine = found["C11Z"][EXPORT]
    assert (wine.value_eur, wine.total_eur, wine.rank) == (195, 295, 1)
    assert [(place.territory.code, place.rank, place.value_eur) for place in wine.places] == [
        ("33", 1, 70),
        ("51", 1, 70),
        ("2A", 3, 30),
        ("2B", 3, 30),
        ("21", 4, 5),
    ]
    assert wine.leading == (("US", 130), ("DE", 65))
    nothing = found["C11Z"][IMPORT]
    assert (nothing.value_eur, nothing.total_eur, nothing.rank, nothing.places) == (0, 0, None, ())


def test_corsica_as_one_has_the_place_of_its_first_half() -> None:
    order = [BY_KEY[code] for code in ("2A", "42", "2B")]
    assert distinct(order) == (BY_KEY["2A"], BY_KEY["42"])
    assert distinct(order[::-1]) == (BY_KEY["2B"], BY_KEY["42"])


def test_partner_countries_in_order_by_hand() -> None:
    cells: Cells = {("C11Z", "US"): 60, ("C21Z", "US"): 80, ("C21Z", "DE"): 10}
    found = rankings(scopes({"33": cells, "france": cells}), Axis.COUNTRY)
    assert list(found) == ["US", "DE"]
    assert found["US"][EXPORT].leading == (("C21Z", 80), ("C11Z", 60))
    assert [(p.territory.code, p.value_eur) for p in found["US"][EXPORT].places] == [("33", 140)]


def test_classes_by_hand() -> None:
    ten = {letter: value for value, letter in enumerate("ABCDEFGHIJ", start=1)}
    assert list(quantile_classes(ten, 5).values()) == [1, 1, 2, 2, 3, 3, 4, 4, 5, 5]
    assert quantile_classes({"A": 7, "B": 7, "C": 9}, 5) == {"A": 4, "B": 4, "C": 5}
    assert quantile_classes({}, 5) == {}
    both = {"A": -100, "B": -1, "C": 0, "D": 5, "E": 500}
    assert signed_classes(both, 2) == {"A": -2, "B": -1, "C": 0, "D": 1, "E": 2}
    # zero is on neither side, and moves no class
    assert signed_classes({"A": 0, "B": 1, "C": 2, "D": 3}, 2) == {"A": 0, "B": 1, "C": 1, "D": 2}
    assert signed_classes({"A": 0, "B": -1, "C": -2, "D": -3}, 2) == {"A": 0, "B": -1, "C": -1, "D": -2}


VALUES = st.dictionaries(st.integers(0, 200), st.integers(1, 10**12) | st.fractions(0, 1), min_size=1)


@given(VALUES, st.integers(1, 6))
def test_a_larger_value_is_never_in_a_smaller_class(values: dict[int, int | Fraction], count: int) -> None:
    classes = quantile_classes(values, count)
    assert classes.keys() == values.keys()
    order = sorted(values, key=lambda key: values[key])
    steps = [classes[key] for key in order]
    assert steps == sorted(steps)
    assert set(steps) <= set(range(1, count + 1))
    for one, other in pairwise(order):
        assert (classes[one] == classes[other]) or values[one] < values[other]


@given(st.sets(st.integers(1, 10**9), min_size=20), st.integers(2, 6))
def test_classes_of_different_values_are_of_about_the_same_size(values: set[int], count: int) -> None:
    sizes = Counter(quantile_classes({value: value for value in values}, count).values())
    assert set(sizes) == set(range(1, count + 1))
    assert max(sizes.values()) - min(sizes.values()) <= 1
