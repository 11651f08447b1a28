"""What the live site says that it has published, brought before a deployment replaces it, and compared with."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

import httpx
from rich.console import Console

from generator.compute import EditionSummary
from generator.customs.fetch.http import AbsentError, Limits, answer, get_json, http_client
from generator.errors import SiteError
from generator.exports.published import (
    REVISIONS,
    TOTALS,
    EditionTotals,
    Published,
    read_republications,
    read_totals,
)
from generator.reference.territories import Territory, territories

_LIMITS: Final = Limits(timeout=10, attempts=3, redirects=3, max_bytes=4 << 20)
_READERS: Final[dict[str, Callable[[object, str], object]]] = {
    TOTALS: read_totals,
    REVISIONS: read_republications,
}
_ADDRESS: Final = "adresse.txt"
"""Beside the two files: the site that they are of."""


def bring_published(
    url: str, output: Path, *, first: bool = False, limits: Limits = _LIMITS, console: Console | None = None
) -> None:
    """Writes what ``url``, the live site, holds of the two files into ``output``, in the place of what was there.

    ``first``: nothing was published before, no site is asked. Raises ``SiteError`` where a site exists, or may exist,
    whose files cannot be read: its history would be lost; ``OSError`` for the disk.
    """

    def tell(message: str) -> None:
        (console or Console(stderr=True)).print(message, markup=False, highlight=False, soft_wrap=True)

    shutil.rmtree(output, ignore_errors=True)
    output.mkdir(parents=True)
    (output / _ADDRESS).write_text(url + "\n", encoding="utf-8")
    found: dict[str, object] = {}
    with http_client(limits) as client:
        try:
            for name, read in {} if first else _READERS.items():
                address = f"{url.rstrip('/')}/api/{name}"
                found[name] = get_json(client, address, limits, tell)
                read(found[name], address)
        except AbsentError as error:
            if found or _exists(client, url):
                raise _lost(error, url) from error
        except SiteError as error:
            raise _lost(error, url) from error
    for name, content in found.items():
        (output / name).write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
        tell(f"{output / name}: as published at {url}")
    if not found:
        tell(f"{url}: nothing is published there yet")


def _exists(client: httpx.Client, url: str) -> bool:
    try:
        with answer(client, url):
            return True
    except AbsentError:
        return False
    except SiteError:
        return True  # something answers, or ought to


def _lost(error: SiteError, url: str) -> SiteError:
    return SiteError(
        f"{error}\nwhat {url} has published so far cannot be read, and its history of revisions would be lost: try "
        "again later, or set FIRST_PUBLICATION=true where no site of this generator stands there yet"
    )


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
        raise SiteError(f"{folder}: no such folder; `python -m generator publishable` makes it")
    address = folder / _ADDRESS if folder else None
    if address and address.is_file():
        url, wanted = address.read_text(encoding="utf-8").strip(), os.environ.get("SITE_URL", "")
        if wanted not in ("", url):
            raise SiteError(
                f"{folder}: is of {url}, SITE_URL is {wanted}: run `python -m generator publishable` again"
            )
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
