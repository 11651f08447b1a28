"""Fetches what the live site has published, and checks that a deployment would not lose an edition."""

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
from generator.site.mkdocs import PUBLISHER
from generator.system.progress import Progress

_LIMITS: Final = Limits(timeout=10, attempts=3, redirects=3, max_bytes=4 << 20)
_ADDRESS: Final = "adresse.txt"
"""Saved with the two published files: the address of the site that they come from."""
REQUIRED: Final = ("SITE_URL", PUBLISHER["name"], PUBLISHER["director"], PUBLISHER["host"])
"""Without these variables the pages of a real edition would give a false address, or no publisher."""


def fetch_published(url: str, output: Path, *, first: bool = False, limits: Limits = _LIMITS) -> None:
    """Saves the published files of the live site at ``url`` into ``output``, whose old content is removed.

    ``first``: nothing was published before, so nothing is fetched. Raises ``SiteError`` when a site is or may be there
    and its files cannot be read: its history would be lost.
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
        except SiteError as error:
            if not isinstance(error, NotFoundError) or found or _may_exist(client, url):
                raise SiteError(
                    f"{error}\nwhat {url} has published so far cannot be read, and its history of revisions would be "
                    "lost: try again later, or set FIRST_PUBLICATION=true if this generator has not published there yet"
                ) from error
    for name, content in found.items():
        (output / name).write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
        log(f"{output / name}: as published at {url}")
    if url and not found:
        log(f"{url}: nothing is published there yet")


def _may_exist(client: httpx.Client, url: str) -> bool:
    """Whether a site may be at ``url``: false only when the server says that there is none."""
    try:
        with open_response(client, url):
            return True
    except NotFoundError:
        return False
    except SiteError:
        return True


def read_published(folder: Path | None) -> Published:
    """What ``fetch_published`` saved in ``folder``, empty for ``None``. Raises ``SiteError`` for invalid files."""
    if folder is None:
        return Published()
    if not folder.is_dir():
        raise SiteError(f"{folder}: no such folder; `python -m generator publishable` creates it")
    if (folder / _ADDRESS).is_file():
        url, wanted = (folder / _ADDRESS).read_text(encoding="utf-8").strip(), os.environ.get("SITE_URL", "")
        if wanted not in ("", url):
            raise SiteError(
                f"{folder}: fetched from {url}, but SITE_URL is {wanted}: run `python -m generator publishable` again"
            )
    contents: dict[str, object] = {}
    for file in (folder / name for name in (TOTALS, REVISIONS) if (folder / name).is_file()):
        try:
            contents[file.name] = json.loads(file.read_text(encoding="utf-8"))
        except (ValueError, RecursionError) as error:
            raise SiteError(f"{file}: not JSON ({error})") from error
    return Published.read(contents, str(folder))


def published_now(before: Published, data: EditionData) -> Published:
    """What the site will have published after this build. Raises ``SiteError`` as ``require_new_dates`` does."""
    editions = []
    for summary in (*data.earlier, data.summary):
        about = summary.context
        totals = {t: summary.quarterly.totals(t) for t in territories() if t in data.pages}
        editions.append(EditionTotals(about.year, about.period, about.iso_date, about.demonstration, totals))
    after = before.followed_by(tuple(editions))
    require_new_dates(before, after)
    return after


def require_new_dates(before: Published, after: Published) -> None:
    """Raises ``SiteError`` if a real edition's totals differ from those published under the same date."""
    dates = {edition.year: edition.date for edition in before.editions if not edition.demonstration}
    for edition in after.republications:
        is_known = edition.demonstration or edition in before.republications
        if is_known or edition.date != dates[edition.year]:
            continue
        changes = edition.changes()
        raise SiteError(
            f"data/editions/{edition.year}.toml, key date: {edition.date} was already published with other figures: "
            f"{len(changes)} totals have changed, {changes[0].territory.name}'s {changes[0].direction}s the most, from "
            f"{integer(changes[0].before_eur)} to {integer(changes[0].after_eur)} €. If the customs have revised their "
            "files, set `date` to the day of this revision; if not, restore the files that were published"
        )


def missing_variables() -> list[str]:
    """The names in ``REQUIRED`` that are not set in the environment."""
    return [name for name in REQUIRED if not os.environ.get(name, "").strip()]


def editions_left_out() -> set[int]:
    """The years in ``EDITIONS_LEFT_OUT``. Raises ``SiteError`` for anything but a year."""
    words = re.split(r"[\s,;]+", os.environ.get("EDITIONS_LEFT_OUT", "").strip())
    wrong = [word for word in words if word and not re.fullmatch(r"[0-9]{4}", word)]
    if wrong:
        raise SiteError(f"EDITIONS_LEFT_OUT: {wrong[0]!r} (expected years, such as 2022, 2023)")
    return {int(word) for word in words if word}


def missing_editions(newest: Edition, earlier: Iterable[Edition]) -> list[str]:
    """A message for each known earlier edition without files, as its pages would be lost."""
    years = {edition.year for edition in earlier} | editions_left_out()
    return [
        f"the edition of {edition.year} is known but {edition.shown_input} has no files: "
        + _lost(edition.year, f"run `{edition.how_to_get}`")
        for edition in known_earlier_editions(newest)
        if edition.year not in years
    ]


def _lost(year: int, remedy: str) -> str:
    return f"its pages /{year}/ would be lost; {remedy}, or give the edition up for good with EDITIONS_LEFT_OUT={year}"


def require_publishable(newest: Edition, earlier: Sequence[Edition], published: Published) -> list[str]:
    """Raises ``SiteError`` with all that prevents publication; returns warnings: a demonstration needs no publisher."""
    warnings = []
    if missing := missing_variables():
        warnings = [f"not set: {', '.join(missing)} (the pages give the site's address and who is responsible for it)"]
    errors = [] if newest.demonstration else warnings + missing_editions(newest, earlier)
    kept = {edition.year for edition in (*earlier, newest) if not edition.demonstration} | editions_left_out()
    errors += [
        f"the live site has the edition of {edition.year}, this one does not: {_lost(edition.year, 'add its files')}"
        for edition in published.editions
        if not edition.demonstration and edition.year not in kept
    ]
    if errors:
        raise SiteError("\n  - ".join(("this site cannot be published:", *errors)))
    return warnings
