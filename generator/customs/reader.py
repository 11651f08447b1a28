"""The customs' files of one year as one table of rows."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from generator.customs.counting import report_on
from generator.customs.data_file import Progress, read_file
from generator.customs.labels import read_labels
from generator.customs.nomenclature import refuse_other_nomenclature
from generator.customs.report import FileRead, ReadReport
from generator.customs.schema import CATEGORIES, CODES, DIRECTIONS
from generator.customs.sources import find_sources
from generator.reference.names import A129, Labels, Nomenclature
from generator.reference.territories import corsica_is_one
from generator.system import parallel

_ORDER = ["departement", "direction", "quarter", "a129", "cpf4", "country", "value_eur", "mass_kg"]


@dataclass(frozen=True, slots=True)
class Trade:
    """Trade of one calendar year.

    ``rows``: categoricals ``departement``, ``direction`` (a ``Direction``), ``a129``, ``cpf4``, ``country``; int8
    ``quarter``; int64 ``value_eur``, ``mass_kg``. Keys may repeat. ``labels``: in force in the year.
    """

    rows: pd.DataFrame
    labels: Labels
    demonstration: bool
    report: ReadReport

    @property
    def corsica_is_one(self) -> bool:
        """Whether Corsica is published as one, under code 20."""
        return corsica_is_one(self.rows["departement"].cat.categories)


def read_trade(
    path: Path,
    year: int,
    *,
    nomenclature: Nomenclature = A129,
    progress: Progress | None = None,
) -> Trade:
    """Read the rows of ``year`` from a zip, a folder of zips or of text files.

    Raises ``DataError`` naming file, row and column for what cannot be trusted, ``SiteError`` when the
    path is missing or lacks a direction.
    """
    sources = find_sources(path)
    label_files = read_labels(sources.labels, year, nomenclature)

    def read(flux: str) -> tuple[list[pd.DataFrame], FileRead]:
        raw, layout = sources.data[flux]
        return read_file(raw, layout, year, progress)

    fluxes = list(DIRECTIONS)
    # whom progress is told to is in this process
    held = parallel.each(read, fluxes) if progress is None else [read(flux) for flux in fluxes]
    rows = _joined({flux: parts for flux, (parts, _) in zip(fluxes, held, strict=True)})
    files = [counts for _, counts in held]
    refuse_other_nomenclature(rows, files, label_files)
    report = report_on(rows, year=year, files=files, label_files=label_files, sources=sources)
    return Trade(rows, label_files.labels, label_files.demonstration, report)


def _joined(parts: dict[str, list[pd.DataFrame]]) -> pd.DataFrame:
    """All chunks of both directions as one table, categories in order of their codes."""
    frames = [frame for chunks in parts.values() for frame in chunks]
    lengths = [sum(map(len, chunks)) for chunks in parts.values()]
    fluxes = np.repeat(np.arange(len(parts)), lengths)
    columns: dict[str, object] = {name: _codes(frames, name) for name in CODES}
    columns["direction"] = pd.Categorical.from_codes(
        fluxes, categories=pd.Index([DIRECTIONS[flux] for flux in parts])
    )
    for name in _ORDER:
        if name not in columns:
            columns[name] = np.concatenate([frame[name].to_numpy() for frame in frames])
    return pd.DataFrame({name: columns[name] for name in _ORDER}, copy=False)


def _codes(frames: list[pd.DataFrame], name: str) -> pd.Categorical:
    """The frames' codes together.

    They are places among the thousands of the form described, which pandas would compare at each step, and among
    those of any other form.
    """
    described = CATEGORIES[name]
    is_text = [frame[name].dtype == object for frame in frames]
    others = {
        code for frame, text in zip(frames, is_text, strict=True) if text for code in frame[name].unique()
    }
    categories = described.append(
        pd.Index(sorted(code for code in others if code not in described), dtype=described.dtype)
    )
    codes = np.concatenate(
        [
            categories.get_indexer(pd.Index(frame[name])) if text else frame[name].cat.codes.to_numpy()
            for frame, text in zip(frames, is_text, strict=True)
        ]
    )
    used = np.bincount(codes, minlength=len(categories)) > 0
    places = np.zeros(len(categories), dtype=np.int64)
    order = np.argsort(categories[used].to_numpy(), kind="stable")
    places[np.flatnonzero(used)[order]] = np.arange(len(order))
    return pd.Categorical.from_codes(places[codes], categories=categories[used][order])
