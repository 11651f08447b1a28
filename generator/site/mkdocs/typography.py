"""A Markdown extension for French typography: signs that stand behind a space keep to the word before them.

Templates and pages are written with plain spaces and straight apostrophes; what is published has no-break spaces before
``: ; ? ! %`` and inside « guillemets », and the one curved apostrophe, whatever the page.
"""

from __future__ import annotations

import re
from typing import Any, Final

from markdown import Markdown
from markdown.extensions import Extension
from markdown.postprocessors import Postprocessor

from generator.french.formatting import NBSP, NNBSP

_SIGNS: Final = ((":", NBSP), (";", NNBSP), ("?", NNBSP), ("!", NNBSP), ("%", NBSP), ("»", NBSP))
"""A narrow space before the signs that ask for one, as between thousands."""
_STRAIGHT: Final = re.compile("(?<!millions d)(?:'|&#39;|&#x27;)")
"""But in « millions d'euros », which others look for to the letter (contract, « On the page »)."""
_UNTOUCHED: Final = re.compile(r"(<(code|pre|script|style|kbd)\b.*?</\2>|<[^>]*>)", re.DOTALL)
_READ_ALOUD: Final = re.compile(r"\b(?:alt|aria-label|title|placeholder)=\"[^\"]*\"")


def unbroken(text: str) -> str:
    """The text with no-break spaces where French asks for them; markup holds no such signs behind a space."""
    for sign, space in _SIGNS:
        text = text.replace(f" {sign}", space + sign)
    return text.replace("« ", f"«{NBSP}")


def curved(html: str) -> str:
    """The HTML with ’ for each apostrophe of its text and of what is read aloud; code and addresses stay."""
    if not _STRAIGHT.search(html):
        return html
    pieces = _UNTOUCHED.split(html)
    # of each three: text, markup, the name of an element that holds code
    pieces[::3] = [_STRAIGHT.sub("’", text) if _may_hold(text) else text for text in pieces[::3]]
    pieces[1::3] = [
        mark
        if code or not _may_hold(mark)
        else _READ_ALOUD.sub(lambda found: _STRAIGHT.sub("’", found[0]), mark)
        for mark, code in zip(pieces[1::3], pieces[2::3], strict=True)
    ]
    pieces[2::3] = [""] * len(pieces[2::3])
    return "".join(pieces)


def _may_hold(text: str) -> bool:
    """Whether an apostrophe may be in it: most of a page's thousand pieces are spared the search."""
    return "'" in text or "&#" in text


def finished(html: str) -> str:
    """The HTML as it is published: ``unbroken``, then ``curved``."""
    return curved(unbroken(html))


class Typography(Extension):
    """Works on the finished HTML, after raw blocks have come back into it."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        """Comes last."""
        md.postprocessors.register(_Unbroken(md), "typography", -10)


class _Unbroken(Postprocessor):
    def run(self, text: str) -> str:
        _set_contents(getattr(self.md, "toc_tokens", []))
        return finished(text)


def _set_contents(tokens: list[dict[str, Any]]) -> None:
    """The table of contents was taken from the headings before they were finished."""
    for token in tokens:
        for name in token.keys() & {"name", "html"}:
            token[name] = finished(token[name])
        _set_contents(token["children"])


def makeExtension(**options: object) -> Typography:  # noqa: N802
    """What Markdown calls to load the extension."""
    return Typography(**options)
