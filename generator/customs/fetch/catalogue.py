"""What a dataset of data.gouv.fr offers, and which of its resources are an edition's.

``GET /api/1/datasets/<id>/`` answers a JSON object; of its ``resources`` we keep ``title``, ``url``, ``format``,
``filesize`` (bytes), ``checksum`` (``type``, ``value``) and ``last_modified``. Only ``url`` is always there.

An edition's resources are known by their titles, or named in the edition's file. The customs name a year's files like
``Regional-2021-import``, with the month of publication before (``202308-Regional-2022-import``) where they publish a
year again; the Territoires d'industrie list is ``liste-ti-com<year of the map>-<date>.csv``, published again whenever
it is corrected. What a title does not say, the file's name may.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import unquote, urlsplit

from generator.customs.archive import printable
from generator.edition import Edition
from generator.errors import SiteError
from generator.reference.direction import Direction

API = "https://www.data.gouv.fr/api/1"
TRADE_DATASET = "5369a0c7a3a729239d206446"
INDUSTRY_DATASET = "programme-territoires-dindustrie"


@dataclass(frozen=True, slots=True)
class Resource:
    """One file of a dataset; empty or ``None``: the catalogue does not say.

    ``size``: in bytes. ``checksum``: the algorithm, as hashlib names it, and the sum in lower-case hexadecimal.
    """

    title: str
    url: str
    format: str = ""
    size: int | None = None
    checksum: tuple[str, str] | None = None
    last_modified: str | None = None

    @property
    def file_name(self) -> str:
        """The last part of the address."""
        return PurePosixPath(unquote(urlsplit(self.url).path)).name

    @property
    def suffix(self) -> str:
        """``.zip``, ``.csv``…: the address's, else the one of the format; empty when neither says."""
        suffix = PurePosixPath(self.file_name).suffix.lower()
        if suffix[1:].isascii() and suffix[1:].isalnum():
            return suffix
        return f".{self.format}" if self.format.isascii() and self.format.isalnum() else ""

    def __str__(self) -> str:
        return printable(f"{self.title or 'no title'}, {self.url}")


def resources_of(answer: object, url: str) -> list[Resource]:
    """The resources in the API's answer. Raises ``SiteError`` when it is not of the form above."""
    try:
        return [_resource(entry) for entry in answer["resources"]]  # type: ignore[index]
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise SiteError(f"{url}: the answer does not describe a dataset's resources") from error


def _resource(entry: dict[str, Any]) -> Resource:
    url, size, modified = entry["url"], entry.get("filesize"), entry.get("last_modified")
    if not isinstance(url, str):
        raise TypeError(url)
    urlsplit(url)
    return Resource(
        title=str(entry.get("title") or ""),
        url=url,
        format=str(entry.get("format") or "").lower(),
        # Nought is how some catalogues say they do not know.
        size=int(size) if size else None,
        checksum=_checksum(entry.get("checksum")),
        last_modified=None if modified is None else str(modified),
    )


def _checksum(entry: dict[str, str] | None) -> tuple[str, str] | None:
    """A checksum of a kind the catalogue is known to give; others cannot be compared."""
    if not entry or entry.get("type") not in {"sha1", "sha256", "md5"} or not entry.get("value"):
        return None
    return entry["type"], entry["value"].lower()


INDUSTRY = "industry"

_DATA = {"", ".zip", ".txt", ".csv"}
_DATE = re.compile(r"\d{1,2}[/.-]\d{1,2}[/.-]\d{4}|\d{4}[/.-]\d\d[/.-]\d\d")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_DAY = re.compile(r"(?<!\d)20\d{6}(?!\d)")
_DIRECTION = re.compile(r"export|import|(?<=pays)[ei](?![a-z])")
_REGIONAL = re.compile(r"region|departement")
_NATIONAL = re.compile(r"national")
_MONTH = re.compile(r"(?<!\d)(20\d\d)[-_/]?(0[1-9]|1[0-2])(?!\d)")
"""When a file was published, as the customs' addresses say: ``/2023-10/06/202308-National-2022-import.zip``."""
_INDUSTRY_LIST = re.compile(r"liste.ti.com")
_SHOWN = 30


@dataclass(frozen=True, slots=True)
class Choice:
    """Chooses for one edition; ``log`` is called when a newer publication is preferred to older ones."""

    edition: Edition
    log: Callable[[str], None]

    def trade(self, resources: list[Resource]) -> dict[str, Resource]:
        """The files by direction (``export``, ``import``), the same one twice when it holds both.

        Of several publications of the year the newest month is taken. Raises ``SiteError`` that lists the candidates
        when none or several fit.
        """
        year = str(self.edition.year)
        fitting = [r for r in resources if r.suffix in _DATA and year in _matches(_YEAR, r)]
        fitting = [r for r in fitting if _matches(_REGIONAL, r)] or [
            r for r in fitting if not _matches(_NATIONAL, r)
        ]
        chosen: dict[str, Resource] = {}
        for word in Direction:
            candidates = _towards(word, fitting)
            newest = _newest_publication(candidates)
            chosen[word] = self._only(word, newest, resources)
            if len(newest) < len(candidates) and word not in self.edition.files:
                self.log(
                    f"{word}: {len(candidates)} publications of {year}, the newest is taken: {chosen[word]}"
                )
        return chosen

    def industry(self, resources: list[Resource]) -> Resource:
        """The newest Territoires d'industrie list dated within the edition's period. Raises ``SiteError``."""
        period = _YEAR.findall(self.edition.industry_list)
        by_day: dict[str, list[Resource]] = {}
        for resource in resources:
            if resource.suffix == ".csv" and _matches(_INDUSTRY_LIST, resource):
                day = max(_matches(_DAY, resource), default="")
                if period and period[0] <= day[:4] <= period[-1]:
                    by_day.setdefault(day, []).append(resource)
        return self._only(INDUSTRY, by_day[max(by_day)] if by_day else [], resources)

    def address(self, role: str) -> Resource | None:
        """The resource of a role whose bare address the edition's file gives."""
        name = self.edition.files.get(role, "")
        return Resource("", name) if name.startswith(("http://", "https://")) else None

    def _only(self, role: str, fitting: list[Resource], resources: list[Resource]) -> Resource:
        name = self.edition.files.get(role)
        if name is not None:
            fitting = [r for r in resources if name in {r.title, r.url, r.file_name}]
            address = self.address(role)
            if not fitting and address:
                return address
        if len(fitting) == 1:
            return fitting[0]
        wanted = "fits" if name is None else f"is {name!r}, as the edition names it"
        count = f"{len(fitting)} resources fit" if fitting else f"no resource {wanted}"
        raise SiteError(f"{role} of {self.edition.name}: {count}. Candidates:{_listed(fitting or resources)}")


def _newest_publication(resources: list[Resource]) -> list[Resource]:
    """Those of the newest month when each says when it was published; all of them otherwise."""
    months = [_published(resource) for resource in resources]
    return (
        [r for r, month in zip(resources, months, strict=True) if month == max(months)]
        if all(months)
        else resources
    )


def _published(resource: Resource) -> str:
    """The month of publication (``202308``): the title's, the file's name's, else the address's; may be empty."""
    for text in (resource.title, resource.file_name, resource.url):
        months = ["".join(month) for month in _MONTH.findall(text)]
        if months:
            return max(months)
    return ""


def _towards(word: str, resources: list[Resource]) -> list[Resource]:
    """The resources of one direction; when there is none, those that say both or neither."""
    letter = word[0]
    directions = [({match[0] for match in _matches(_DIRECTION, r)}, r) for r in resources]
    return [r for letters, r in directions if letters == {letter}] or [
        r for letters, r in directions if len(letters) != 1
    ]


def _matches(pattern: re.Pattern[str], resource: Resource) -> set[str]:
    """What the title says, else the file's name; a day's date, written with its marks, says no year."""
    for text in (resource.title, resource.file_name):
        plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
        found = set(pattern.findall(_DATE.sub(" ", plain)))
        if found:
            return found
    return set()


def _listed(resources: list[Resource]) -> str:
    lines = [f"\n  - {resource}" for resource in resources[:_SHOWN]]
    more = len(resources) - len(lines)
    return "".join(lines) + (f"\n  and {more} more" if more > 0 else "") or " none."
