from fractions import Fraction

from generator.figures.sparklines import HEIGHT, WIDTH, sparklines
from generator.portrait.concentration import Dependence


def years(union: dict[int, int]) -> dict[int, Dependence]:
    return {year: Dependence(100, eu, 50, Fraction(7, 2)) for year, eu in union.items()}


def test_a_line_a_measure_a_point_an_edition_parted_at_the_break() -> None:
    lines = sparklines(years({2020: 70, 2021: 60, 2022: 80, 2023: 75}))
    assert [line.measure for line in lines] == ["ue", "trois_premiers", "equivalent"]
    union = lines[0]
    assert [point.year for point in union.points] == [2020, 2021, 2022, 2023]
    assert len(union.paths) == 2
    assert union.break_x is not None
    assert union.points[1].x < union.break_x < union.points[2].x
    for line in lines:
        assert all(0 <= p.x <= WIDTH and 0 <= p.y <= HEIGHT for p in line.points)
    highest, lowest = union.points[2], union.points[1]
    assert highest.y < lowest.y


def test_one_edition_is_no_line() -> None:
    assert sparklines(years({2024: 70})) == ()
    assert sparklines({}) == ()


def test_after_the_break_nothing_is_parted() -> None:
    (line, *_) = sparklines(years({2023: 70, 2024: 70}))
    assert (line.break_x, len(line.paths)) == (None, 1)
