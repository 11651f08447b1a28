from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from generator.portrait.evolution import LARGEST, Change, evolution
from generator.portrait.model import Totals
from generator.portrait.trade import Pair, Scope
from generator.reference.direction import Direction

E, I = Direction.EXPORT, Direction.IMPORT  # noqa: E741
YEARS = (2023, 2024)


def scope(exports: dict[Pair, int], imports: dict[Pair, int] | None = None) -> Scope:
    return Scope(cells={E: Counter(exports), I: Counter(imports or {})})


def test_a_case_worked_out_by_hand() -> None:
    before = scope({("C20A", "DE"): 100, ("C20A", "IT"): 50, ("C10A", "US"): 7}, {("C10A", "DE"): 30})
    after = scope({("C20A", "DE"): 60, ("C10A", "US"): 17, ("C10A", "BE"): 5}, {("C10A", "DE"): 30})
    found = evolution(before, after, YEARS)
    assert (found.before, found.after) == (Totals(157, 30), Totals(82, 30))
    assert found.countries[E].rises == (Change("US", 7, 17, 157), Change("BE", 0, 5, 157))
    assert found.countries[E].falls == (Change("IT", 50, 0, 157), Change("DE", 100, 60, 157))
    assert found.products[E].all == (Change("C10A", 7, 22, 157), Change("C20A", 150, 60, 157))
    assert found.countries[I].rises == found.countries[I].falls == ()
    assert found.has_moved


def test_ties_go_by_code_and_the_largest_three_are_told() -> None:
    after = scope({("C10A", code): 10 for code in ("DE", "BE", "US", "AT")})
    assert [c.code for c in evolution(scope({}), after, YEARS).countries[E].rises] == ["AT", "BE", "DE"]
    assert [c.code for c in evolution(after, scope({}), YEARS).countries[E].falls] == ["AT", "BE", "DE"]


def test_what_moves_between_products_only_has_moved() -> None:
    assert evolution(scope({("C10A", "DE"): 5}), scope({("C20A", "DE"): 5}), YEARS).has_moved
    assert not evolution(scope({("C10A", "DE"): 5}), scope({("C10A", "DE"): 5}), YEARS).has_moved


_CELLS = st.dictionaries(
    st.tuples(st.sampled_from(["C10A", "C20A", "C30A"]), st.sampled_from(["DE", "IT", "US", "BE", "ES"])),
    st.integers(1, 1000),
)


@given(_CELLS, _CELLS)
def test_changes_add_up_and_are_undone_the_other_way(before: dict[Pair, int], after: dict[Pair, int]) -> None:
    there, back = evolution(scope(before), scope(after), YEARS), evolution(scope(after), scope(before), YEARS)
    for sums in (there.countries[E], there.products[E]):
        assert sum(change.change_eur for change in sums.all) == there.after.export_eur - there.before.export_eur
        assert len(sums.rises) <= LARGEST
        assert all(change.change_eur > 0 for change in sums.rises)
        assert all(change.change_eur < 0 for change in sums.falls)
    mirrored = [(c.code, c.after_eur, c.before_eur) for c in there.countries[E].rises]
    assert [(c.code, c.before_eur, c.after_eur) for c in back.countries[E].falls] == mirrored
