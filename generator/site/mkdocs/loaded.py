"""Markdown's extensions, looked for once: by their names, Markdown looks for each of them at every page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from markdown import Markdown
from markdown.extensions import Extension


class Loaded(Extension):
    """Stands for other extensions, each made anew for each page as they keep what they know of it."""

    def __init__(self, names: Iterable[str], options: Mapping[str, dict[str, Any]]) -> None:
        """``names`` and ``options`` as in ``mkdocs.yml``."""
        super().__init__()
        finder = Markdown()
        self._kinds = [
            (type(finder.build_extension(name, options.get(name, {}))), options.get(name, {}))
            for name in names
        ]

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        """In the order of their names."""
        md.registerExtensions([kind(**options) for kind, options in self._kinds], {})
