"""The one pass over what MkDocs made: repairs of the theme's HTML, security policies, its place in the site."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Final, NamedTuple

from generator.errors import SiteError
from generator.site.csp import with_policy
from generator.system import parallel


class Repair(NamedTuple):
    """A text that Material writes outside any block that `overrides/` could change, and what stands in its place.

    ``unless``: a text of pages in which nothing is amiss.
    """

    name: str
    written: str
    right: str
    unless: str | None = None


_TOGGLE: Final = 'type="checkbox" id="__{}"'
REPAIRS: Final = (
    # the HTML standard allows it for no checkbox
    *(
        Repair(
            f"autocomplete of #__{name}", f'{_TOGGLE.format(name)} autocomplete="off"', _TOGGLE.format(name)
        )
        for name in ("drawer", "search")
    ),
    Repair(
        "label of no #__toc",
        '<label class="md-nav__title" for="__toc">',
        '<label class="md-nav__title">',
        unless='id="__toc"',
    ),
    # the sign beside each heading stays for the mouse: it would be a stop of the keyboard each
    Repair(
        "permalinks out of the keyboard's way", '<a class="headerlink"', '<a class="headerlink" tabindex="-1"'
    ),
)
_VERBATIM: Final = re.compile(r"(<(?:pre|script|textarea)\b.*?</(?:pre|script|textarea)>)", re.DOTALL)
"""Where the space around ends of lines has a meaning."""
_INDENTED: Final = re.compile(r"[ \t]*\n[ \t\n]*")


def finish(made: Path, site: Path, *, policies: bool) -> set[str]:
    """Moves all of ``made``, which MkDocs filled, into ``site``; files that are there already stay.

    ``policies``: whether pages get their security policy. Returns the names of the repairs that were needed, for
    ``check_repairs``. Raises ``SiteError`` as ``with_policy`` does.
    """
    files = [f"{folder}{os.sep}{name}" for folder, _, names in os.walk(made) for name in names]
    files.sort()

    def place(file: str) -> set[str]:
        path = os.path.relpath(file, made)
        target = site / path
        target.parent.mkdir(parents=True, exist_ok=True)
        if not path.endswith(".html"):
            if not target.exists():
                os.replace(file, target)  # noqa: PTH105
            return set()
        html, used = repaired(Path(file).read_bytes().decode())
        try:
            target.write_bytes((with_policy(html) if policies else html).encode())
        except SiteError as error:
            raise SiteError(f"{path}: {error}") from error
        return used

    return set().union(*parallel.each(place, files))


def check_repairs(used: Iterable[str]) -> None:
    """Raises ``SiteError`` with the names of the repairs that no page of the site needed: the theme has changed."""
    if idle := [repair.name for repair in REPAIRS if repair.name not in used]:
        raise SiteError(
            f"Material no longer writes what is repaired in {__name__}: {', '.join(idle)}; "
            "look at what it writes instead, then mend or remove the repair"
        )


def repaired(html: str) -> tuple[str, set[str]]:
    """The page without Material's errors and without the space around its ends of lines; the names of the repairs."""
    used = set()
    for repair in REPAIRS:
        if repair.written in html and not (repair.unless and repair.unless in html):
            html = html.replace(repair.written, repair.right)
            used.add(repair.name)
    pieces = _VERBATIM.split(html)
    pieces[::2] = [_INDENTED.sub("\n", piece) for piece in pieces[::2]]
    return "".join(pieces), used
