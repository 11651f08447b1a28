"""What a dataset of data.gouv.fr offers: its resources, as the site's API describes them.

``GET /api/1/datasets/<id>/`` answers a JSON object; of its ``resources`` we keep ``title``, ``url``, ``format``,
``filesize`` (bytes), ``checksum`` (``type``, ``value``) and ``last_modified``. Only ``url`` is always there.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import unquote, urlsplit

from generator.customs.archive import printable
from generator.errors import SiteError

API = "https://www.data.gouv.fr/api/1"
TRADE_DATASET = "5369a0c7a3a729239d206446"
INDUSTRY_DATASET = "programme-territoires-dindustrie"


@dataclass(frozen=True, slots=True)
class Checksum:
    """``type`` as hashlib names it, ``value`` in lower-case hexadecimal."""

    type: str
    value: str


@dataclass(frozen=True, slots=True)
class Resource:
    """One file of a dataset; ``size`` in bytes; empty or ``None``: the catalogue does not say."""

    title: str
    url: str
    format: str = ""
    size: int | None = None
    checksum: Checksum | None = None
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


def dataset_url(api: str, dataset: str) -> str:
    """Where the API describes a dataset."""
    return f"{api.rstrip('/')}/datasets/{dataset}/"


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


def _checksum(entry: dict[str, str] | None) -> Checksum | None:
    """A checksum of a kind the catalogue is known to give; there is nothing to hold another against."""
    if not entry or entry.get("type") not in {"sha1", "sha256", "md5"} or not entry.get("value"):
        return None
    return Checksum(entry["type"], entry["value"].lower())
