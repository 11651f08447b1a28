"""Who publishes the site and where: the environment variables, which are read as text."""

from __future__ import annotations

import os
import re
from typing import Final
from urllib.parse import urlsplit

from generator.errors import SiteError
from generator.reference.names import clean_label

PUBLISHER: Final = {
    "name": "PUBLISHER_NAME",
    "director": "PUBLISHER_DIRECTOR",
    "contact": "PUBLISHER_CONTACT",
    "host": "PUBLISHER_HOST",
    "state": "PUBLISHER_IS_STATE",
    "source": "SOURCE_URL",
}
"""The variable for each fact about the publisher. mkdocs.yml would turn a telephone number into a number. ``state``:
``true`` for a public authority, so that pages do not say the opposite; ``source``: the address of the code.
"""
REQUIRED: Final = ("SITE_URL", PUBLISHER["name"], PUBLISHER["director"], PUBLISHER["host"])
"""Without these variables the pages of a real edition would give a false address, or no publisher."""
_FORBIDDEN: Final = frozenset("\"'<>\\^`{|} ?#")


def publisher() -> dict[str, str]:
    """The values of ``PUBLISHER``, each on one line; empty where the variable is not set."""
    return {fact: clean_label(os.environ.get(variable, "")).text for fact, variable in PUBLISHER.items()}


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


def check_site_url() -> None:
    """Raises ``SiteError`` when ``SITE_URL`` or ``SOURCE_URL`` is set but is not a site's public address."""
    for name in ("SITE_URL", "SOURCE_URL"):
        address = os.environ.get(name)
        if address is not None and not _is_site_address(address):
            raise SiteError(f"{name}: {address!r} (expected http:// or https://, a host, and an optional path)")


def _is_site_address(address: str) -> bool:
    if not address.isascii() or not address.isprintable() or _FORBIDDEN & set(address):
        return False
    try:
        parts = urlsplit(address)
        host, port = parts.hostname, parts.port
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(host) and port != 0 and "@" not in parts.netloc
