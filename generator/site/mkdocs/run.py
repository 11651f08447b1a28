"""Runs MkDocs on a prepared folder of pages; any warning of it is an error of ours."""

from __future__ import annotations

import logging
import os
from collections.abc import Collection, Mapping
from datetime import UTC, datetime
from datetime import date as Date  # noqa: N812
from functools import cached_property
from pathlib import Path
from typing import Any

from jinja2 import Environment, meta
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import BuildError

from generator.errors import SiteError
from generator.reference.tables import PROJECT
from generator.site.mkdocs.build import build

SITE_CONFIG = "mkdocs.yml"
ARCHIVE_CONFIG = "mkdocs-archive.yml"


class _Warnings(logging.Handler):
    """Keeps what MkDocs warns of, to be told in the error."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage())


class MkDocs:
    """A configuration of the project, with all that it names imported, and the one build that is made by it."""

    def __init__(self, config_file: str) -> None:
        """``config_file``: one of those above; it is read when it is first needed."""
        self._config_file = config_file

    @cached_property
    def config(self) -> MkDocsConfig:
        """The configuration; where pages are read from and written to is not settled yet."""
        return load_config(str(PROJECT / self._config_file), strict=True)

    @property
    def url(self) -> str:
        """The site's public address."""
        return self.config.site_url or ""

    @property
    def flat(self) -> bool:
        """Whether pages are files (the archive) instead of folders."""
        return not self.config.use_directory_urls

    @cached_property
    def _env(self) -> Environment:
        return self.config.theme.get_env()

    def get_ready(self) -> None:
        """Does what needs no page: half a second, which need not be spent at the end, nor by each process."""
        found, names = {"main.html"}, ["main.html"]
        for name in names:
            source = self._env.loader.get_source(self._env, name)[0] if self._env.loader else ""
            for other in meta.find_referenced_templates(self._env.parse(source)):
                if other and other not in found:
                    found.add(other)
                    names.append(other)
            self._env.get_template(name)

    def run(
        self,
        docs: Path,
        site: Path,
        date: Date,
        extra: Mapping[str, object],
        only: Collection[str] | None = None,
    ) -> None:
        """Makes ``site`` of ``docs`` as of ``date``; ``extra``: what macros may speak of. ``only``: see ``build``.

        Raises ``SiteError`` with MkDocs's own words when it fails, or warns while it makes the whole site: where only
        some pages are made, what they link to may not be there.
        """
        config = self.config
        config.docs_dir, config.site_dir = str(docs), str(site)
        config.extra.update(extra)
        if config.nav:
            config.nav = _existing(config.nav, docs)
        instant = datetime(date.year, date.month, date.day, tzinfo=UTC)
        os.environ["SOURCE_DATE_EPOCH"] = str(int(instant.timestamp()))
        warnings = _Warnings()
        logger = logging.getLogger("mkdocs")
        logger.addHandler(warnings)
        try:
            config.plugins.on_startup(command="build", dirty=False)
            build(config, self._env, warnings.messages, only)
            config.plugins.on_shutdown()
        except (BuildError, SystemExit) as failure:
            raise SiteError("MkDocs: " + ("; ".join(warnings.messages) or str(failure))) from failure
        finally:
            logger.removeHandler(warnings)
        if warnings.messages and only is None:
            raise SiteError("MkDocs: " + "; ".join(warnings.messages))


def _existing(items: list[dict[str, Any]], docs: Path) -> list[dict[str, Any]]:
    """The nav's entries whose pages were written: a build of some portraits only has fewer."""
    kept = []
    for title, target in (entry for item in items for entry in item.items()):
        found = _existing(target, docs) if isinstance(target, list) else (docs / target).is_file()
        if found:
            kept.append({title: found if isinstance(target, list) else target})
    return kept
