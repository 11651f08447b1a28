"""The home page's findings follow the rule that the page tells."""

from collections import Counter

from generator.pages.edition_pages import home_findings
from generator.portrait.trade import Scope
from generator.reference.direction import Direction
from generator.reference.names import Names
from generator.reference.territories import Territory, departements, france

M = 1_000_000
NAMES = Names({}, {}, {})
LOIRE, PARIS, LOZERE = (next(t for t in departements() if t.code == code) for code in ("42", "75", "48"))


def _scope(exports: dict[tuple[str, str], int], imports: dict[tuple[str, str], int] | None = None) -> Scope:
    return Scope(cells={Direction.EXPORT: Counter(exports), Direction.IMPORT: Counter(imports or {})})


def _scopes(traded: dict[Territory, Scope]) -> dict[Territory, Scope]:
    everyone = {t: traded.get(t) or _scope({}) for t in departements()}
    national: dict[Direction, Counter[tuple[str, str]]] = {d: Counter() for d in Direction}
    for scope in everyone.values():
        for direction in Direction:
            national[direction].update(scope.cells[direction])
    return {**everyone, france(): Scope(cells=national)}


def test_the_largest_of_each_measure_is_told_and_small_exporters_are_left_out() -> None:
    traded = {
        LOIRE: _scope({("C24A", "US"): 300 * M, ("C10A", "DE"): 300 * M}, {("C26B", "CN"): 250 * M}),
        PARIS: _scope({("D35A", "DE"): 900 * M, ("C24A", "US"): 100 * M}, {("C26B", "CN"): M}),
        LOZERE: _scope({("C16Z", "US"): 199 * M}),
    }
    found = {each.kind: each for each in home_findings(_scopes(traded), NAMES)}
    # electricity is booked to Paris by convention; the Lozère sells all to the United States, but too little
    assert (found["product"].territory, found["product"].value_eur, found["product"].whole_eur) == (
        LOIRE,
        300 * M,
        300 * M,
    )
    assert (found["sold_to"].territory, found["sold_to"].value_eur, found["sold_to"].whole_eur) == (
        LOIRE,
        300 * M,
        600 * M,
    )
    assert (found["bought_from"].territory, found["bought_from"].value_eur) == (LOIRE, 250 * M)
    assert (found["surplus"].territory, found["surplus"].value_eur) == (PARIS, 999 * M)


def test_an_edition_of_small_amounts_has_no_finding() -> None:
    assert list(home_findings(_scopes({LOIRE: _scope({("C24A", "US"): M})}), NAMES)) == []
