"""Checks an edition beyond reading it, and renders the report as French Markdown that reads well on a terminal.

The checks: repeated keys, sudden changes, published totals. Amounts are whole euros.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from itertools import pairwise
from pathlib import Path

from jinja2 import Environment

from generator.customs.files import printable
from generator.customs.oddities import WORDS
from generator.customs.reader import Trade, bad_rows
from generator.customs.report import ReadReport
from generator.customs.sources import find_sources
from generator.french import formatting
from generator.french.templates import template_environment
from generator.french.words import section
from generator.reference.direction import Direction
from generator.reference.names import MAX_LABEL
from generator.reference.tables import euros_of, read_table
from generator.reference.territories import territories_in
from generator.system.folders import working_folder
from generator.tables import write_csv

_KEYS = ["departement", "quarter", "a129", "cpf4", "country"]
_TOLERANCE = 2000  # a difference of more than one part in this many (0.05 %) is reported


@dataclass(frozen=True, slots=True)
class Jump:
    """A change of more than half in a département's total from one quarter to the next."""

    departement: str
    direction: Direction
    quarter: int
    before_eur: int
    after_eur: int


@dataclass(frozen=True, slots=True)
class CheckReport:
    """``repeated``: number of rows with the codes and quarter of an earlier one, by direction; empty if not counted."""

    repeated: dict[Direction, int]
    jumps: tuple[Jump, ...]


class Verdict(StrEnum):
    """How a computed total compares with the published one: equal at its precision, within 0.05 %, or further apart."""

    EQUAL = "equal"
    CLOSE = "close"
    APART = "apart"


@dataclass(frozen=True, slots=True)
class Reconciled:
    """A published total and the one computed from the files.

    ``precision_eur``: the unit of the last published digit. ``maybe_revised``: whether the customs may have revised
    the files since, as the edition was closed later. ``page``: an address, or empty.
    """

    place: str
    direction: Direction
    published_eur: int
    computed_eur: int
    precision_eur: int
    maybe_revised: bool = False
    source: str = ""
    page: str = ""

    @property
    def verdict(self) -> Verdict:
        """The result of the comparison."""
        step = self.precision_eur
        if formatting.rounded(self.computed_eur, step) * step == self.published_eur:
            return Verdict.EQUAL
        gap = abs(self.computed_eur - self.published_eur)
        return Verdict.CLOSE if gap * _TOLERANCE <= self.published_eur else Verdict.APART


def check_trade(trade: Trade, *, keys: bool = True) -> CheckReport:
    """Finds sudden changes between quarters and, with ``keys``, counts repeated keys, which sorts all rows."""
    rows = trade.rows
    repeated = {d: int(rows[rows["direction"] == d].duplicated(_KEYS).sum()) for d in Direction} if keys else {}
    return CheckReport(repeated, tuple(_jumps(trade)))


def reconcile(trade: Trade, closed_on: date) -> tuple[Reconciled, ...]:
    """Compares the totals of an edition, closed on the given day, with those published for its year.

    Published totals are indicative: press figures may include corrections that the files lack.
    """
    rows = trade.rows
    sums = rows.groupby(["departement", "direction"], observed=True)["value_eur"].sum().to_dict()
    places = {(t.kind.value, t.code): t for t in territories_in(rows["departement"].cat.categories)}
    found = []
    for row in read_table("totaux_publies.csv"):
        if row["edition"] != str(trade.report.year):
            continue
        place = places[row["type"], row["code"]]
        maybe_revised = "" < row["publie_le"] < closed_on.isoformat()[: len(row["publie_le"])]
        publication = euros_of(row["precision"]), maybe_revised, row["source"], row["page"]
        codes = rows["departement"].cat.categories if place.row_codes is None else place.row_codes
        for direction in Direction:
            if published := row[f"{direction}_meur"]:
                total = sum(int(sums.get((code, direction), 0)) for code in codes)
                found.append(Reconciled(place.name, direction, euros_of(published), total, *publication))
    return tuple(found)


def _jumps(trade: Trade) -> list[Jump]:
    """The jumps between the quarters of each direction; a missing quarter is skipped, as the report lists it."""
    keys = ["departement", "direction", "quarter"]
    sums = trade.rows.groupby(keys, observed=True)["value_eur"].sum().to_dict()
    found = []
    for code in trade.rows["departement"].cat.categories:
        for direction, quarters in trade.report.present_quarters.items():
            for earlier, later in pairwise(quarters):
                before = int(sums.get((code, direction, earlier), 0))
                after = int(sums.get((code, direction, later), 0))
                if 2 * abs(after - before) > before:
                    found.append(Jump(code, direction, later, before, after))
    return found


def render_report(
    report: ReadReport, *, reconciliation: Sequence[Reconciled] = (), check: CheckReport | None = None
) -> str:
    """The report; ``check`` adds the findings of the command ``check``."""
    template = _environment().get_template("rapport.md.j2")
    return template.render(report=report, reconciliation=reconciliation, check=check)


def render_warnings(report: ReadReport) -> str:
    """The warnings that begin the report, alone, for ``fetch``."""
    template = _environment().get_template("avertissements.md.j2")
    return template.render(report=report, reconciliation=(), check=None)


def verbatim(text: str) -> str:
    """Untrusted text as a Markdown code span, in which nothing is markup or breaks a table."""
    safe = text.replace("`", "'").replace("|", "¦")
    return f"`{safe}`"


def table(rows: Sequence[Sequence[str]]) -> str:
    """A Markdown table, the first row its header, columns padded so that they line up as text."""
    widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))]
    lines = [
        "| " + " | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) + " |" for row in rows
    ]
    lines.insert(1, "|" + "|".join("-" * (width + 2) for width in widths) + "|")
    return "\n".join(lines)


@cache
def _environment() -> Environment:
    # Markdown, not HTML: all text from the files goes through ``verbatim``
    environment = template_environment(Path(__file__).parent / "templates").overlay(
        autoescape=False, finalize=None, keep_trailing_newline=False
    )
    environment.globals.update(
        sens=section("sens"), difference=formatting.MILLIONS.signed_number, oddity_words=WORDS, longest_label=MAX_LABEL
    )
    environment.filters.update(
        euros=formatting.EUROS,
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
    header = ("file", "row", "column", "value", "expected", "message")
    rows = (
        (raw.name, bad.row, bad.column, printable(bad.value or ""), bad.expected, bad.message)
        for raw, layout in find_sources(paths).data
        for bad in bad_rows(raw, layout)
    )
    with working_folder(target.parent, target.name) as folder:
        work = folder / target.name
        with work.open("w", encoding="utf-8", newline="") as stream:
            write_csv(stream, header, rows)
        work.replace(target)
