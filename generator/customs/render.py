"""The report as French Markdown that reads well on a terminal as it is; its sentences live in the template."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path

import jinja2

from generator.customs.archive import printable
from generator.customs.check import CheckReport, Reconciled
from generator.customs.oddities import WORDS
from generator.customs.report import ReadReport
from generator.french import formatting
from generator.reference.label_text import LONGEST


def render_report(
    report: ReadReport,
    *,
    reconciliation: Sequence[Reconciled] = (),
    check: CheckReport | None = None,
) -> str:
    """The report in French; ``check`` adds what only the command ``check`` looks at."""
    template = _environment().get_template("rapport.md.j2")
    return template.render(
        report=report, oddities=WORDS, reconciliation=reconciliation, check=check, longest_label=LONGEST
    )


def verbatim(text: str) -> str:
    """Untrusted text as a Markdown code span, where nothing is markup and no table is broken."""
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
        # Markdown, not HTML: whatever comes from the files goes through ``verbatim``.
        autoescape=False,  # noqa: S701
    )
    environment.globals["difference"] = formatting.signed_difference
    environment.filters.update(
        integer=formatting.integer,
        millions=formatting.millions,
        euros=lambda value: f"{formatting.integer(value)}{formatting.NBSP}€",
        share=formatting.share,
        verbatim=verbatim,
        table=table,
        printable=printable,
    )
    return environment
