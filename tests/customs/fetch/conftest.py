"""A local server instead of data.gouv.fr and the customs' sites, and a fetch from it."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import IO, Any

import pytest
from rich.console import Console

from generator.customs.fetch.catalogue import INDUSTRY_DATASET, TRADE_DATASET
from generator.customs.fetch.command import fetch
from generator.customs.fetch.http import Limits
from generator.customs.fetch.store import Record
from generator.edition import Edition
from generator.system.progress import Progress
from tests.customs.fetch.api_server import ApiServer, Reply, serving
from tests.customs.small_year import EXPORT, IMPORT, LIST, LIST_NAME, edition_in

QUICK = Limits(timeout=10, attempts=3, back_off=0.001)


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[ApiServer]:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    with serving() as api:
        yield api


@pytest.fixture
def year(tmp_path: Path) -> Edition:
    return edition_in(tmp_path)


Fetch = Callable[..., list[Record]]


@pytest.fixture
def fetch_year(server: ApiServer, year: Edition) -> Fetch:
    """Fetches from the local server; takes ``limits``, and ``files`` or ``sha256`` of the edition."""

    def run(limits: Limits = QUICK, **keys: Any) -> list[Record]:
        return fetch(replace(year, **keys), api=server.api, limits=limits, today=date(2025, 4, 1))

    return run


def progress_on(out: IO[str], **options: Any) -> Progress:
    """Reports to ``out`` instead of standard error."""
    progress = Progress()
    progress.console = Console(file=out, highlight=False, markup=False, **options)
    return progress


def offer_all(server: ApiServer, *export: Reply, **fields: object) -> None:
    """A valid year; ``export``: the replies for the export archive."""
    replies = export or (Reply(EXPORT),)
    server.offer(TRADE_DATASET, "Régional 2024 - export", "regional-2024-export.zip", *replies, **fields)
    server.offer(TRADE_DATASET, "Régional 2024 - import", "regional-2024-import.zip", Reply(IMPORT))
    server.offer(INDUSTRY_DATASET, "Liste des communes", LIST_NAME, Reply(LIST))
