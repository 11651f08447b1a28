"""Brings the customs' files of an edition into ``data/raw/<edition>/``: downloaded, or taken from where they were put.

The folder is replaced whole, once every file is there and checked: size and checksum where the catalogue gives them,
archives read to their end, one regional file a direction. Their rows are validated by ``check`` only.
"""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path

import httpx
from rich.console import Console
from rich.progress import (
    BarColumn,
    DownloadColumn,
    Progress,
    TextColumn,
    TimeRemainingColumn,
    TransferSpeedColumn,
)

from generator.customs.archive import printable
from generator.customs.fetch.catalogue import (
    API,
    INDUSTRY,
    INDUSTRY_DATASET,
    TRADE_DATASET,
    Choice,
    Resource,
    resources_of,
)
from generator.customs.fetch.http import Limits, OnProgress, digest, download, get_json, http_client
from generator.customs.fetch.store import (
    Record,
    check_files,
    is_whole,
    keep_replaced,
    read_lock,
    refuse_foreign,
    replacing,
    require_closed,
    require_industry,
    require_trade,
    write_lock,
)
from generator.customs.sources import LOCK
from generator.edition import FILE_ROLES, Edition
from generator.errors import SiteError
from generator.french.formatting import integer
from generator.reference.direction import Direction


def where_to_look(edition: Edition) -> str:
    """The three places, then the two ways: addresses in the edition's file, or files downloaded by hand."""
    name, source = edition.name, edition.source
    return f"""
Look for the two regional files of {edition.year}, by département, one of exports and one of imports (not « National »):
  1. data.gouv.fr, dataset « {source.title} »: {source.url}
  2. the customs' own site, douane.gouv.fr: addresses with /sites/default/files/, a month of publication, then the year
  3. « le Kiosque » of the customs' statistics, lekiosque.finances.gouv.fr, page of downloads
Then either write their addresses into data/editions/{name}.toml (the list of Territoires d'industrie is not needed):
    [files]
    export = "https://…"
    import = "https://…"
or download both into a folder of their own with your browser, leave the zips as they are, and run:
    .venv/bin/python -m generator fetch --edition {name} --from THAT-FOLDER
({", ".join(FILE_ROLES)} of [files] also take a title or a file's name of the dataset.)"""


class DownloadProgress:
    """Progress on standard error, or on the console given."""

    def __init__(self, console: Console | None = None) -> None:
        self._console = console or Console(stderr=True, soft_wrap=True)

    def log(self, line: str) -> None:
        """One line; titles and addresses are shown as they are."""
        self._console.print(line, markup=False, highlight=False)

    @contextmanager
    def file(self, title: str) -> Iterator[OnProgress]:
        """One file; call what this gives with the bytes received so far."""
        with Progress(
            TextColumn("{task.description}", markup=False),
            BarColumn(),
            DownloadColumn(),
            TransferSpeedColumn(),
            TimeRemainingColumn(),
            console=self._console,
            disable=not self._console.is_terminal,
            transient=True,
        ) as bar:
            task = bar.add_task(title, total=None)
            yield lambda count, total: bar.update(task, completed=count, total=total)
        self.log(f"{title}: {integer(int(bar.tasks[0].completed))} bytes")


INDUSTRY_FILE = "territoires-industrie"


def fetch(
    edition: Edition,
    *,
    source: Path | None = None,
    keep: bool = False,
    api: str = API,
    limits: Limits | None = None,
    today: date | None = None,
    console: Console | None = None,
) -> list[Record]:
    """Brings an edition's files into its folder; returns what ``sources.lock`` now says of them.

    ``source``: a zip, a folder of zips or of text files downloaded by hand, in place of the network. ``keep``: files
    that were fetched and are whole stay as they are. Files of other bytes than those they replace are reported, and the
    old ones kept beside (``store.REPLACED``). Raises ``SiteError``; the folder then stays as it was.
    """
    if edition.demonstration:
        raise SiteError(
            f"{edition.name}: a demonstration is made, not fetched; see `python -m generator demo --help`"
        )
    progress = DownloadProgress(console)
    if keep and is_whole(edition.input):
        require_closed(edition)
        records = read_lock(edition.input)
        progress.log(
            f"{edition.input}: {len(records)} files, kept as they were fetched on {records[0].retrieved_on}"
        )
        return records
    day = (today or datetime.now(UTC).date()).isoformat()
    if source is None or source.resolve() != edition.input.resolve():
        refuse_foreign(edition.input)
    with replacing(edition.input) as new:
        if source is None:
            records = _downloaded(edition, new, api, limits or Limits(), progress, day)
        else:
            records = _taken(edition, new, source.resolve(), day)
        require_closed(edition, new)
        write_lock(new, edition.name, records)
        differences = keep_replaced(edition.input, records)
    for line in differences:
        progress.log(line)
    progress.log(f"{edition.input}: {len(records)} files")
    return records


def _downloaded(
    edition: Edition, new: Path, api: str, limits: Limits, progress: DownloadProgress, day: str
) -> list[Record]:
    records = []
    try:
        with http_client(limits) as client:
            for name, resource in _chosen(client, edition, api, limits, progress).items():
                file = new / f"{name}{resource.suffix}"
                title = f"{name}: {printable(resource.file_name or resource.url)}"
                with progress.file(title) as at:
                    modified = download(client, resource, file, limits, log=progress.log, at=at)
                if name == INDUSTRY_FILE:
                    require_industry(file)
                else:
                    require_trade(file, f"{name}: {resource}")
                    if zipfile.is_zipfile(file):
                        # Whatever the address ended in: le Kiosque's has no file's name.
                        file = file.rename(file.with_suffix(".zip"))
                records.append(
                    Record(
                        file.name,
                        resource.title or None,
                        resource.url,
                        file.stat().st_size,
                        digest(file),
                        resource.last_modified or modified,
                        day,
                    )
                )
        check_files(new, edition.year)
    except SiteError as error:
        raise SiteError(f"{error}\n{where_to_look(edition)}") from error
    return records


def _chosen(
    client: httpx.Client, edition: Edition, api: str, limits: Limits, progress: DownloadProgress
) -> dict[str, Resource]:
    """What to download, by the name it will have; a file that holds both directions once, the industry list last.

    Two addresses in the edition's file are enough: no catalogue is then asked, not even for the industry list.
    """

    def offered(dataset: str) -> list[Resource]:
        url = f"{api.rstrip('/')}/datasets/{dataset}/"
        return resources_of(get_json(client, url, limits, progress.log), url)

    choice = Choice(edition, progress.log)
    addresses = {word: choice.address(word) for word in Direction}
    known: dict[str, Resource] = {
        word: resource for word, resource in addresses.items() if resource is not None
    }
    needs_catalogue = len(known) < len(addresses)
    trade = choice.trade(offered(TRADE_DATASET)) if needs_catalogue else known
    if len({resource.url for resource in trade.values()}) == 1:
        trade = {"-".join(trade): next(iter(trade.values()))}
    industry = choice.address(INDUSTRY)
    if industry is None and (needs_catalogue or INDUSTRY in edition.files):
        industry = choice.industry(offered(INDUSTRY_DATASET))
    return trade if industry is None else {**trade, INDUSTRY_FILE: industry}


def _taken(edition: Edition, new: Path, source: Path, day: str) -> list[Record]:
    """Copies of the files under ``source``, what fetch itself writes and hidden ones excepted."""
    if not source.exists():
        raise SiteError(f"{source}: no such file or folder")
    # Before anything is copied: links, and whatever is not a regular file, are refused here.
    check_files(source, edition.year)
    root, files = source.parent, [source]
    if source.is_dir():
        root, files = source, sorted(path for path in source.rglob("*") if path.is_file())
    records = []
    for name in (file.relative_to(root) for file in files):
        if name == Path(LOCK) or any(part.startswith(".") for part in name.parts):
            continue
        copy = new / name
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(root / name, copy)
        records.append(Record(name.as_posix(), None, None, copy.stat().st_size, digest(copy), None, day))
    return records
