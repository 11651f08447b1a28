"""A Markdown extension for French typography: signs that stand behind a space keep to the word before them.

Templates and pages are written with plain spaces; what is published has no-break ones before ``: ; ? ! %`` and
inside « guillemets », whatever the page.
"""

from __future__ import annotations

from markdown import Markdown
from markdown.extensions import Extension
from markdown.postprocessors import Postprocessor

from generator.french.formatting import NBSP

_SIGNS = (":", ";", "?", "!", "%", "»")


def unbroken(text: str) -> str:
    """The text with no-break spaces where French asks for them; markup holds no such signs behind a space."""
    for sign in _SIGNS:
        text = text.replace(f" {sign}", NBSP + sign)
    return text.replace("« ", f"«{NBSP}")


class Typography(Extension):
    """Works on the finished HTML, after raw blocks have come back into it."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        """Comes last."""
        md.postprocessors.register(_Unbroken(md), "typography", -10)


class _Unbroken(Postprocessor):
    def run(self, text: str) -> str:
        return unbroken(text)


def makeExtension(**options: object) -> Typography:  # noqa: N802
    """What Markdown calls to load the extension."""
    return Typography(**options)
