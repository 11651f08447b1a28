"""The page « Exposition » before any choice."""

import re
from dataclasses import replace

from generator.compute import EditionData
from generator.pages.explore.handwritten import exposure_page
from generator.pages.links import Links
from generator.portrait.exposure import MarketExposures
from generator.reference.direction import Direction


def test_who_exports_to_none_of_the_markets_has_no_share_there_but_exports(demo: EditionData) -> None:
    nobody: MarketExposures = {market: {} for market in demo.market_exposures[Direction.EXPORT]}
    page = exposure_page(replace(demo, market_exposures={Direction.EXPORT: nobody}), Links(False, demo.pages))
    assert "Loire : 0\u00a0%" in str(page["head"])


def test_missing_ranks_are_explained_only_where_one_is_missing(demo: EditionData) -> None:
    noted = set()
    for market, found in demo.market_exposures[Direction.EXPORT].items():
        of_market: MarketExposures = {market: found}
        page = exposure_page(replace(demo, market_exposures={Direction.EXPORT: of_market}), Links(False, demo.pages))
        ranks = [int(rank) for rank in re.findall(r'rank">(\d+)<', str(page["head"]))]
        is_noted = '<p class="pce-note">' in str(page["head"])
        assert is_noted == any(rank > place for place, rank in enumerate(ranks, 1)), market
        # the script shows it for another choice
        assert is_noted != ('<p class="pce-note" hidden>' in str(page["head"]))
        noted.add(is_noted)
    assert noted == {True, False}
