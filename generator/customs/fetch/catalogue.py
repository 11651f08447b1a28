"""The resources of a data.gouv.fr dataset, and the choice of those that belong to an edition.

``GET /api/1/datasets/<id>/`` returns a JSON object with ``resources``, of which only ``url`` is always present.

An edition's resources are recognised by their titles (or else their file names), unless the edition's file names them.
The customs call a year's files ``Regional-2021-import``, with the month of publication in front when they publish a
year again (``202308-Regional-2022-import``). The list of Territoires d'industrie is
``liste-ti-com<year of the map>-<date>.csv``, published again after each correction.
"""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import unquote, urlsplit

from generator.customs.files import printable
from generator.edition import Edition
from generator.errors import SiteError
from generator.reference.direction import Direction

API = "https://www.data.gouv.fr/api/1"
TRADE_DATASET = "5369a0c7a3a729239d206446"
INDUSTRY_DATASET = "programme-territoires-dindustrie"
INDUSTRY = "industry"

_DATA = {"", ".zip", ".txt", ".csv"}
_DATE = re.compile(r"\d{1,2}[/.-]\d{1,2}[/.-]\d{4}|\d{4}[/.-]\d\d[/.-]\d\d")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_DAY = re.compile(r"(?<!\d)20\d{6}(?!\d)")
_DIRECTION = re.compile(r"export|import|(?<=pays)[ei](?![a-z])")
_REGIONAL = re.compile(r"region|departement")
_NATIONAL = re.compile(r"national")
# The month of publication in the customs' addresses: ``/2023-10/06/202308-National-2022-import.zip``.
_MONTH = re.compile(r"(?<!\d)(20\d\d)[-_/]?(0[1-9]|1[0-2])(?!\d)")
_INDUSTRY_LIST = re.compile(r"liste.ti.com")
_MAX_LISTED = 30


@dataclass(frozen=True, slots=True)
class Resource:
    """A file of a dataset; empty or ``None``: not in the catalogue. ``checksum``: hashlib's name, hexadecimal value."""

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
        """``.zip``, ``.csv``…: that of the address, or else of the format; may be empty."""
        suffix = PurePosixPath(self.file_name).suffix.lower()
        if suffix[1:].isascii() and suffix[1:].isalnum():
            return suffix
        return f".{self.format}" if self.format.isascii() and self.format.isalnum() else ""

    def __str__(self) -> str:
        return printable(f"{self.title or 'no title'}, {self.url}")


def parse_resources(dataset: object, url: str) -> list[Resource]:
    """The resources in the API's response. Raises ``SiteError`` when it has another form."""
    try:
        return [_resource(entry) for entry in dataset["resources"]]  # type: ignore[index]
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise SiteError(f"{url}: the response does not describe a dataset's resources") from error


def _resource(entry: dict[str, Any]) -> Resource:
    url, size, modified = entry["url"], entry.get("filesize"), entry.get("last_modified")
    checksum = entry.get("checksum") or {}
    kind, value = checksum.get("type"), checksum.get("value")
    if not isinstance(url, str):
        raise TypeError(url)
    urlsplit(url)
    return Resource(
        title=str(entry.get("title") or ""),
        url=url,
        format=str(entry.get("format") or "").lower(),
        # some catalogues write 0 for an unknown size
        size=int(size) if size else None,
        checksum=(kind, value.lower()) if value and kind in {"sha1", "sha256", "md5"} else None,
        last_modified=None if modified is None else str(modified),
    )


@dataclass(frozen=True, slots=True)
class Choice:
    """Chooses the resources of an edition; ``log`` is called when a newer publication replaces older ones."""

    edition: Edition
    log: Callable[[str], None]

    def trade(self, resources: list[Resource]) -> dict[str, Resource]:
        """The files of the year's latest publication by direction; a file for both directions comes twice.

        Raises ``SiteError`` that lists the candidates when none or several match.
        """
        year = str(self.edition.year)
        of_year = [r for r in resources if r.suffix in _DATA and year in _matches(_YEAR, r)]
        candidates = [r for r in of_year if _matches(_REGIONAL, r)]
        candidates = candidates or [r for r in of_year if not _matches(_NATIONAL, r)]
        chosen: dict[str, Resource] = {}
        for direction in Direction:
            published = _of_direction(direction, candidates)
            latest = _latest(published)
            chosen[direction] = self._single(direction, latest, resources)
            if len(latest) < len(published) and direction not in self.edition.files:
                self.log(f"{direction}: {len(published)} publications of {year}, using the latest: {chosen[direction]}")
        return chosen

    def industry(self, resources: list[Resource]) -> Resource:
        """The newest Territoires d'industrie list dated within the edition's period. Raises ``SiteError``."""
        period = _YEAR.findall(self.edition.industry_list)
        lists = [r for r in resources if r.suffix == ".csv" and _matches(_INDUSTRY_LIST, r)]
        days = [max(_matches(_DAY, r), default="") for r in lists]
        newest = max((day for day in days if period and period[0] <= day[:4] <= period[-1]), default=None)
        return self._single(INDUSTRY, [r for r, d in zip(lists, days, strict=True) if d == newest], resources)

    def address(self, role: str) -> Resource | None:
        """The resource whose address the edition's file gives for ``role``."""
        name = self.edition.files.get(role, "")
        return Resource("", name) if name.startswith(("http://", "https://")) else None

    def _single(self, role: str, matching: list[Resource], resources: list[Resource]) -> Resource:
        """The only matching resource, or the one that the edition's file names."""
        name = self.edition.files.get(role)
        if name is not None:
            matching = [r for r in resources if name in {r.title, r.url, r.file_name}]
            if not matching and (address := self.address(role)):
                return address
        if len(matching) == 1:
            return matching[0]
        condition = "matches" if name is None else f"is {name!r}, as the edition names it"
        count = f"{len(matching)} resources match" if matching else f"no resource {condition}"
        raise SiteError(f"{role} of {self.edition.name}: {count}. Candidates:{_listed(matching or resources)}")


def _latest(resources: list[Resource]) -> list[Resource]:
    """Those of the latest month of publication; all of them if the month of any is unknown."""
    months = []
    for resource in resources:
        texts = (resource.title, resource.file_name, resource.url)
        found = (max(map("".join, _MONTH.findall(text)), default="") for text in texts)
        months.append(next(filter(None, found), ""))
    return [r for r, month in zip(resources, months, strict=True) if month == max(months) or not all(months)]


def _of_direction(direction: Direction, resources: list[Resource]) -> list[Resource]:
    """The resources of one direction; without any, those that name both directions or neither."""
    letters = {r: {match[0] for match in _matches(_DIRECTION, r)} for r in resources}
    own = [r for r in resources if letters[r] == {direction[0]}]
    return own or [r for r in resources if len(letters[r]) != 1]


def _matches(pattern: re.Pattern[str], resource: Resource) -> set[str]:
    """The matches in the title, or else in the file name; the years of full dates do not count."""
    for text in (resource.title, resource.file_name):
        plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
        found = set(pattern.findall(_DATE.sub(" ", plain)))
        if found:
            return found
    return set()


def _listed(resources: list[Resource]) -> str:
    lines = [f"\n  - {resource}" for resource in resources[:_MAX_LISTED]]
    more = len(resources) - len(lines)
    return "".join(lines) + (f"\n  and {more} more" if more else "") or " none."
