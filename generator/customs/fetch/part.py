"""A file on its way, which a later attempt or a later run takes up where it broke.

Beside the bytes lies what the server said of the version they are of; without it, or when the server does not agree
that it is still that version, the download starts again.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

import httpx

from generator.customs.fetch.catalogue import Resource


@dataclass(frozen=True, slots=True)
class Part:
    """A file on its way: its bytes at ``path``, the server's word for their version beside it."""

    path: Path

    @classmethod
    def of(cls, resource: Resource, folder: Path) -> Part:
        """The part of a resource among others in a folder."""
        return cls(folder / hashlib.sha256(resource.url.encode()).hexdigest()[:16])

    @property
    def size(self) -> int:
        """Bytes there are."""
        return self.path.stat().st_size if self.path.is_file() else 0

    @property
    def last_modified(self) -> str | None:
        """The server's date of the file, as sent."""
        return self._version().get("last-modified")

    def resume_headers(self) -> dict[str, str]:
        """What asks for the rest of this very version; nothing when there is none to ask for."""
        version = self._version()
        tag = version.get("etag") or version.get("last-modified")
        return {"Range": f"bytes={self.size}-", "If-Range": tag} if self.size and tag else {}

    def start(self, response: httpx.Response) -> None:
        """Forget the bytes there are and note the version that begins."""
        self.clear()
        version = {k: response.headers[k] for k in ("etag", "last-modified") if k in response.headers}
        if version.get("etag", "").startswith("W/"):
            # A weak tag does not promise the same bytes.
            del version["etag"]
        self.path.touch()
        self._beside.write_text(json.dumps(version), encoding="utf-8")

    def clear(self) -> None:
        """Forget the bytes."""
        self.path.unlink(missing_ok=True)
        self._beside.unlink(missing_ok=True)

    def move(self, place: Path) -> None:
        """Put the bytes in their place."""
        self.path.rename(place)
        self.clear()

    def is_version_of(self, response: httpx.Response) -> bool:
        """Whether the answer is of the version begun, as far as it says."""
        return all(response.headers.get(name, word) == word for name, word in self._version().items())

    @property
    def _beside(self) -> Path:
        return self.path.with_suffix(".json")

    def _version(self) -> dict[str, str]:
        try:
            return dict(json.loads(self._beside.read_text(encoding="utf-8")))
        except (FileNotFoundError, ValueError):
            # A run killed while writing it leaves half a note: as good as none.
            return {}


def digest(path: Path, algorithm: str = "sha256") -> str:
    """A file's checksum, in hexadecimal."""
    with path.open("rb") as stream:
        # md5 and sha1 are what the catalogue gives: they tell a broken download, not a hostile one.
        return hashlib.file_digest(stream, lambda: hashlib.new(algorithm, usedforsecurity=False)).hexdigest()
