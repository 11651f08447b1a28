"""Runs MkDocs on a prepared folder of pages; any warning of it is an error of ours."""

from __future__ import annotations

import logging
import os
from collections.abc import Collection, Mapping
from datetime import UTC, datetime
from datetime import date as Date  # noqa: N812
from pathlib import Path

from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import BuildError

from generator.errors import SiteError
from generator.reference.tables import PROJECT
from generator.site.mkdocs_pages import build

SITE_CONFIG = "mkdocs.yml"
ARCHIVE_CONFIG = "mkdocs-archive.yml"


class _Warnings(logging.Handler):
    """Keeps what MkDocs warns of, to be told in the error."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage())


def load(config_file: str, docs: Path, site: Path) -> MkDocsConfig:
    """The project's configuration, reading from ``docs`` and writing to ``site``."""
    return load_config(str(PROJECT / config_file), docs_dir=str(docs), site_dir=str(site), strict=True)


def run(
    config: MkDocsConfig, date: Date, extra: Mapping[str, object], only: Collection[str] | None = None
) -> None:
    """Builds the site as of ``date``; ``extra`` is what the pages' macros may speak of. ``only``: see ``build``.

    Raises ``SiteError`` with MkDocs's own words when it fails, or warns while it makes the whole site: where only some
    pages are made, what they link to may not be there.
    """
    config.extra.update(extra)
    if config.nav:
        config.nav = [item for item in config.nav if _exists(item, Path(config.docs_dir))]
    instant = datetime(date.year, date.month, date.day, tzinfo=UTC)
    os.environ["SOURCE_DATE_EPOCH"] = str(int(instant.timestamp()))
    warnings = _Warnings()
    logger = logging.getLogger("mkdocs")
    logger.addHandler(warnings)
    try:
        config.plugins.on_startup(command="build", dirty=False)
        build(config, warnings.messages, only)
        config.plugins.on_shutdown()
    except (BuildError, SystemExit) as failure:
        raise SiteError("MkDocs: " + ("; ".join(warnings.messages) or str(failure))) from failure
    finally:
        logger.removeHandler(warnings)
    if warnings.messages and only is None:
        raise SiteError("MkDocs: " + "; ".join(warnings.messages))


def _exists(item: object, docs: Path) -> bool:
    """Whether a nav entry's page was written: a build of some portraits only has fewer."""
    target = next(iter(item.values())) if isinstance(item, dict) else item
    return not isinstance(target, str) or (docs / target).is_file()
