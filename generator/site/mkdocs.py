"""The site's settings, from mkdocs.yml and environment variables; writes them beside the pages, and runs MkDocs."""

import logging
import os
from collections.abc import Iterable
from logging.handlers import BufferingHandler
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote, urlsplit

import yaml
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import BuildError
from mkdocs.utils.yaml import yaml_load

from generator.errors import SiteError
from generator.pages.environment import TEMPLATES
from generator.reference.names import clean_label
from generator.reference.tables import PROJECT
from generator.site.plan import SitePlan

CONFIG: Final = "mkdocs.yml"
"""The configuration file, in this project and in each folder written for MkDocs."""
DOCS: Final = "docs"
_WORKER: Final = "assets/javascripts/iframe-worker.js"
"""Set in the archive's configuration: otherwise the offline plugin loads a copy from another server."""
_WATCHED: Final = (PROJECT / "docs", PROJECT / "overrides", TEMPLATES)
"""The sources of pages, for `mkdocs serve` to watch."""
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
_FORBIDDEN: Final = frozenset("\"'<>\\^`{|} ?#")


def configuration(*, flat: bool) -> dict[str, Any]:
    """The project's ``mkdocs.yml`` with the environment variables filled in. ``flat``: to open without a server."""
    with (PROJECT / CONFIG).open(encoding="utf-8") as file:
        config: dict[str, Any] = yaml_load(file)
    if flat:
        config["use_directory_urls"] = False
        config["plugins"]["offline"] = {}
        config["extra"]["polyfills"] = [_WORKER]
    return config


def site_url() -> str:
    """The site's public address, with a trailing slash."""
    return str(configuration(flat=False)["site_url"]).rstrip("/") + "/"


def publisher() -> dict[str, str]:
    """The values of ``PUBLISHER``, each on one line; empty where the variable is not set."""
    return {fact: clean_label(os.environ.get(variable, "")).text for fact, variable in PUBLISHER.items()}


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


def write_config(folder: Path, plan: SitePlan, *, demonstration: bool) -> None:
    """Writes ``mkdocs.yml`` beside the pages, with absolute paths to our code so that MkDocs can run anywhere."""
    config = configuration(flat=plan.flat)
    config["theme"]["custom_dir"] = str(PROJECT / config["theme"]["custom_dir"])
    config["hooks"] = [str(PROJECT / hook) for hook in config["hooks"]]
    config["nav"] = _menu(config["nav"], folder / DOCS)
    config["extra"] |= {"demonstration": demonstration, "publisher": publisher(), "made_by": list(plan.made_by)}
    config["extra"]["icon"] = _inline(PROJECT / DOCS / config["theme"]["favicon"])
    config["watch"] = [str(path) for path in _WATCHED]
    text = yaml.safe_dump(config, allow_unicode=True, sort_keys=False, width=120)
    (folder / CONFIG).write_text(text, encoding="utf-8")


def _inline(icon: Path) -> str:
    """The SVG file as an address that holds it: 200 bytes are not worth one more request for each new reader."""
    text = icon.read_text(encoding="utf-8").strip().replace('"', "'")
    return "data:image/svg+xml," + quote(text, safe="/:='")


def _menu(items: Iterable[dict[str, Any]], pages: Path) -> list[dict[str, Any]]:
    """The menu without entries whose page was not written into the folder ``pages``, as with ``--only``."""
    menu = []
    for title, target in (entry for item in items for entry in item.items()):
        found = _menu(target, pages) if isinstance(target, list) else (pages / target).is_file() and target
        if found:
            menu.append({title: found})
    return menu


def run_mkdocs(config_file: Path, site: Path, *, exclude_docs: str) -> None:
    """Builds the folder of ``config_file`` into ``site``. Raises ``SiteError`` with MkDocs's warnings."""
    # the capacity is never reached: a full buffer would drop the warnings
    warnings, logger = BufferingHandler(capacity=1_000_000), logging.getLogger("mkdocs")
    warnings.setLevel(logging.WARNING)
    logger.addHandler(warnings)
    try:
        config = load_config(str(config_file), site_dir=str(site), exclude_docs=exclude_docs)
        config.plugins.on_startup(command="build", dirty=False)
        try:
            build(config)
        finally:
            config.plugins.on_shutdown()
    except (BuildError, SystemExit) as error:
        messages = "; ".join(record.getMessage() for record in warnings.buffer)
        raise SiteError(f"MkDocs: {messages or error}") from error
    finally:
        logger.removeHandler(warnings)
