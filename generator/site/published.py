"""What the live site has published: brought and compared before a deployment, so that no edition would be lost."""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final

import httpx

from generator.compute import EditionData
from generator.customs.fetch.http import Limits, NotFoundError, get_json, http_client, open_response
from generator.edition import Edition, known_earlier_editions
from generator.errors import SiteError
from generator.exports.published import REVISIONS, TOTALS, EditionTotals, Published
from generator.french.formatting import integer
from generator.reference.territories import territories
from generator.site.publisher import PUBLISHER
from generator.system.progress import Progress

_LIMITS: Final = Limits(timeout=10, attempts=3, redirects=3, max_bytes=4 << 20)
_ADDRESS: Final = "adresse.txt"
"""Beside the two files: the site that they are of."""


def fetch_published(url: str, output: Path, *, first: bool = False, limits: Limits = _LIMITS) -> None:
    """Writes what ``url``, the live site, holds of the two files into ``output``, in the place of what was there.

    ``first``: nothing was published before, no site is asked. Raises ``SiteError`` where a site exists, or may exist,
    whose files cannot be read: its history would be lost; ``OSError`` for the disk.
    """
    log = Progress().console.print
    shutil.rmtree(output, ignore_errors=True)
    output.mkdir(parents=True)
    (output / _ADDRESS).write_text(url + "\n", encoding="utf-8")
    found: dict[str, object] = {}
    api = f"{url.rstrip('/')}/api"
    with http_client(limits) as client:
        try:
            for name in () if first else (TOTALS, REVISIONS):
                found[name] = get_json(client, f"{api}/{name}", limits, log)
                Published.read(found, api)
        except NotFoundError as error:
            if found or _exists(client, url):
                raise _lost(error, url) from error
        except SiteError as error:
            raise _lost(error, url) from error
    for name, content in found.items():
        (output / name).write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
        log(f"{output / name}: as published at {url}")
    if url and not found:
        log(f"{url}: nothing is published there yet")


def _exists(client: httpx.Client, url: str) -> bool:
    try:
        with open_response(client, url):
            return True
    except NotFoundError:
        return False
    except SiteError:
        return True  # something answers, or ought to


def _lost(error: SiteError, url: str) -> SiteError:
    return SiteError(
        f"{error}\nwhat {url} has published so far cannot be read, and its history of revisions would be lost: try "
        "again later, or set FIRST_PUBLICATION=true where no site of this generator stands there yet"
    )


def read_published(folder: Path | None) -> Published:
    """What ``fetch_published`` left in ``folder``. Raises ``SiteError`` for a file that is something else."""
    if folder is None:
        return Published()
    if not folder.is_dir():
        raise SiteError(f"{folder}: no such folder; `python -m generator publishable` makes it")
    if (folder / _ADDRESS).is_file():
        url, wanted = (folder / _ADDRESS).read_text(encoding="utf-8").strip(), os.environ.get("SITE_URL", "")
        if wanted not in ("", url):
            raise SiteError(
                f"{folder}: is of {url}, SITE_URL is {wanted}: run `python -m generator publishable` again"
            )
    files = [folder / name for name in (TOTALS, REVISIONS) if (folder / name).is_file()]
    return Published.read({file.name: _content(file) for file in files}, str(folder))


def _content(file: Path) -> object:
    try:
        return json.loads(file.read_text(encoding="utf-8"))
    except (ValueError, RecursionError) as error:
        raise SiteError(f"{file}: no JSON ({error})") from error


def published_now(before: Published, data: EditionData) -> Published:
    """What the site will have published with ``data``, its newest edition, and those before it.

    Raises ``SiteError`` as ``require_new_dates`` does.
    """
    shown = [territory for territory in territories() if territory in data.pages]
    after = before.followed_by(
        tuple(
            EditionTotals(
                year=one.context.year,
                period=one.context.period,
                date=one.context.iso_date,
                demonstration=one.context.demonstration,
                totals={territory: one.quarterly.totals(territory) for territory in shown},
            )
            for one in (*data.earlier, data.summary)
        )
    )
    require_new_dates(before, after)
    return after


def require_new_dates(before: Published, after: Published) -> None:
    """Raises ``SiteError`` for a real edition with other totals than were published under the same date."""
    dates = {one.year: one.date for one in before.editions if not one.demonstration}
    for again in after.republications:
        is_known = again.demonstration or again in before.republications
        if is_known or again.date != dates[again.year]:
            continue
        moves = again.moves()
        raise SiteError(
            f"data/editions/{again.year}.toml, key date: {again.date} is the day of other figures, already published: "
            f"{len(moves)} totals have moved, {moves[0].territory.name}'s {moves[0].direction}s from "
            f"{integer(moves[0].before_eur)} to {integer(moves[0].after_eur)} € the most. If the customs have revised "
            "their files, set `date` to the day of this revision; if not, bring back the files that were published"
        )


REQUIRED: Final = ("SITE_URL", *(PUBLISHER[what] for what in ("name", "director", "host")))
"""The variables without which the pages of a real edition would stand under a false address, or name nobody."""


def missing_variables() -> list[str]:
    """Those of ``REQUIRED`` that the environment does not hold."""
    return [name for name in REQUIRED if not os.environ.get(name, "").strip()]


def editions_left_out() -> set[int]:
    """The years that ``EDITIONS_LEFT_OUT`` gives up. Raises ``SiteError`` for anything but a year."""
    words = re.split(r"[\s,;]+", os.environ.get("EDITIONS_LEFT_OUT", "").strip())
    wrong = [word for word in words if word and not re.fullmatch(r"[0-9]{4}", word)]
    if wrong:
        raise SiteError(f"EDITIONS_LEFT_OUT: {wrong[0]!r} (expected years, such as 2022, 2023)")
    return {int(word) for word in words if word}


def missing_editions(newest: Edition, chosen: Iterable[Edition]) -> list[str]:
    """A sentence for each earlier edition that is known and whose files are not there: its pages would be lost."""
    years = {one.year for one in chosen} | editions_left_out()
    return [
        f"the edition of {one.year} is known and {one.shown_input} holds no files: its pages /{one.year}/ would be "
        f"lost; run `{one.how_to_get}`, or give it up for good with EDITIONS_LEFT_OUT={one.year}"
        for one in known_earlier_editions(newest)
        if one.year not in years
    ]


def require_publishable(newest: Edition, earlier: Sequence[Edition], published: Published) -> list[str]:
    """Raises ``SiteError`` that names all that keeps the site from being put on line.

    A demonstration need not say who publishes it: returns what to warn of. ``published``: what stands on the live site.
    """
    warnings: list[str] = []
    wrong: list[str] = []
    missing = missing_variables()
    if missing:
        warning = (
            f"not set: {', '.join(missing)} (the pages say where the site stands and who answers for it)"
        )
        (warnings if newest.demonstration else wrong).append(warning)
    chosen = [*earlier, newest]
    if not newest.demonstration:
        wrong += missing_editions(newest, chosen)
    kept = {one.year for one in chosen if not one.demonstration} | editions_left_out()
    wrong += [
        f"the live site has the edition of {one.year}, this one has not: its pages /{one.year}/ would be lost; bring "
        f"its files, or give it up for good with EDITIONS_LEFT_OUT={one.year}"
        for one in published.editions
        if not one.demonstration and one.year not in kept
    ]
    if wrong:
        raise SiteError(
            "this site cannot be published:\n" + "\n".join(f"  - {each}" for each in dict.fromkeys(wrong))
        )
    return warnings
