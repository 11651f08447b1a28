"""What all pages of products, countries and Territoires d'industrie are made from."""

from dataclasses import replace

import pytest

from generator.compute import EditionData
from generator.pages.explore.topic import ExploreData, explore_data
from generator.reference.territories import territories


@pytest.fixture(scope="session")
def everything(demo: EditionData) -> ExploreData:
    """The products and partners of the demonstration, as a site of all portraits has them."""
    pages = frozenset(territories())
    return explore_data(replace(demo, pages=pages))
