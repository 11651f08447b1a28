"""A Markdown extension that looks in a text only for what the text has a sign of.

Markdown tries fifteen patterns on each text, most of which hold no asterisk, bracket or tag: half of the time that
inline marks take. Without the extension the pages come out the same.
"""

from __future__ import annotations

from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import InlineProcessor
from markdown.util import AtomicString

_SIGNS = {
    "backtick": "`",
    "escape": "\\",
    "footnote": "[",
    "reference": "[",
    "link": "[",
    "image_link": "[",
    "image_reference": "[",
    "short_reference": "[",
    "short_image_ref": "[",
    "autolink": "<",
    "automail": "<",
    "linebreak": "  \n",
    "html": "<",
    "entity": "&",
}
"""What a text holds if the pattern may be in it; a pattern that is not named here is always looked for."""


class InlineSigns(Extension):
    """Takes the place of Markdown's own search for inline patterns."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        """Same name and priority, so that other extensions find it."""
        md.treeprocessors.register(_Inline(md), "inline", 20)


class _Inline(InlineProcessor):
    def run(self, tree: Element, ancestors: list[str] | None = None) -> Element:
        """All extensions have registered their patterns by now."""
        patterns = self.md.inlinePatterns
        signs = {patterns.get_index_for_name(name): sign for name, sign in _SIGNS.items() if name in patterns}
        self._signed = [(signs.get(index, ""), pattern) for index, pattern in enumerate(patterns)]
        return super().run(tree, ancestors)

    def _InlineProcessor__handleInline(self, data: str, patternIndex: int = 0) -> str:  # noqa: N802, N803
        """Markdown's private method; were its name to change, only the time would."""
        if isinstance(data, AtomicString):
            return data
        for index in range(patternIndex, len(self._signed)):
            sign, pattern = self._signed[index]
            matched, start = sign in data, 0
            while matched:
                data, matched, start = self._InlineProcessor__applyPattern(  # type: ignore[attr-defined]
                    pattern, data, index, start
                )
        return data


def makeExtension(**options: object) -> InlineSigns:  # noqa: N802
    """What Markdown calls to load the extension."""
    return InlineSigns(**options)
