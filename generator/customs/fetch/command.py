"""Brings the customs' files of an edition into ``data/raw/<edition>/``: downloaded, or taken from where they were put.

The folder is replaced whole, once every file is there and checked: size and checksum where the catalogue gives them,
archives read to their end, one file a direction. Their rows are not read: that is what ``check`` reports on.
"""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path

import httpx
from rich.console import Console

from generator.customs.archive import printable
from generator.customs.fetch.catalogue import (
    API,
    INDUSTRY_DATASET,
    TRADE_DATASET,
    Resource,
    dataset_url,
    resources_of,
)
from generator.customs.fetch.check import check_files
from generator.customs.fetch.choice import INDUSTRY, Choice, named_files
from generator.customs.fetch.closed import check_closed
from generator.customs.fetch.http import Limits, get_json, http_client
from generator.customs.fetch.part import Part, digest
from generator.customs.fetch.progress import DownloadProgress
from generator.customs.fetch.store import LOCK, Record, refuse_foreign, replacing, write_lock
from generator.customs.fetch.transfer import download
from generator.customs.schema import DIRECTIONS
from generator.customs.sources import find_sources
from generator.edition import Edition
from generator.errors import SiteError

INDUSTRY_FILE = "territoires-industrie"


def fetch(
    edition: Edition,
    *,
    source: Path | None = None,
    api: str = API,
    limits: Limits | None = None,
    named: Mapping[str, str] | None = None,
    today: date | None = None,
    console: Console | None = None,
) -> list[Record]:
    """Bring an edition's files into its folder; what ``sources.lock`` now says of them.

    ``source``: a zip, a folder of zips or of text files downloaded by hand, in place of the network. ``named``: see
    ``Choice``, by default what the edition's file names. Raises ``SiteError``; the folder then stays as it was.
    """
    if edition.demonstration:
        raise SiteError(
            f"{edition.name}: a demonstration is made, not fetched; see `python -m generator demo --help`"
        )
    progress = DownloadProgress(console)
    day = (today or datetime.now(UTC).date()).isoformat()
    if source is None:
        refuse_foreign(edition.input)
        choice = Choice(edition, named_files(edition) if named is None else named)
        records = _downloaded(edition, choice, api, limits or Limits(), progress, day)
    else:
        if source.resolve() != edition.input.resolve():
            refuse_foreign(edition.input)
        records = _taken(edition, source, day)
    progress.tell(f"{edition.input}: {len(records)} files")
    return records


def _downloaded(
    edition: Edition, choice: Choice, api: str, limits: Limits, progress: DownloadProgress, day: str
) -> list[Record]:
    with http_client(limits) as client:
        resources = _chosen(client, choice, api, limits, progress)
        with replacing(edition.input) as shop:
            parts = {name: Part.of(resource, shop.parts) for name, resource in resources.items()}
            digests = {}
            for name, resource in resources.items():
                with progress.file(f"{name}: {printable(resource.file_name or resource.url)}") as at:
                    digests[name] = download(client, resource, parts[name], limits, tell=progress.tell, at=at)
            # Only now that all are there: until then each waits where the next run would take it up.
            records = []
            for name, resource in resources.items():
                file = shop.new / f"{name}{resource.suffix}"
                modified = resource.last_modified or parts[name].last_modified
                parts[name].move(file)
                place = file.name, resource.title or None, resource.url
                records.append(Record(*place, file.stat().st_size, digests[name], modified, day))
            check_files(shop.new, industry=shop.new / records[-1].file)
            check_closed(edition, records)
            write_lock(shop.new, edition.name, records)
    return records


def _chosen(
    client: httpx.Client, choice: Choice, api: str, limits: Limits, progress: DownloadProgress
) -> dict[str, Resource]:
    """What to download by the name it will have; a file that holds both directions once, the industry list last."""

    def offered(dataset: str) -> list[Resource]:
        url = dataset_url(api, dataset)
        try:
            return resources_of(get_json(client, url, limits, progress.tell), url)
        except SiteError as error:
            raise SiteError(f"{error}. {choice.how_to_name} Or download the files and use --from") from error

    addresses = {word: choice.address(word) for word in DIRECTIONS.values()}
    known = {word: resource for word, resource in addresses.items() if resource is not None}
    trade = known if len(known) == len(addresses) else choice.trade(offered(TRADE_DATASET))
    if len({resource.url for resource in trade.values()}) == 1:
        trade = {"-".join(trade): next(iter(trade.values()))}
    return {**trade, INDUSTRY_FILE: choice.address(INDUSTRY) or choice.industry(offered(INDUSTRY_DATASET))}


def _taken(edition: Edition, source: Path, day: str) -> list[Record]:
    """Copies of the files under ``source``, what fetch itself writes and hidden ones excepted."""
    source = source.resolve()
    find_sources(source)
    root, files = source.parent, [source]
    if source.is_dir():
        root, files = source, sorted(path for path in source.rglob("*") if path.is_file())
    names = [file.relative_to(root) for file in files]
    with replacing(edition.input) as shop:
        records = []
        for name in names:
            if name == Path(LOCK) or any(part.startswith(".") for part in name.parts):
                continue
            copy = shop.new / name
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(root / name, copy)
            records.append(Record(name.as_posix(), None, None, copy.stat().st_size, digest(copy), None, day))
        check_files(shop.new)
        check_closed(edition, records)
        write_lock(shop.new, edition.name, records)
    return records
