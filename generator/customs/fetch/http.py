"""HTTP requests: time-outs, limits on redirects and sizes, retries after temporary failures."""

import hashlib
import json
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import httpx

from generator.customs.fetch.catalogue import Resource
from generator.customs.files import MAX_BYTES, printable
from generator.errors import SiteError

_MAX_JSON_BYTES = 32 << 20
_TRANSIENT_STATUS = {408, 425, 429}
_BY_HAND = "If the file is right and the catalogue wrong, download it by hand and use it with --from"

T = TypeVar("T")
Log = Callable[[str], None]
OnProgress = Callable[[int, int | None], None]
"""Called with the number of bytes received and, when known, the total."""


@dataclass(frozen=True, slots=True)
class Limits:
    """``timeout``: seconds without a byte. ``back_off``: seconds before the second of ``attempts``, then doubled."""

    timeout: float = 30.0
    attempts: int = 5
    back_off: float = 1.0
    redirects: int = 5
    max_bytes: int = MAX_BYTES


class TransientError(SiteError):
    """A failure of the network or the server that a retry may resolve."""


class NotFoundError(SiteError):
    """The server has nothing at the address (HTTP 404 or 410)."""


def http_client(limits: Limits) -> httpx.Client:
    """A client that follows redirects to http and https, but not from https to http."""
    return httpx.Client(
        timeout=limits.timeout,
        follow_redirects=True,
        max_redirects=limits.redirects,
        # the catalogue's sizes and checksums are those of the file as stored
        headers={"User-Agent": "portraits-commerce-exterieur", "Accept-Encoding": "identity"},
        event_hooks={"response": [_refuse_unsafe_redirect]},
    )


def _refuse_unsafe_redirect(response: httpx.Response) -> None:
    if response.has_redirect_location:
        to = response.url.join(response.headers["location"])
        if to.scheme not in {"http", "https"}:
            raise httpx.UnsupportedProtocol(f"leads to {to}, which is neither http nor https")
        if (response.url.scheme, to.scheme) == ("https", "http"):
            raise httpx.UnsupportedProtocol(f"leads from https to {to}")


def get_json(client: httpx.Client, url: str, limits: Limits, log: Log) -> object:
    """The JSON at an address. Raises ``SiteError``."""
    most = min(_MAX_JSON_BYTES, limits.max_bytes)

    def attempt() -> object:
        with open_response(client, url) as response:
            body = b"".join(_blocks(response, most, url))
        try:
            return json.loads(body)
        except (ValueError, RecursionError) as error:
            raise SiteError(f"{url}: the response is not JSON ({_content_type(response)})") from error

    return _with_retries(attempt, limits, log)


def download(
    client: httpx.Client, resource: Resource, path: Path, limits: Limits, *, log: Log, on_progress: OnProgress
) -> str | None:
    """Writes the resource to ``path``; returns the server's ``Last-Modified``.

    Raises ``SiteError`` when it cannot be downloaded, is too large or is not what the catalogue describes.
    """

    def attempt() -> str | None:
        with open_response(client, resource.url) as response:
            if _content_type(response) in {"text/html", "application/xhtml+xml"}:
                raise SiteError(f"{printable(resource.url)}: a web page, not a file")
            encoding = response.headers.get("content-encoding", "identity")
            if encoding != "identity":
                raise SiteError(f"{printable(resource.url)}: sent as {printable(encoding)}, which was not requested")
            header = response.headers.get("content-length", "")
            total = int(header) if header.isdecimal() else resource.size
            if total is not None and total > limits.max_bytes:
                raise SiteError(f"{resource}: {total} bytes, {limits.max_bytes} at most")
            if resource.size not in (None, total):
                raise SiteError(_wrong_size(resource, total))
            with path.open("wb") as stream:
                for block in _blocks(response, limits.max_bytes, str(resource)):
                    stream.write(block)
                    on_progress(stream.tell(), total)
        size = path.stat().st_size
        if resource.size is not None and size != resource.size:
            # a response without a length may have been cut short
            raise (TransientError if size < resource.size else SiteError)(_wrong_size(resource, size))
        if resource.checksum:
            algorithm, expected = resource.checksum
            if digest(path, algorithm) != expected:
                raise SiteError(
                    f"{resource}: its {algorithm} is not the catalogue's ({printable(expected)}). {_BY_HAND}"
                )
        last_modified: str | None = response.headers.get("last-modified")
        return last_modified

    return _with_retries(attempt, limits, log)


def digest(path: Path, algorithm: str = "sha256") -> str:
    """The checksum of a file in hexadecimal."""
    with path.open("rb") as stream:
        # the catalogue's md5 and sha1 detect a corrupt download, not an attack
        return hashlib.file_digest(stream, lambda: hashlib.new(algorithm, usedforsecurity=False)).hexdigest()


def _with_retries(attempt: Callable[[], T], limits: Limits, log: Log) -> T:
    """The result of ``attempt``, called again after each ``TransientError``, which is logged."""
    for number in range(1, limits.attempts):
        try:
            return attempt()
        except TransientError as error:
            log(f"{error}; attempt {number + 1} of {limits.attempts}")
            time.sleep(limits.back_off * 2 ** (number - 1))
    return attempt()


@contextmanager
def open_response(client: httpx.Client, url: str) -> Iterator[httpx.Response]:
    """The response to a GET, its body not read yet. Raises ``SiteError``, also while the body is read."""
    shown = printable(url)
    try:
        with client.stream("GET", url) as response:
            if not response.is_success:
                status = response.status_code
                message = f"{shown}: HTTP {status} {printable(response.reason_phrase)}".rstrip()
                if status in _TRANSIENT_STATUS or status >= 500:
                    raise TransientError(message)
                raise NotFoundError(message) if status in (404, 410) else SiteError(message)
            yield response
    except (httpx.UnsupportedProtocol, httpx.InvalidURL, httpx.TooManyRedirects) as error:
        raise SiteError(f"{shown}: {error}") from error
    except httpx.TimeoutException as error:
        raise TransientError(f"{shown}: timed out") from error
    except httpx.TransportError as error:
        raise TransientError(f"{shown}: {error or type(error).__name__}") from error


def _blocks(response: httpx.Response, most: int, shown: str) -> Iterator[bytes]:
    """The body as sent. Raises ``SiteError`` when it has more than ``most`` bytes."""
    for block in response.iter_raw():
        if response.num_bytes_downloaded > most:
            raise SiteError(f"{shown}: the response is larger than {most} bytes")
        yield block


def _content_type(response: httpx.Response) -> str:
    return printable(str(response.headers.get("content-type", "no type"))).partition(";")[0].strip().lower()


def _wrong_size(resource: Resource, size: int | None) -> str:
    return f"{resource}: {size} bytes, where the catalogue says {resource.size}. {_BY_HAND}"
