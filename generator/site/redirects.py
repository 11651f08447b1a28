"""Addresses that lead elsewhere: the short forms of départements and régions, and whatever an address once was."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable
from html import unescape
from pathlib import Path
from typing import Final

from generator.pages.environment import render
from generator.reference.tables import read_table
from generator.reference.territories import Kind, Territory

EDITION_PAGES: Final = ("departements", "regions", "france", "produits", "pays", "qualite")
"""What an edition's own folder will hold once it is no longer the newest."""

LISTS: Final = ("departements/", "regions/")
"""But the lists of portraits, which are of the newest edition only."""

_SCRIPT: Final = (
    "{const to=new URL(document.currentScript.dataset.to,location);"
    "to.search=location.search;to.hash=location.hash||to.hash;location.replace(to)}"
)
"""Goes there with what was asked and the place in the page: a meta refresh loses both."""
_TITLE: Final = re.compile("<title>(.*?)</title>", re.DOTALL)
_CANONICAL: Final = re.compile('<link rel="canonical" href="([^"]*)"')
_META: Final = re.compile('<meta (name|property)="(description|og:[^"]*|twitter:[^"]*)" content="([^"]*)"')
_HASH: Final = base64.b64encode(hashlib.sha256(_SCRIPT.encode()).digest()).decode("ascii")


def write_edition_addresses(site: Path, year: int, *, flat: bool) -> None:
    """Gives each page of the newest edition the address that it will have later: ``2024/departements/42-loire/``.

    It leads to the plain address as long as the edition is the newest; from the next one on, a page of its own stands
    there. ``flat``: pages are files (the archive). Figures alone for others' iframes have theirs too.
    """
    found = [path for name in EDITION_PAGES for path in _pages(site, name, flat=flat)]
    for path in (Path("index.html"), *found):
        address = Path(str(year)) / path
        target = path.as_posix() if flat else path.as_posix().removesuffix("index.html")
        _write(site, address, "../" * (len(address.parts) - 1) + target)


def _pages(site: Path, name: str, *, flat: bool) -> list[Path]:
    """The pages at and beneath an address, without ``LISTS``."""
    beneath = sorted((site / name).rglob("*.html" if flat else "index.html"))
    alone = [site / f"{name}.html"] if flat and (site / f"{name}.html").is_file() else []
    found = (page.relative_to(site) for page in (*alone, *beneath))
    return [page for page in found if page.as_posix().removesuffix("index.html") not in LISTS]


def write_redirects(site: Path, pages: Iterable[Territory]) -> int:
    """Writes ``42/`` → ``departements/42-loire/``, ``ara/`` → its région, and the former addresses of what was built.

    ``site`` has its pages already: a former address leads to any of them. Returns how many were written. Raises
    ``FileExistsError`` where a page has the address.
    """
    built = {f"{territory.path}/": territory for territory in pages}
    targets = {t.code.lower(): path for path, t in built.items() if t.kind is Kind.DEPARTEMENT}
    by_code = {t.code: path for path, t in built.items() if t.kind is Kind.REGION}
    short = ((row["abrege"], by_code.get(row["region"])) for row in read_table("adresses_courtes.csv"))
    targets |= {abbreviation: path for abbreviation, path in short if path}
    former = ((row["ancienne"].strip("/"), row["nouvelle"]) for row in read_table("adresses_anciennes.csv"))
    targets |= {address: path for address, path in former if (site / path / "index.html").is_file()}
    for address, target in targets.items():
        _write(site, Path(address) / "index.html", "../" * (address.count("/") + 1) + target)
    return len(targets)


def _write(site: Path, address: Path, target: str) -> None:
    """Writes a page that redirects to another, and shows the other's head where it is shared.

    ``target``: relative to ``address``. Raises ``FileExistsError`` where a page has the address.
    """
    (site / address).parent.mkdir(parents=True, exist_ok=True)
    page = site / address.parent / target
    html = (page if page.suffix == ".html" else page / "index.html").read_text(encoding="utf-8")
    html = html.partition("</head>")[0]
    title, canonical = _TITLE.search(html), _CANONICAL.search(html)
    head = {
        "title": unescape(title[1]) if title else "",
        "canonical": unescape(canonical[1]) if canonical else "",
        "metas": [(kind, name, unescape(content)) for kind, name, content in _META.findall(html)],
    }
    values = {"target": target, "head": head, "script": _SCRIPT, "script_hash": _HASH}
    text = render("redirect.html.j2", values)
    with (site / address).open("x", encoding="utf-8") as file:
        file.write(text)
