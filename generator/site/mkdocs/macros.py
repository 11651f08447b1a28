"""The macros and filters of the hand-written pages (mkdocs-macros)."""

from __future__ import annotations

from typing import Any

from generator.french import formatting
from generator.french.templates import FILTERS


def define_env(env: Any) -> None:
    """Gives the pages the one formatting module; their values come from ``build.macro_values``."""
    for name in FILTERS:
        env.filter(getattr(formatting, name))
