"""The macros and filters of the hand-written pages (mkdocs-macros)."""

from __future__ import annotations

from typing import Any

from generator import formatting


def define_env(env: Any) -> None:
    """Gives the pages the one formatting module; their values come from ``build.macro_values``."""
    for name in ("millions", "compact", "signed", "integer", "share", "ordinal", "file_size"):
        env.filter(getattr(formatting, name))
