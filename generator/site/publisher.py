"""Who publishes the site and where: what the environment says, as text."""

from __future__ import annotations

import os
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
"""What is known of the publisher, and the variable that says it. YAML would make a number of a telephone's. ``state``:
``true`` for a body of the State, whose pages then do not say that they are none of its; ``source``: where the code is.
"""
_REFUSED: Final = frozenset("\"'<>\\^`{|} ?#")


def publisher() -> dict[str, str]:
    """The texts of ``PUBLISHER`` as written, on one line each; empty where the environment is silent."""
    return {what: clean_label(os.environ.get(variable, "")).text for what, variable in PUBLISHER.items()}


def check_site_url() -> None:
    """Raises ``SiteError`` when ``SITE_URL`` or ``SOURCE_URL`` is set and no public address that a site can have."""
    for name in ("SITE_URL", "SOURCE_URL"):
        address = os.environ.get(name)
        if address is not None and not _is_site_address(address):
            raise SiteError(f"{name}: {address!r} (expected http:// or https://, a host, and a path or none)")


def _is_site_address(address: str) -> bool:
    if not address.isascii() or not address.isprintable() or _REFUSED & set(address):
        return False
    try:
        parts = urlsplit(address)
        host, port = parts.hostname, parts.port
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(host) and port != 0 and "@" not in parts.netloc
