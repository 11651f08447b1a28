"""What the search box finds among all pages and communes, asked in Node: no browser, no built site."""

import gzip
import os
import subprocess
from pathlib import Path

import pytest

from generator.pages.explore.scripts import finder_index
from generator.pages.explore.topic import ExploreData
from generator.reference.tables import PROJECT, read_table

SLICES = PROJECT / "build" / "communes"


@pytest.mark.parametrize("every", [20, pytest.param(1, marks=pytest.mark.whole)])
def test_the_answers(every: int, everything: ExploreData, tmp_path: Path) -> None:
    (tmp_path / "index.js").write_text(finder_index(everything), encoding="utf-8")
    done = subprocess.run(
        [PROJECT / "tools/with-node", PROJECT / ".venv", "node", "--test", "tests/javascripts/finder.test.mjs"],
        cwd=PROJECT,
        env=os.environ | {"FINDER_INDEX": str(tmp_path / "index.js"), "FINDER_EVERY": str(every)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout


def test_the_communes_come_in_light_slices() -> None:
    sizes = [len(gzip.compress(each.read_bytes(), mtime=0)) for each in SLICES.glob("*.js")]
    assert len(sizes) > 100
    assert max(sizes) <= 50_000


def test_the_tables_of_other_names_name_what_there_is() -> None:
    products = {row["code"] for row in read_table("produits_a129.csv")}
    named = read_table("produits_autres_noms.csv")
    assert len(named) >= 200
    assert {row["code"] for row in named} <= products
    assert len({row["nom"] for row in named}) == len(named)  # a word has one answer
    known = {row["code"] for row in read_table("regions.csv")}
    assert {row["region"] for row in read_table("regions_autres_noms.csv")} <= known
