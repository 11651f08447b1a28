"""The customs' files of one year as one table of rows."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from generator.customs.counting import report_on
from generator.customs.data_file import Progress, read_file
from generator.customs.labels import read_labels
from generator.customs.report import FileRead, ReadReport
from generator.customs.schema import CODES, DIRECTIONS
from generator.customs.sources import find_sources
from generator.reference.names import Labels
from generator.system import parallel

_ORDER = ["departement", "flow", "quarter", "a129", "cpf4", "country", "value_eur", "mass_kg"]


@dataclass(frozen=True, slots=True)
class Trade:
    """Trade of one calendar year.

    ``rows``: categoricals ``departement``, ``flow`` (``E``, ``I``), ``a129``, ``cpf4``, ``country``; int8
    ``quarter``; int64 ``value_eur``, ``mass_kg``. Keys may repeat. ``labels``: in force in the year.
    """

    rows: pd.DataFrame
    labels: Labels
    demonstration: bool
    report: ReadReport


def read_trade(path: Path, year: int, *, progress: Progress | None = None) -> Trade:
    """Read the rows of ``year`` from a zip, a folder of zips or of text files.

    Raises ``DataError`` naming file, row and column for what cannot be trusted, ``SiteError`` when the
    path is missing or lacks a direction.
    """
    sources = find_sources(path)
    label_files = read_labels(sources.labels, year)

    def read(flux: str) -> tuple[list[pd.DataFrame], FileRead]:
        return read_file(sources.data[flux], flux, year, progress)

    fluxes = list(DIRECTIONS)
    # whom progress is told to is in this process
    held = parallel.each(read, fluxes) if progress is None else [read(flux) for flux in fluxes]
    rows = _joined({flux: parts for flux, (parts, _) in zip(fluxes, held, strict=True)})
    files = [counts for _, counts in held]
    report = report_on(rows, year=year, files=files, label_files=label_files, ignored=sources.ignored)
    return Trade(rows, label_files.labels, label_files.demonstration, report)


def _joined(parts: dict[str, list[pd.DataFrame]]) -> pd.DataFrame:
    """All chunks of both directions as one table, categories in order of their codes."""
    frames = [frame for chunks in parts.values() for frame in chunks]
    lengths = [sum(map(len, chunks)) for chunks in parts.values()]
    fluxes = np.repeat(np.arange(len(parts)), lengths)
    columns: dict[str, object] = {name: _codes(frames, name) for name in CODES}
    columns["flow"] = pd.Categorical.from_codes(fluxes, categories=pd.Index(list(parts)))
    for name in _ORDER:
        if name not in columns:
            columns[name] = np.concatenate([frame[name].to_numpy() for frame in frames])
    return pd.DataFrame({name: columns[name] for name in _ORDER}, copy=False)


def _codes(frames: list[pd.DataFrame], name: str) -> pd.Categorical:
    """The frames' codes together, of the same thousands of categories, which pandas would compare at each step."""
    categories = frames[0][name].cat.categories
    codes = np.concatenate([frame[name].cat.codes.to_numpy() for frame in frames])
    used = np.bincount(codes, minlength=len(categories)) > 0
    return pd.Categorical.from_codes((np.cumsum(used) - 1)[codes], categories=categories[used])
