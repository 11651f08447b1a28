"""Asking over HTTP: time-outs, bounded redirects and sizes, and a second try for what may pass.

``TransientError`` is what is tried again, waiting longer each time; every other ``SiteError`` is final.
"""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import httpx

from generator.customs.archive import MAX_BYTES, printable
from generator.customs.fetch.catalogue import Resource
from generator.errors import SiteError

_MAX_ANSWER = 32 << 20
_TRANSIENT_STATUS = {408, 425, 429}

T = TypeVar("T")
Log = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Limits:
    """``timeout``, ``back_off``: seconds without a byte, and before the second of ``attempts`` (then doubled)."""

    timeout: float = 30.0
    attempts: int = 5
    back_off: float = 1.0
    redirects: int = 5
    max_bytes: int = MAX_BYTES
    """The largest file taken."""


class TransientError(SiteError):
    """A fault of the line or the server that may be gone on the next attempt."""


class NotFoundError(SiteError):
    """The server answers that nothing is at the address (HTTP 404 or 410)."""


def http_client(limits: Limits) -> httpx.Client:
    """A client that follows redirects, to http and https only and never from https to http."""
    return httpx.Client(
        timeout=limits.timeout,
        follow_redirects=True,
        max_redirects=limits.redirects,
        # Sizes and checksums are of the file as it is stored, not of a compressed answer.
        headers={"User-Agent": "portraits-commerce-exterieur", "Accept-Encoding": "identity"},
        event_hooks={"request": [_refuse_other_schemes], "response": [_refuse_downgrade]},
    )


def get_json(client: httpx.Client, url: str, limits: Limits, log: Log) -> object:
    """The JSON at an address. Raises ``SiteError``."""
    most = min(_MAX_ANSWER, limits.max_bytes)

    def attempt() -> object:
        body = bytearray()
        with open_response(client, url) as response:
            for block in response.iter_raw():
                body += block
                if len(body) > most:
                    raise SiteError(f"{url}: an answer of more than {most} bytes")
        try:
            return json.loads(body)
        except (ValueError, RecursionError) as error:
            raise SiteError(f"{url}: the answer is no JSON ({_content_type(response)})") from error

    return with_retries(attempt, limits, log)


def with_retries(attempt: Callable[[], T], limits: Limits, log: Log) -> T:
    """What ``attempt`` gives, tried again after each ``TransientError``, which ``log`` shows. Raises ``SiteError``."""
    for number in range(1, limits.attempts):
        try:
            return attempt()
        except TransientError as error:
            log(f"{error}; attempt {number + 1} of {limits.attempts}")
            time.sleep(limits.back_off * 2 ** (number - 1))
    return attempt()


@contextmanager
def open_response(client: httpx.Client, url: str) -> Iterator[httpx.Response]:
    """The answer to a GET, its body yet to be read.

    Raises ``TransientError`` and ``SiteError`` for all that goes wrong, reading the body included.
    """
    shown = printable(url)
    try:
        with client.stream("GET", url) as response:
            _require_success(response, shown)
            yield response
    except (httpx.UnsupportedProtocol, httpx.InvalidURL, httpx.TooManyRedirects) as error:
        raise SiteError(f"{shown}: {error}") from error
    except httpx.TimeoutException as error:
        raise TransientError(f"{shown}: timed out") from error
    except httpx.TransportError as error:
        raise TransientError(f"{shown}: {error or type(error).__name__}") from error


def require_file(response: httpx.Response, url: str) -> None:
    """Raises ``SiteError`` for a web page or a compressed answer in the place of a file."""
    if _content_type(response) in {"text/html", "application/xhtml+xml"}:
        raise SiteError(f"{printable(url)}: a web page in the place of the file")
    encoding = response.headers.get("content-encoding", "identity")
    if encoding != "identity":
        raise SiteError(f"{printable(url)}: sent as {printable(encoding)}, which was not asked for")


def _require_success(response: httpx.Response, shown: str) -> None:
    status = response.status_code
    if response.is_success:
        return
    message = f"{shown}: HTTP {status} {printable(response.reason_phrase)}".rstrip()
    if status in _TRANSIENT_STATUS or status >= 500:
        raise TransientError(message)
    raise NotFoundError(message) if status in (404, 410) else SiteError(message)


def _content_type(response: httpx.Response) -> str:
    return printable(str(response.headers.get("content-type", "no type"))).partition(";")[0].strip().lower()


def _refuse_other_schemes(request: httpx.Request) -> None:
    if request.url.scheme not in {"http", "https"}:
        raise httpx.UnsupportedProtocol(f"leads to {request.url}, which is neither http nor https")


def _refuse_downgrade(response: httpx.Response) -> None:
    to = response.headers.get("location", "") if response.has_redirect_location else ""
    if response.url.scheme == "https" and to.lower().startswith("http:"):
        raise httpx.UnsupportedProtocol(f"leads from https to {to}")


OnProgress = Callable[[int, int | None], None]
"""Called with the bytes there are and, when known, those there will be."""

_BY_HAND = "If the file is right and the catalogue wrong, download it by hand and give it with --from"


def download(
    client: httpx.Client, resource: Resource, path: Path, limits: Limits, *, log: Log, at: OnProgress
) -> str | None:
    """Writes the whole resource to ``path``; returns when it was last modified, as the server writes it, if it does.

    A download that breaks is started again: the files have some megabytes. Raises ``SiteError`` when it cannot be had,
    is larger than allowed, or not what the catalogue says.
    """

    def attempt() -> str | None:
        last_modified = _receive(client, resource, path, limits, at)
        _check(resource, path)
        return last_modified

    if resource.size is not None and resource.size > limits.max_bytes:
        raise SiteError(f"{resource}: {resource.size} bytes, {limits.max_bytes} at most")
    return with_retries(attempt, limits, log)


def digest(path: Path, algorithm: str = "sha256") -> str:
    """A file's checksum, in hexadecimal."""
    with path.open("rb") as stream:
        # md5 and sha1 are what the catalogue gives: they show a broken download, not a hostile one.
        return hashlib.file_digest(stream, lambda: hashlib.new(algorithm, usedforsecurity=False)).hexdigest()


def _receive(
    client: httpx.Client, resource: Resource, path: Path, limits: Limits, at: OnProgress
) -> str | None:
    """Writes the bytes of one answer; returns the server's date of the file."""
    with open_response(client, resource.url) as response:
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
        raise TransientError(_other_size(resource, size))
    if resource.size is not None and size > resource.size:
        raise SiteError(_other_size(resource, size))
    if not resource.checksum:
        return
    algorithm, wanted = resource.checksum
    if digest(path, algorithm) != wanted:
        raise SiteError(
            f"{resource}: its {algorithm} is not the catalogue's ({printable(wanted)}). {_BY_HAND}"
        )


def _other_size(resource: Resource, size: int) -> str:
    return f"{resource}: {size} bytes, where the catalogue says {resource.size}. {_BY_HAND}"
