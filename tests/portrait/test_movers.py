"""Who makes the country's change of a product's trade: a small case worked out by hand."""

from collections.abc import Iterable
from dataclasses import replace

from generator.edition import QUARTERS
from generator.portrait.evolution import Movement, movements
from generator.portrait.model import TotalChange
from generator.portrait.ranking import Axis
from generator.portrait.series import Quarterly
from generator.reference.direction import Direction
from generator.reference.territories import departements
from tests.trade_rows import trade_rows

PLACES = {t.code: t for t in departements() if t.code in {"01", "42", "69"}}
EXPORT = Direction.EXPORT


def year(number: int, rows: Iterable[tuple[str, int, str, int]], quarters: Iterable[int] = QUARTERS) -> Quarterly:
    """Rows of exports to Germany: département, quarter, A129, euros."""
    whole = [(place, "export", quarter, a129, "DE", euros) for place, quarter, a129, euros in rows]
    columns = ["departement", "direction", "quarter", "a129", "country", "value_eur"]
    return Quarterly.from_rows(trade_rows([*whole, ("01", "import", 1, "A01Z", "DE", 1)], columns), number, quarters)


BEFORE = year(2023, [("01", 1, "C10A", 50), ("42", 2, "C10A", 30), ("ZZ", 1, "C10A", 20), ("69", 1, "C20A", 9)])
NOW = year(2024, [("01", 3, "C10A", 40), ("42", 1, "C10A", 60), ("69", 4, "C10A", 5), ("ZZ", 1, "C10A", 15)])


def test_departements_come_by_what_they_add_and_france_has_what_is_of_none() -> None:
    found = movements([BEFORE, NOW], PLACES.values())[Axis.PRODUCT, EXPORT, "C10A"]
    ain, loire, rhone = (PLACES[code] for code in ("01", "42", "69"))
    assert found == Movement(
        before_eur=100,
        after_eur=120,
        risers=(TotalChange(loire, EXPORT, 30, 60), TotalChange(rhone, EXPORT, 0, 5)),
        fallers=(TotalChange(ain, EXPORT, 50, 40),),
    )
    assert [mover.change_eur for mover in found.movers] == [30, 5, -10]
    to_germany = movements([BEFORE, NOW], PLACES.values())[Axis.COUNTRY, EXPORT, "DE"]
    assert (to_germany.before_eur, to_germany.after_eur) == (109, 120)


def test_nothing_is_told_across_the_break_nor_of_quarters_that_are_missing() -> None:
    assert movements([NOW], PLACES.values()) == {}
    assert movements([replace(BEFORE, year=2021), replace(NOW, year=2022)], PLACES.values()) == {}
    assert movements([replace(BEFORE, quarters=(1, 2, 3)), NOW], PLACES.values()) == {}
    some = movements([BEFORE, replace(NOW, quarters=(1,))], PLACES.values())[Axis.PRODUCT, EXPORT, "C10A"]
    assert (some.before_eur, some.after_eur) == (70, 75)
