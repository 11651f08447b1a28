"""One resource brought whole: resumed where the server agrees, checked against the catalogue."""

from __future__ import annotations

from collections.abc import Callable

import httpx

from generator.customs.archive import printable
from generator.customs.fetch.catalogue import Resource
from generator.customs.fetch.http import Limits, PassingError, Tell, answer, require_file, retried
from generator.customs.fetch.part import Part, digest
from generator.errors import SiteError

At = Callable[[int, int | None], None]
"""Called with the bytes there are and, when known, those there will be."""

_BY_HAND = "If the file is right and the catalogue wrong, download it by hand and give it with --from"


def download(
    client: httpx.Client, resource: Resource, part: Part, limits: Limits, *, tell: Tell, at: At
) -> str:
    """Bring the whole resource into ``part``, checked against the catalogue; its SHA-256.

    Raises ``SiteError`` when it cannot be had, is larger than allowed, or not what the catalogue says.
    """

    def attempt() -> str:
        resumed = _receive(client, resource, part, limits, at)
        return _checked(resource, part, resumed=resumed)

    if resource.size is not None and resource.size > limits.max_bytes:
        raise SiteError(f"{resource}: {resource.size} bytes, {limits.max_bytes} at most")
    return retried(attempt, limits, tell)


def _receive(client: httpx.Client, resource: Resource, part: Part, limits: Limits, at: At) -> bool:
    """One answer's bytes added to the part; whether they go on from an earlier one's."""
    headers = part.resume_headers()
    with answer(client, resource.url, headers, also=416 if headers else None) as response:
        if response.status_code == 416:
            # Nothing is left to send when the part is whole.
            if response.headers.get("content-range") != f"bytes */{part.size}":
                raise _refusal(part, f"{resource}: the file has changed", resumed=True)
            return True
        require_file(response, resource.url)
        if response.status_code != 206:
            part.start(response)
        elif not _goes_on(response, part, asked=bool(headers)):
            raise _refusal(part, f"{resource}: another part was sent than asked for", resumed=True)
        resumed = part.size > 0
        total = _announced(response, resource, part, limits, resumed=resumed)
        with part.path.open("ab") as stream:
            for block in response.iter_raw():
                stream.write(block)
                if stream.tell() > limits.max_bytes:
                    raise _refusal(part, f"{resource}: more than {limits.max_bytes} bytes", resumed=resumed)
                at(stream.tell(), total)
    return resumed


def _goes_on(response: httpx.Response, part: Part, *, asked: bool) -> bool:
    start = str(response.headers.get("content-range", ""))
    return asked and start.startswith(f"bytes {part.size}-") and part.is_version_of(response)


def _announced(
    response: httpx.Response, resource: Resource, part: Part, limits: Limits, *, resumed: bool
) -> int | None:
    """The size of the whole file, when the server says it: refused before it is read."""
    rest = response.headers.get("content-length", "")
    if not rest.isdecimal():
        return resource.size
    size = part.size + int(rest)
    if size > limits.max_bytes:
        raise _refusal(part, f"{resource}: {size} bytes, {limits.max_bytes} at most", resumed=resumed)
    if resource.size is not None and size != resource.size:
        raise _refusal(part, _other_size(resource, size), resumed=resumed)
    return size


def _checked(resource: Resource, part: Part, *, resumed: bool) -> str:
    if resource.size is not None and part.size < resource.size:
        # A server that announces no size may have been cut short: what there is stays, for the next attempt.
        raise PassingError(_other_size(resource, part.size))
    if resource.size is not None and part.size > resource.size:
        raise _refusal(part, _other_size(resource, part.size), resumed=resumed)
    wanted = resource.checksum
    if wanted is not None and digest(part.path, wanted.type) != wanted.value:
        message = (
            f"{resource}: its {wanted.type} is not the catalogue's ({printable(wanted.value)}). {_BY_HAND}"
        )
        raise _refusal(part, message, resumed=resumed)
    return digest(part.path)


def _refusal(part: Part, message: str, *, resumed: bool) -> SiteError:
    """Forgets the part. What was put together from two answers deserves another attempt, from the start."""
    part.clear()
    return PassingError(message) if resumed else SiteError(message)


def _other_size(resource: Resource, size: int) -> str:
    return f"{resource}: {size} bytes, where the catalogue says {resource.size}. {_BY_HAND}"
