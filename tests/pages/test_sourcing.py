"""The page « Approvisionnements »: which products, where, in what order."""

import re

from generator.compute import EditionData
from generator.pages.explore.handwritten import sourcing_head, sourcing_rows
from generator.pages.explore.topic import explore_data
from generator.pages.links import Links
from generator.reference.territories import departements


def test_each_departement_of_a_product_is_counted_once_and_corsica_as_one(demo: EditionData) -> None:
    rows = sourcing_rows(explore_data(demo), Links(False, demo.pages))
    one_corsica = [t for t in departements() if t.code != "2B"]
    by_name = {row.link.striptags(): row for row in rows}
    held = {code for t in departements() for code in (s.product_code for s in demo.analyses[t].sourcing)}
    assert len(rows) == len(held) > 0
    for code in held:
        found = [s for t in one_corsica for s in demo.analyses[t].sourcing if s.product_code == code]
        row = by_name[demo.names.products.short(code)]
        assert (row.concentrated, row.watched) == (len(found), sum(s.is_watched for s in found))
    order = [(-row.watched, -row.concentrated) for row in rows]
    assert order == sorted(order)


def test_the_finer_level_lists_the_classes_that_are_watched_somewhere(demo: EditionData) -> None:
    rows = sourcing_rows(explore_data(demo), Links(False, demo.pages), fine=True)
    watched = {s.product_code for t in departements() for s in demo.analyses[t].fine_sourcing if s.is_watched}
    assert len(rows) == len(watched) > 40
    assert all(row.watched >= 1 for row in rows)
    assert {row.link.striptags() for row in rows} == {demo.names.subproducts.official(code) for code in watched}


def test_a_list_without_ranks_has_no_column_for_them(demo: EditionData) -> None:
    explore, links = explore_data(demo), Links(False, demo.pages)
    head = str(sourcing_head(sourcing_rows(explore, links), explore, links))
    assert head.count("pce-leaders__name") == 10
    assert "pce-leaders__rank" not in head


def test_only_portraits_that_were_built_are_linked(demo: EditionData) -> None:
    rows = sourcing_rows(explore_data(demo), Links(True, demo.pages))
    links = {href for row in rows for place in row.places for href in re.findall('href="([^"]+)"', str(place["link"]))}
    assert links <= {"departements/42-loire.html"}
