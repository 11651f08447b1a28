"""What each page of a built site says of how it is cited."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from generator.context import EditionContext
from generator.pages.links import Citation, citation, edition_folder
from generator.site.redirects import EDITION_PAGES, LISTS
from generator.site.typography import unbroken


def cite(title: str, address: str, url: str, editions: Sequence[EditionContext], publisher: str) -> Citation:
    """How the page at ``address`` is cited. ``editions``: those of the site, the newest first.

    ``url``: the site's address, with its last slash. A page of the newest edition is cited by the address under its
    year, which will not speak of another one later.
    """
    newest = editions[0]
    by_folder = {edition_folder(edition.year): edition for edition in editions}
    path = address.removeprefix(url)
    top = path.partition("/")[0]
    edition = by_folder.get(f"{top}/")
    own = edition is None and (not path or (top in EDITION_PAGES and path not in LISTS))
    permanent = f"{url}{edition_folder(newest.year)}{path}" if own else address
    cited = citation(title, permanent, edition or newest, publisher)
    return replace(cited, text=unbroken(cited.text), bibtex=unbroken(cited.bibtex))
