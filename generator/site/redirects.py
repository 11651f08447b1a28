"""Redirects: the short addresses of départements and régions, former addresses, the permanent ones of an edition."""

import re
from collections.abc import Collection
from pathlib import Path
from typing import Final

from generator.pages.environment import render
from generator.reference.tables import read_table
from generator.reference.territories import Kind, Territory, region
from generator.site.finish import script_hash

_EDITION_PAGES: Final = ("departements", "regions", "france", "produits", "pays", "qualite")
"""What an edition's own folder will contain once a newer one is published."""
_LISTS: Final = ("departements/", "regions/")
"""Except the lists of portraits, which only the newest edition has."""

_SCRIPT: Final = (
    "{const to=new URL(document.currentScript.dataset.to,location);"
    "to.search=location.search;to.hash=location.hash||to.hash;location.replace(to)}"
)
"""Keeps the query and the fragment, which a meta refresh loses."""
_TITLE: Final = re.compile("<title>.*?</title>", re.DOTALL)
_META: Final = re.compile('<meta (?:name|property)="(?:description|og:[^"]*|twitter:[^"]*)" content="[^"]*">')
_CANONICAL: Final = re.compile('<link rel="canonical" href="[^"]*">')


def has_permanent_address(address: str) -> bool:
    """Whether the page at ``address``, from the site's root, also gets one under its edition's year."""
    top = address.partition("/")[0].removesuffix(".html")
    return not address or (top in _EDITION_PAGES and address not in _LISTS)


def write_edition_addresses(site: Path, year: int, *, flat: bool) -> None:
    """Writes the permanent address of each page and embed of the newest edition: ``2024/departements/42-loire/``.

    It redirects to the plain address while the edition is the newest; after that it is a page of its own.
    """
    for page in sorted(site.rglob("*.html" if flat else "index.html")):
        path = page.relative_to(site)
        address = path.as_posix().removesuffix("index.html")
        if has_permanent_address(address):
            up = "../" * len(path.parts)
            _write(site, Path(str(year)) / path, up + (path.as_posix() if flat else address))


def write_redirects(site: Path, pages: Collection[Territory]) -> None:
    """Writes ``42/`` → ``departements/42-loire/``, ``ara/`` → its région, and the former addresses of built pages."""
    targets = {t.code.lower(): f"{t.path}/" for t in pages if t.kind is Kind.DEPARTEMENT}
    for row in read_table("adresses_courtes.csv"):
        if (own := region(row["region"])) in pages:
            targets[row["abrege"]] = f"{own.path}/"
    for row in read_table("adresses_anciennes.csv"):
        if (site / row["nouvelle"] / "index.html").is_file():
            targets[row["ancienne"].strip("/")] = row["nouvelle"]
    for address, target in targets.items():
        _write(site, Path(address) / "index.html", "../" * (address.count("/") + 1) + target)


def _write(site: Path, address: Path, target: str) -> None:
    """Writes a page that redirects to ``target``, relative to ``address``, and has its title and metadata."""
    (site / address).parent.mkdir(parents=True, exist_ok=True)
    page = site / address.parent / target
    html = (page if page.suffix == ".html" else page / "index.html").read_text(encoding="utf-8")
    head = html.partition("</head>")[0]
    tags = {"title": _TITLE.findall(head), "metas": _META.findall(head), "canonical": _CANONICAL.findall(head)}
    text = render("redirect.html.j2", target=target, tags=tags, script=_SCRIPT, script_hash=script_hash(_SCRIPT))
    with (site / address).open("x", encoding="utf-8") as file:
        file.write(text)
