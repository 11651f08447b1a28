"""``/.well-known/security.txt`` (RFC 9116): whom to tell of a weakness."""

from __future__ import annotations

import os
import re
from datetime import date, timedelta
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

FILE: Final = ".well-known/security.txt"
_EMAIL: Final = re.compile(r"[\w.+-]+@[\w-]+(\.[\w-]+)+", re.ASCII)


def write_security(site: Path, url: str, contact: str, day: str) -> None:
    """Writes the file, where the publisher's ``contact`` is an address and ``url``, the site's, a domain of its own.

    A domain that ``SITE_URL`` does not name is an example. The file expires a year after ``day``, the edition's, so
    that the same input gives the same bytes.
    """
    address = _address(contact)
    if address is None or not os.environ.get("SITE_URL") or urlsplit(url).path not in ("", "/"):
        return
    lines = (
        f"Contact: {address}",
        f"Expires: {(date.fromisoformat(day) + timedelta(days=365)).isoformat()}T00:00:00Z",
        "Preferred-Languages: fr, en",
        f"Canonical: {url.rstrip('/')}/{FILE}",
    )
    (site / FILE).parent.mkdir(exist_ok=True)
    (site / FILE).write_text("".join(f"{line}\n" for line in lines), encoding="ascii")


def _address(contact: str) -> str | None:
    """A contact as an address that a program understands; ``None`` for other words, or for none."""
    if re.fullmatch(r"https://[!-~]+", contact):
        return contact
    return f"mailto:{contact}" if _EMAIL.fullmatch(contact) else None
