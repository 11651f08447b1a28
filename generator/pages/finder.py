"""The index of the home page's search box: each territory with all the names it answers to."""

from __future__ import annotations

import json
from collections.abc import Collection

from generator.reference.industry import industry_of
from generator.reference.territories import Kind, Territory, region, territories


def finder_index(pages: Collection[Territory]) -> str:
    """A script that calls ``portraitIndex([[path, name, code, kind, région, [Territoires d'industrie]], …])``.

    A Territoire d'industrie leads to every portrait it has communes in, those the lists leave out included.
    """
    rows = []
    for territory in territories():
        if territory not in pages:
            continue
        industry = industry_of(territory) if territory.kind is Kind.DEPARTEMENT else None
        rows.append(
            [
                territory.path,
                territory.name,
                territory.code if territory.kind is Kind.DEPARTEMENT else "",
                territory.kind.value,
                region(territory.region_code).name if territory.region_code else "",
                [t.name for t in (*industry.kept, *industry.left_out)] if industry else [],
            ]
        )
    text = json.dumps(rows, ensure_ascii=True, separators=(",", ":")).replace("<", "\\u003c")
    return f"portraitIndex({text});\n"
