"""How heavy a site is: what is published on GitHub Pages may not be over one gigabyte."""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path
from typing import Final

from generator.errors import SiteError

WARN_FROM: Final = 800_000_000
FAIL_FROM: Final = 950_000_000
"""In bytes: the host's limit is 1 GB, and a site that is too heavy would not be put on line."""
_NEWEST: Final = "newest"
_KINDS: Final = {
    **{".html": "pages", ".svg": "pictures", ".png": "pictures", ".js": "scripts", ".pdf": "PDF"},
    **dict.fromkeys((".csv", ".json", ".jsonld", ".ods", ".xlsx", ".zip", ".parquet"), "data"),
}
Weight = Counter[tuple[str, str]]
"""Bytes by edition (``newest`` or its year) and by kind of file."""


def weigh(site: Path, years: frozenset[str]) -> Weight:
    """The weight of ``site``; ``years``: the folders of its earlier editions."""
    found = Weight()
    for folder, _, names in os.walk(site):
        top = Path(folder).relative_to(site).parts[:1]
        edition = top[0] if top and top[0] in years else _NEWEST
        for name in names:
            kind = _KINDS.get(os.path.splitext(name)[1], "other")  # noqa: PTH122 (thirty thousand of them)
            found[edition, kind] += os.path.getsize(f"{folder}{os.sep}{name}")  # noqa: PTH202
    return found


def weight_table(weight: Weight) -> str:
    """A Markdown table in megabytes, an edition a line, the heaviest kind first."""
    of_edition, of_kind = Counter[str](), Counter[str]()
    for (edition, kind), count in weight.items():
        of_edition[edition] += count
        of_kind[kind] += count
    kinds = [kind for kind, _ in of_kind.most_common()]
    lines = [["edition", "MB", *kinds], ["---", *["---:"] * (1 + len(kinds))]]
    for edition in sorted(of_edition, key=lambda edition: (edition != _NEWEST, edition)):
        own = (weight[edition, kind] for kind in kinds)
        lines.append([edition, *map(_megabytes, (of_edition[edition], *own))])
    lines.append(["all", *map(_megabytes, (weight.total(), *(of_kind[kind] for kind in kinds)))])
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def check_weight(weight: Weight, *, limited: bool) -> str | None:
    """What to warn of, if anything. Raises ``SiteError`` over the limit, where there is one."""
    if weight.total() < WARN_FROM:
        return None
    warning = (
        f"the site weighs {_megabytes(weight.total())} MB, and GitHub Pages takes 1000; docs/entretien.md says what "
        "to do"
    )
    if limited and weight.total() >= FAIL_FROM:
        raise SiteError(f"{warning}, --no-size-limit builds it all the same")
    return warning


def _megabytes(count: int) -> str:
    return f"{count / 10**6:.1f}"
