"""Corsica published as one, or in two: what pages show and say of it."""

from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from generator.reference.territories import departements, region
from tests.conftest import Row
from tests.support.portraits import pages_of, prepared_from

SOUTH, NORTH = (next(d for d in departements() if d.code == code) for code in ("2A", "2B"))
CORSICA = region("94")


def _rows(south: str, north: str) -> list[Row]:
    return [
        (flux, quarter, 2024, code, "C10A", "1011", country, euros)
        for flux in "EI"
        for quarter in (1, 2, 3, 4)
        for code, country, euros in ((south, "DE", 1000), (north, "IT", 3000), ("42", "US", 5000))
    ]


@pytest.mark.parametrize(("south", "north"), [("20", "20"), ("2A", "2B")])
def test_pages_say_that_corsica_is_one_only_where_it_is(
    south: str, north: str, edition_folder: Callable[[Iterable[Row]], Path]
) -> None:
    is_one = south == north
    prepared = prepared_from(edition_folder(_rows(south, north)))
    pages = pages_of(prepared)
    for territory, own in ((SOUTH, 1000), (NORTH, 3000)):
        page = pages[territory]
        assert ("d'un bloc" in page) == is_one
        assert ('id="fig-flux-export-region"' in page) == (not is_one)
        assert prepared.portraits[territory].totals.export_eur == (16_000 if is_one else 4 * own)
    assert prepared.portraits[CORSICA].totals.export_eur == 16_000
    assert "d'un bloc" not in pages[CORSICA]
    standing = next(iter(prepared.analyses[NORTH].standing.values()))
    # 42 has 20 000: Corsica as one comes second of two, the Haute-Corse second of three
    assert (standing.rank, standing.among) == (2, 2 if is_one else 3)
