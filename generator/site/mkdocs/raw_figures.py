"""A Markdown extension that takes whole figures and tables out of the text before Markdown reads it tag by tag.

Figures are raw HTML, which Markdown would leave as it is in any case, but only after parsing the thousands of cells of
their tables. So are our paragraphs, boxes and lists of links. Without the extension the pages come out the same.
"""

from __future__ import annotations

import re

from markdown import Markdown
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor

_BLOCK = re.compile(r'(?<=\n\n)<(p|nav|div|details|ul) class="pce-[^\n]*(?:\n[^\n]+)*?\n?</\1>(?=\n\n)')
_FIGURE = re.compile(
    r'^<figure .*?^</figure>$|^<div class="pce-scroll.*?</table></div>$', re.DOTALL | re.MULTILINE
)


class RawFigures(Extension):
    """Stashes what begins and ends a line: a ``<figure …>``, or a ``<div class="pce-scroll…">`` and its table.

    And elements of ours that stand between blank lines, as Markdown itself would: with the end of their line.
    """

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        """Comes before Markdown's own search for raw HTML."""
        md.preprocessors.register(_Stash(md), "raw_figures", 25)


class _Stash(Preprocessor):
    def run(self, lines: list[str]) -> list[str]:
        def stashed(figure: re.Match[str]) -> str:
            return f"\n{self.md.htmlStash.store(figure[0])}\n"

        def kept(block: re.Match[str]) -> str:
            return self.md.htmlStash.store(f"{block[0]}\n") if _is_whole(block[0], block[1]) else block[0]

        return _BLOCK.sub(kept, _FIGURE.sub(stashed, "\n".join(lines))).split("\n")


def _is_whole(block: str, name: str) -> bool:
    """Whether the element that begins the block ends with it."""
    depth = 0
    for tag in re.finditer(rf"<(/?){name}\b", block):
        depth += -1 if tag[1] else 1
        if not depth:
            return tag.end() == len(block) - 1
    return False


def makeExtension(**options: object) -> RawFigures:  # noqa: N802
    """What Markdown calls to load the extension."""
    return RawFigures(**options)
