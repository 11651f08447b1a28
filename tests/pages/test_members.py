"""The départements that make a région's change, as its page names them."""

import pytest

from generator.pages.portrait.diversify import members_of
from generator.portrait.evolution import Member
from generator.portrait.model import Totals
from generator.reference.territories import CustomsUnit


def member(code: str, before_eur: int, after_eur: int) -> Member:
    return Member(CustomsUnit(code, f"Département {code}", (code,)), Totals(after_eur, 0), Totals(before_eur, 0))


@pytest.mark.parametrize(
    ("moves", "named"),
    [
        # one makes 56 % of it, as in docs/methode.md
        ({"42": -400, "69": -200, "38": -116}, ["Département 42"]),
        # three together make less than half
        ({"42": -10, "69": -10, "38": -10, "26": -10, "07": -10, "63": -10, "43": -10}, []),
        # those of one way make 169 % of what is left when others make up for it
        ({"42": -780, "69": -510, "38": -400, "26": 690}, []),
    ],
)
def test_who_makes_the_change(moves: dict[str, int], named: list[str]) -> None:
    found = members_of([member(code, 1000, 1000 + move) for code, move in moves.items()])
    assert found
    assert found.change_eur == sum(moves.values())
    assert [line.name for line in found.movers] == named
