"""A Markdown extension that takes whole figures and tables out of the text before Markdown reads it tag by tag.

Figures are raw HTML, which Markdown would leave as it is in any case, but only after parsing the thousands of cells of
their tables: this is three quarters of a page's time. Without the extension the pages come out the same.
"""

from __future__ import annotations

import re

from markdown import Markdown
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor

_FIGURE = re.compile(
    r'^<figure .*?^</figure>$|^<div class="pce-scroll.*?</table></div>$', re.DOTALL | re.MULTILINE
)


class RawFigures(Extension):
    """Stashes what begins and ends a line: a ``<figure …>``, or a ``<div class="pce-scroll…">`` and its table."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        """Comes before Markdown's own search for raw HTML."""
        md.preprocessors.register(_Stash(md), "raw_figures", 25)


class _Stash(Preprocessor):
    def run(self, lines: list[str]) -> list[str]:
        def stashed(figure: re.Match[str]) -> str:
            return f"\n{self.md.htmlStash.store(figure[0])}\n"

        return _FIGURE.sub(stashed, "\n".join(lines)).split("\n")


def makeExtension(**options: object) -> RawFigures:  # noqa: N802
    """What Markdown calls to load the extension."""
    return RawFigures(**options)
