from __future__ import annotations

from fractions import Fraction

from generator.context import edition_context
from generator.edition import edition
from generator.figures.contributions.model import HALF, MOST, lay_out, widest_of
from generator.french.formatting import points
from generator.pages.environment import environment
from generator.portrait.contributions import Contribution

TOTAL = 100_000


def made(**changes: int) -> list[Contribution]:
    return [Contribution(code, 0, change, TOTAL) for code, change in changes.items()]


def test_falls_go_left_and_rises_right_at_one_scale() -> None:
    found = made(A=-2000, B=1000)
    bars = lay_out(found, str.lower, widest_of(found))
    assert bars
    assert [(b.name, b.left, b.width) for b in bars.bars] == [("a", 0, HALF), ("b", HALF, HALF // 2)]
    assert (bars.gathered, bars.rest_eur) == (0, 0)


def test_what_is_below_a_tenth_of_a_point_is_gathered_and_all_adds_up() -> None:
    found = made(A=-900, B=99, C=-50, D=0)
    bars = lay_out(found, str, widest_of(found))
    assert bars
    assert [b.name for b in bars.bars] == ["A"]
    assert (bars.gathered, bars.rest_eur, bars.rest) == (2, 49, Fraction(49, TOTAL))
    many = made(**{f"P{n}": 5000 - n for n in range(20)})
    bars = lay_out(many, str, widest_of(many))
    assert bars
    assert len(bars.bars) == MOST
    assert sum(b.change_eur for b in bars.bars) + bars.rest_eur == sum(each.after_eur for each in many)


def test_nothing_is_told_of_a_change_from_nothing() -> None:
    assert lay_out([Contribution("A", 0, 5, 0)], str, Fraction(1)) is None
    assert widest_of([]) == 1


def test_points_are_written_with_their_sign() -> None:
    assert points(Fraction(9, 1000)) == "+0,9\u00a0point"
    assert points(Fraction(-24, 1000)) == "−2,4\u00a0points"
    assert points(Fraction(-1, 10_000)) == "<\u00a00,1\u00a0point"
    assert points(Fraction(0)) == "0,0\u00a0point"


def test_the_table_escapes_labels_and_draws_a_bar_a_row() -> None:
    found = made(A=-2000, B=1000, C=10)
    bars = lay_out(found, lambda code: f"<b>{code}|", widest_of(found))
    context = edition_context(edition("2024"), [(1, 2, 3, 4)] * 2, demonstration=True)
    module = environment().get_template("_contributions.html.j2").make_module({"edition": context})
    html = str(module.contributions("fig-x", "export", bars, "Produit", "Ce qui fait la baisse"))  # type: ignore[attr-defined]
    assert html.count("<rect") == 2
    assert "<b>" not in html
    assert "L'autre" in html
    assert "−2,0" in html
