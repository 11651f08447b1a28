"""Writes the report, as French Markdown that reads well on a terminal, and the table of bad rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

import jinja2

from generator.customs.archive import printable
from generator.customs.check import CheckReport, Reconciled
from generator.customs.oddities import WORDS
from generator.customs.reader import bad_rows
from generator.customs.report import ReadReport
from generator.customs.sources import find_sources
from generator.french import formatting
from generator.reference.names import MAX_LABEL
from generator.system.folders import working_folder
from generator.tables import write_csv


def render_report(
    report: ReadReport,
    *,
    reconciliation: Sequence[Reconciled] = (),
    check: CheckReport | None = None,
) -> str:
    """The report; ``check`` adds the findings of the command ``check``."""
    template = _environment().get_template("rapport.md.j2")
    return template.render(report=report, reconciliation=reconciliation, check=check)


def render_warnings(report: ReadReport) -> str:
    """The warnings that begin the report, alone, for ``fetch``."""
    template = _environment().get_template("avertissements.md.j2")
    module = template.make_module({"report": report, "reconciliation": (), "check": None})
    return str(module.avertissements())  # type: ignore[attr-defined]


def verbatim(text: str) -> str:
    """Untrusted text as a Markdown code span, in which nothing is markup or breaks a table."""
    safe = text.replace("`", "'").replace("|", "¦")
    return f"`{safe}`"


def table(rows: Sequence[Sequence[str]]) -> str:
    """A Markdown table, the first row its header, columns padded so that they line up as text."""
    widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))]
    lines = [
        "| " + " | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) + " |"
        for row in rows
    ]
    lines.insert(1, "|" + "|".join("-" * (width + 2) for width in widths) + "|")
    return "\n".join(lines)


@cache
def _environment() -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(Path(__file__).parent / "templates"),
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        # Markdown, not HTML: all text from the files goes through ``verbatim``
        autoescape=False,  # noqa: S701
    )
    environment.globals.update(
        difference=formatting.signed_difference, oddity_words=WORDS, longest_label=MAX_LABEL
    )
    environment.filters.update(
        integer=formatting.integer,
        millions=formatting.amount,
        euros=lambda value: f"{formatting.integer(value)}{formatting.NBSP}€",
        share=formatting.share,
        alone=formatting.standalone_amount,
        code=lambda code: code if code.isalnum() else verbatim(code),
        verbatim=verbatim,
        table=table,
        printable=printable,
    )
    return environment


def write_bad_rows(paths: Sequence[Path], target: Path) -> None:
    """Writes all rows under ``paths`` that cannot be read into ``target``, as CSV.

    ``row`` is counted from 1; cells are empty when the fault is not in one column. Raises ``SiteError`` when the files
    are not recognised, ``OSError`` when ``target`` cannot be written.
    """
    sources = find_sources(paths)
    header = ("file", "row", "column", "value", "expected", "message")

    def rows() -> Iterator[tuple[str | int, ...]]:
        for raw, layout in sources.data:
            for fault in bad_rows(raw, layout):
                cells = (fault.column, fault.value, fault.expected)
                yield (raw.name, fault.row, *(printable(cell or "") for cell in cells), fault.message)

    with working_folder(target.parent, target.name) as folder:
        work = folder / target.name
        with work.open("w", encoding="utf-8", newline="") as stream:
            write_csv(stream, header, rows())
        work.replace(target)
