"""``fetch``: fills ``data/raw/<edition>/`` with the customs' files, downloaded or taken from a folder.

The folder is replaced as a whole once every file is there and checked: size and checksum where the catalogue gives
them, archives read to their end, one regional file per direction. ``check`` validates the rows.
"""

import shutil
import zipfile
from datetime import UTC, date, datetime
from pathlib import Path

import httpx

from generator.customs.fetch import catalogue, store
from generator.customs.fetch.catalogue import INDUSTRY, Choice, Resource
from generator.customs.fetch.http import Limits, Log, digest, download, get_json, http_client
from generator.customs.fetch.store import Record
from generator.customs.files import printable
from generator.customs.sources import LOCK
from generator.edition import FILE_ROLES, Edition
from generator.errors import SiteError
from generator.french.formatting import integer
from generator.reference.direction import Direction
from generator.system.folders import check_target, new_folder
from generator.system.progress import Progress

INDUSTRY_FILE = "territoires-industrie"


def fetch(
    edition: Edition,
    *,
    source: Path | None = None,
    keep: bool = False,
    api: str = catalogue.API,
    limits: Limits | None = None,
    today: date | None = None,
    progress: Progress | None = None,
) -> list[Record]:
    """Fills the edition's folder; returns the records of ``sources.lock``.

    ``source``: a zip or folder downloaded by hand, instead of the network. ``keep``: files fetched earlier stay if they
    are complete. Differences from replaced files are logged, and those kept (``store.REPLACED``). Raises ``SiteError``
    and ``OSError``; the folder is then unchanged.
    """
    if edition.demonstration:
        raise SiteError(f"{edition.name}: a demonstration is made, not fetched; see `python -m generator demo --help`")
    folder = edition.input
    progress = progress or Progress()
    log = progress.console.print
    if keep and store.is_complete(folder):
        store.check_closed(edition)
        records = store.read_lock(folder)
        log(f"{folder}: {len(records)} files, kept as fetched on {records[0].retrieved_on}")
        return records
    day = (today or datetime.now(UTC).date()).isoformat()
    if source is None or source.resolve() != folder.resolve():
        check_target(folder, store.foreign_files)
    with new_folder(folder, "fetching") as new:
        if source is None:
            records = _download_all(edition, new, api, limits or Limits(), progress, day)
        else:
            records = _copy_all(edition, new, source.resolve(), day)
        store.check_closed(edition, new)
        store.write_lock(new, edition.name, records)
        differences = store.keep_replaced(folder, records)
    for line in (*differences, f"{folder}: {len(records)} files"):
        log(line)
    return records


def _download_all(edition: Edition, new: Path, api: str, limits: Limits, progress: Progress, day: str) -> list[Record]:
    records, log = [], progress.console.print
    try:
        with http_client(limits) as client:
            for name, resource in _choose(client, edition, api, limits, log).items():
                file = new / f"{name}{resource.suffix}"
                shown = f"{name}: {printable(resource.file_name or resource.url)}"
                with progress.download(shown) as on_progress:
                    modified = download(client, resource, file, limits, log=log, on_progress=on_progress)
                size = file.stat().st_size
                log(f"{shown}: {integer(size)} bytes")
                if name == INDUSTRY_FILE:
                    store.require_industry(file)
                elif zipfile.is_zipfile(file):
                    # the address may end otherwise: that of « le Kiosque » has no file name
                    file = file.rename(file.with_suffix(".zip"))
                title, modified = resource.title or None, resource.last_modified or modified
                records.append(Record(file.name, title, resource.url, size, digest(file), modified, day))
        store.check_files(new, edition.year)
    except SiteError as error:
        raise SiteError(f"{error}\n{where_to_look(edition)}") from error
    return records


def _choose(client: httpx.Client, edition: Edition, api: str, limits: Limits, log: Log) -> dict[str, Resource]:
    """The resources to download by the name of their file; one for both directions comes once, the industry list last.

    When the edition's file gives both addresses, the catalogue is not queried, and the industry list is optional.
    """

    def query(dataset: str) -> list[Resource]:
        url = f"{api.rstrip('/')}/datasets/{dataset}/"
        return catalogue.parse_resources(get_json(client, url, limits, log), url)

    choice = Choice(edition, log)
    has_addresses = all(map(choice.address, Direction))
    trade = choice.trade([] if has_addresses else query(catalogue.TRADE_DATASET))
    if len({resource.url for resource in trade.values()}) == 1:
        trade = {"-".join(trade): next(iter(trade.values()))}
    if has_addresses and INDUSTRY not in edition.files:
        return trade
    resources = [] if choice.address(INDUSTRY) else query(catalogue.INDUSTRY_DATASET)
    return {**trade, INDUSTRY_FILE: choice.industry(resources)}


def where_to_look(edition: Edition) -> str:
    """Where the customs publish their files, and how to use an address or a download."""
    name, source = edition.name, edition.source
    return f"""
Look for the two regional files of {edition.year}, by département, one of exports, one of imports (not « National »):
  1. data.gouv.fr, dataset « {source.title} »: {source.url}
  2. the customs' own site, douane.gouv.fr: addresses with /sites/default/files/, a month of publication, then the year
  3. « le Kiosque » of the customs' statistics, lekiosque.finances.gouv.fr, download page
Then either write their addresses into data/editions/{name}.toml (the list of Territoires d'industrie is optional):
    [files]
    export = "https://…"
    import = "https://…"
or download both with your browser into a folder of their own, do not unpack the zips, and run:
    .venv/bin/python -m generator fetch --edition {name} --from THAT-FOLDER
({", ".join(FILE_ROLES)} in [files] may also be a title or a file name of the dataset.)"""


def _copy_all(edition: Edition, new: Path, source: Path, day: str) -> list[Record]:
    """Copies the files of ``source``, hidden ones and ``sources.lock`` excepted."""
    if not source.exists():
        raise SiteError(f"{source}: no such file or folder")
    # before anything is copied: refuses links and whatever is not a regular file
    store.check_files(source, edition.year)
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
