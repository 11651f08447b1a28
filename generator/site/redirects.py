"""Addresses that lead elsewhere: the départements' short forms and whatever an address once was."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from generator.pages.render import environment
from generator.reference.tables import read_table
from generator.reference.territories import Kind, Territory


def write_redirects(site: Path, pages: Iterable[Territory]) -> int:
    """Writes ``42/`` → ``departements/42-loire/`` for each département built, and the former addresses."""
    targets = {t.code.lower(): f"{t.path}/" for t in pages if t.kind is Kind.DEPARTEMENT}
    built = set(targets.values())
    for row in read_table("adresses_anciennes.csv"):
        if row["nouvelle"] in built:
            targets[row["ancienne"].strip("/")] = row["nouvelle"]
    template = environment().get_template("redirect.html.j2")
    for address, target in targets.items():
        folder = site / address
        folder.mkdir(parents=True)
        relative = "../" * (address.count("/") + 1) + target
        (folder / "index.html").write_text(template.render(target=relative), encoding="utf-8")
    return len(targets)
