"""Downloads one resource whole and checks it against the catalogue."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import httpx

from generator.customs.archive import printable
from generator.customs.fetch.catalogue import Resource
from generator.customs.fetch.http import Limits, PassingError, Tell, answer, require_file, retried
from generator.errors import SiteError

At = Callable[[int, int | None], None]
"""Called with the bytes there are and, when known, those there will be."""

_BY_HAND = "If the file is right and the catalogue wrong, download it by hand and give it with --from"


@dataclass(frozen=True, slots=True)
class Received:
    """``sha256`` in hexadecimal; ``last_modified`` as the server writes it, if it does."""

    sha256: str
    last_modified: str | None


def download(
    client: httpx.Client, resource: Resource, path: Path, limits: Limits, *, tell: Tell, at: At
) -> Received:
    """Write the whole resource to ``path``. A download that breaks is started again: the files have some megabytes.

    Raises ``SiteError`` when it cannot be had, is larger than allowed, or not what the catalogue says.
    """

    def attempt() -> Received:
        last_modified = _receive(client, resource, path, limits, at)
        _check(resource, path)
        return Received(digest(path), last_modified)

    if resource.size is not None and resource.size > limits.max_bytes:
        raise SiteError(f"{resource}: {resource.size} bytes, {limits.max_bytes} at most")
    return retried(attempt, limits, tell)


def digest(path: Path, algorithm: str = "sha256") -> str:
    """A file's checksum, in hexadecimal."""
    with path.open("rb") as stream:
        # md5 and sha1 are what the catalogue gives: they tell a broken download, not a hostile one.
        return hashlib.file_digest(stream, lambda: hashlib.new(algorithm, usedforsecurity=False)).hexdigest()


def _receive(client: httpx.Client, resource: Resource, path: Path, limits: Limits, at: At) -> str | None:
    """Writes the bytes of one answer; returns the server's date of the file."""
    with answer(client, resource.url) as response:
        require_file(response, resource.url)
        total = _announced_size(response, resource, limits)
        with path.open("wb") as stream:
            for block in response.iter_raw():
                stream.write(block)
                if stream.tell() > limits.max_bytes:
                    raise SiteError(f"{resource}: more than {limits.max_bytes} bytes")
                at(stream.tell(), total)
        modified: str | None = response.headers.get("last-modified")
    return modified


def _announced_size(response: httpx.Response, resource: Resource, limits: Limits) -> int | None:
    """The size that the server announces, else the catalogue's: a wrong one is refused before the file is read."""
    announced = response.headers.get("content-length", "")
    if not announced.isdecimal():
        return resource.size
    size = int(announced)
    if size > limits.max_bytes:
        raise SiteError(f"{resource}: {size} bytes, {limits.max_bytes} at most")
    if resource.size is not None and size != resource.size:
        raise SiteError(_other_size(resource, size))
    return size


def _check(resource: Resource, path: Path) -> None:
    size = path.stat().st_size
    if resource.size is not None and size < resource.size:
        # A server that announces no size may have been cut short.
        raise PassingError(_other_size(resource, size))
    if resource.size is not None and size > resource.size:
        raise SiteError(_other_size(resource, size))
    wanted = resource.checksum
    if wanted is not None and digest(path, wanted.type) != wanted.value:
        raise SiteError(
            f"{resource}: its {wanted.type} is not the catalogue's ({printable(wanted.value)}). {_BY_HAND}"
        )


def _other_size(resource: Resource, size: int) -> str:
    return f"{resource}: {size} bytes, where the catalogue says {resource.size}. {_BY_HAND}"
