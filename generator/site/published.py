"""What the live site says that it has published, brought before a deployment replaces it, and compared with.

No live site, or one out of reach, is no reason not to publish: it is said, and nothing is compared.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from rich.console import Console

from generator.compute import EditionSummary
from generator.customs.fetch.http import Limits, get_json, http_client
from generator.errors import SiteError
from generator.exports.published import REVISIONS, TOTALS, EditionTotals, Published
from generator.exports.published_reader import read_republications, read_totals
from generator.reference.territories import Territory, territories

_LIMITS: Final = Limits(timeout=10, attempts=3, redirects=3, max_bytes=4 << 20)
_READERS: Final[dict[str, Callable[[object, str], object]]] = {
    TOTALS: read_totals,
    REVISIONS: read_republications,
}


def bring_published(
    url: str, output: Path, *, limits: Limits = _LIMITS, console: Console | None = None
) -> None:
    """Writes what ``url``, the live site, holds of the two files into ``output``, and removes the others there.

    Whatever cannot be had, or is not as it should be, is told on ``console`` and left out. Raises ``OSError``.
    """

    def tell(message: str) -> None:
        (console or Console(stderr=True)).print(message, markup=False, highlight=False, soft_wrap=True)

    output.mkdir(parents=True, exist_ok=True)
    with http_client(limits) as client:
        for name, read in _READERS.items():
            file, address = output / name, f"{url.rstrip('/')}/api/{name}"
            file.unlink(missing_ok=True)
            try:
                content = get_json(client, address, limits, tell)
                read(content, address)
            except SiteError as error:
                tell(f"{error}\nnothing to compare with: the site is built without {name}")
                continue
            file.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
            tell(f"{file}: as published at {address}")


def read_published(folder: Path | None) -> Published:
    """What ``bring_published`` left in ``folder``. Raises ``SiteError`` for a file that is something else."""

    def parsed(name: str, key: str) -> tuple[object, str]:
        file = folder / name if folder else None
        if file is None or not file.is_file():
            return {key: []}, name
        try:
            return json.loads(file.read_text(encoding="utf-8")), str(file)
        except (ValueError, RecursionError) as error:
            raise SiteError(f"{file}: no JSON ({error})") from error

    if folder and not folder.is_dir():
        raise SiteError(f"{folder}: no such folder; `python -m generator published` makes it")
    return Published(
        read_totals(*parsed(TOTALS, "editions")), read_republications(*parsed(REVISIONS, "revisions"))
    )


def published_now(
    before: Published, editions: Sequence[EditionSummary], pages: frozenset[Territory]
) -> Published:
    """What the site will have published with ``editions``, its newest included, and portraits of ``pages``."""
    shown = [territory for territory in territories() if territory in pages]
    return before.followed_by(
        tuple(
            EditionTotals(
                year=one.context.year,
                period=one.context.period,
                date=one.context.iso_date,
                demonstration=one.context.demonstration,
                totals={territory: one.quarterly.totals(territory) for territory in shown},
            )
            for one in editions
        )
    )
