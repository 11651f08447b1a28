"""Blocks of finished HTML that the search leaves out: a placeholder stands for each while MkDocs works on a page.

These are nine tenths of a page's text: Markdown copies them unchanged after searching them for its signs, the search
index skips them, and the theme copies them again. Without them MkDocs takes less than half of the time.
"""

from __future__ import annotations

import re
from typing import Final

OPENING: Final = re.compile(r"<(details|figure|table)\b[^>]*\sdata-search-exclude\b[^>]*>")
"""The start of what the search leaves out of a page."""
BLOCK: Final = re.compile(r"^<(details|div|dl|figure|nav|p|table|ul)\b[^>]*>", re.MULTILINE)
"""The start of any block of HTML: of a page that the search leaves out as a whole."""
_PLACEHOLDER: Final = "<!--placeholder-->"
"""The search ignores comments. No page contains this one by itself: labels from files are escaped."""
_UNCLEAN: Final = ("\x02", "\x03", "\t", "\r", "\n ")
"""Signs that Markdown changes in any text; a block that contains one is left in place."""


def hold_back(markdown: str, opening: re.Pattern[str] = OPENING) -> tuple[str, list[str]]:
    """The page with a placeholder as the content of each such block, and the contents in their order.

    ``opening``: the start tags of the blocks, their name its first group. A block on a line that does not begin with a
    tag keeps its content: it may be quoted.
    """
    kept, blocks, at = [], [], 0
    while found := opening.search(markdown, at):
        start = found.end()
        end = _end(markdown, found[1], start)
        content = markdown[start : max(start, end)]
        line = markdown.rfind("\n", 0, start) + 1
        kept.append(markdown[at:start])
        if end < 0 or markdown[line] != "<" or any(sign in content for sign in _UNCLEAN):
            at = start
        else:
            kept.append(_PLACEHOLDER)
            blocks.append(content)
            at = end
    return "".join((*kept, markdown[at:])), blocks


def put_back(html: str, blocks: list[str]) -> str:
    """The finished page with the contents in place. Raises ``ValueError`` where a block was quoted, not shown."""
    first, *others = html.split(_PLACEHOLDER)
    if len(blocks) != len(others):
        raise ValueError(
            f"{len(blocks)} blocks marked data-search-exclude, {len(others)} of them shown; "
            "in an example of code, begin the line with something else"
        )
    return first + "".join(content + text for content, text in zip(blocks, others, strict=True))


def _end(markdown: str, name: str, start: int) -> int:
    """Where the end tag of the block stands whose content begins at ``start``; -1 without one."""
    depth = 1
    for tag in re.compile(rf"<(/?){name}\b").finditer(markdown, start):
        depth += -1 if tag[1] else 1
        if depth == 0:
            return tag.start()
    return -1
