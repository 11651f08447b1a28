"""Addresses that lead elsewhere: the short forms of départements and régions, and whatever an address once was."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from generator.pages.environment import environment
from generator.reference.tables import read_table
from generator.reference.territories import Kind, Territory


def write_redirects(site: Path, pages: Iterable[Territory]) -> int:
    """Writes ``42/`` → ``departements/42-loire/``, ``ara/`` → its région, and the former addresses of what was built.

    ``site`` holds its pages already: a former address leads to any of them. Raises ``FileExistsError`` where a page
    has the address.
    """
    built = {f"{territory.path}/": territory for territory in pages}
    targets = {t.code.lower(): path for path, t in built.items() if t.kind is Kind.DEPARTEMENT}
    by_code = {t.code: path for path, t in built.items() if t.kind is Kind.REGION}
    short = ((row["abrege"], by_code.get(row["region"])) for row in read_table("adresses_courtes.csv"))
    targets |= {abbreviation: path for abbreviation, path in short if path}
    former = ((row["ancienne"].strip("/"), row["nouvelle"]) for row in read_table("adresses_anciennes.csv"))
    targets |= {address: path for address, path in former if (site / path / "index.html").is_file()}
    template = environment().get_template("redirect.html.j2")
    for address, target in targets.items():
        folder = site / address
        folder.mkdir(parents=True)
        relative = "../" * (address.count("/") + 1) + target
        (folder / "index.html").write_text(template.render(target=relative), encoding="utf-8")
    return len(targets)
