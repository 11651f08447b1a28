"""Finished folders of earlier editions, kept from one build to the next under what they were made from.

An entry is whole or absent; one of another make of the same edition is cleared away when a new one is kept.
"""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np

from generator.compute import EditionSummary
from generator.context import edition_context
from generator.edition import Edition
from generator.portrait.rankings import Axis
from generator.portrait.series import Quarterly
from generator.system.folders import share, working_folder

_SITE: Final = "site"
_ABOUT: Final = "edition.json"
_QUARTERS: Final = "trimestres.npz"


@dataclass(frozen=True, slots=True)
class Kept:
    """An edition as it was finished before; ``site``: its folder."""

    past: EditionSummary
    site: Path


@dataclass(frozen=True, slots=True)
class EditionCache:
    """The entries in ``folder``, which need not exist yet."""

    folder: Path

    def find(self, edition: Edition, key: str) -> Kept | None:
        """The edition made from ``key``, if it was kept."""
        entry = self._entry(edition, key)
        if not entry.is_dir():
            return None
        about = json.loads((entry / _ABOUT).read_text(encoding="utf-8"))
        with np.load(entry / _QUARTERS) as arrays:
            quarterly = Quarterly(
                year=edition.year,
                held=tuple(about["quarters"]),
                departements=tuple(about["departements"]),
                codes={axis: tuple(about["codes"][axis]) for axis in Axis},
                euros={axis: arrays[axis] for axis in Axis},
            )
        context = edition_context(
            edition,
            about["held"],
            demonstration=about["demonstration"],
            corsica_is_one=quarterly.corsica_is_one,
        )
        return Kept(
            EditionSummary(edition, context, tuple(map(tuple, about["held"])), quarterly), entry / _SITE
        )

    def keep(self, past: EditionSummary, key: str, site: Path) -> None:
        """Keeps the finished folder ``site`` of an edition made from ``key``."""
        edition, quarterly = past.edition, past.quarterly
        with working_folder(self.folder, "kept") as work:
            others = list(self.folder.glob(f"{edition.name}-*"))
            made = work / "entry"
            share(site, made / _SITE)
            about = {
                "held": past.held,
                "demonstration": past.context.demonstration,
                "quarters": quarterly.held,
                "departements": quarterly.departements,
                "codes": quarterly.codes,
            }
            (made / _ABOUT).write_text(json.dumps(about), encoding="utf-8")
            arrays: dict[str, Any] = {axis.value: euros for axis, euros in quarterly.euros.items()}
            np.savez_compressed(made / _QUARTERS, **arrays)
            for other in others:
                shutil.rmtree(other)
            made.rename(self._entry(edition, key))

    def _entry(self, edition: Edition, key: str) -> Path:
        return self.folder / f"{edition.name}-{key}"
