"""What the search box finds among all pages and communes, asked in Node: no browser, no built site."""

from __future__ import annotations

import gzip
import os
import subprocess
from pathlib import Path

from generator.compute import compute, territories_of
from generator.edition import edition_of_input
from generator.pages.explore.finder import finder_index
from generator.pages.explore.topic import explored
from generator.reference.tables import PROJECT, read_table
from generator.reference.territories import territories
from generator.system.progress import Progress

SLICES = PROJECT / "build" / "communes"


def test_the_answers(demo_folder: Path, tmp_path: Path) -> None:
    data = compute(edition_of_input(2024, demo_folder), territories_of("42"), Progress())
    found = explored(
        data.scopes,
        data.portraits,
        data.analyses,
        data.names,
        frozenset(territories()),
        editions=[data.quarterly],
    )
    (tmp_path / "index.js").write_text(finder_index(found), encoding="utf-8")
    done = subprocess.run(
        [
            PROJECT / "tools/with-node",
            PROJECT / ".venv",
            "node",
            "--test",
            "tests/javascripts/finder.test.mjs",
        ],
        cwd=PROJECT,
        env=os.environ | {"FINDER_INDEX": str(tmp_path / "index.js")},
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
