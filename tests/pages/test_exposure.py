"""The page « Exposition » before any choice."""

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
