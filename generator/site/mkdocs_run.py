"""Runs MkDocs on a folder of pages, as its own program does; a warning of it is an error of ours."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import BuildError

from generator.errors import SiteError


class _Warnings(logging.Handler):
    """Collects MkDocs's warnings for the error message."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage())


def run_mkdocs(config_file: Path, site: Path, **settings: Any) -> None:
    """Makes ``site`` of the folder of ``config_file``; ``settings`` override its values.

    Raises ``SiteError`` with MkDocs's own words.
    """
    warnings, logger = _Warnings(), logging.getLogger("mkdocs")
    logger.addHandler(warnings)
    try:
        config = load_config(str(config_file), site_dir=str(site), **settings)
        config.plugins.on_startup(command="build", dirty=False)
        try:
            build(config)
        finally:
            config.plugins.on_shutdown()
    except (BuildError, SystemExit) as failure:
        raise SiteError("MkDocs: " + ("; ".join(warnings.messages) or str(failure))) from failure
    finally:
        logger.removeHandler(warnings)
