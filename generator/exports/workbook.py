"""A spreadsheet before it is written as ODS or XLSX: a first sheet of notes, then one sheet per table."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from generator.context import EditionContext
from generator.exports.portrait_tables import TABLES
from generator.french.words import spelled, word
from generator.portrait.build import MAIN_FLOWS
from generator.portrait.model import Portrait
from generator.portrait.ranking import FIRST
from generator.reference.direction import Direction
from generator.tables import Row, Table


@dataclass(frozen=True, slots=True)
class Note:
    """A line of the first sheet. ``style``: ``titre``, ``alerte`` or ``phrase``.

    ``address``: a link after the text; ``euros``: an amount in the next cell.
    """

    text: str
    style: str = "phrase"
    address: str | None = None
    euros: int | None = None


@dataclass(frozen=True, slots=True)
class Workbook:
    """``notes``: of the first sheet; ``sheets``: the tables with their rows."""

    title: str
    edition: EditionContext
    notes: tuple[Note, ...]
    sheets: tuple[tuple[Table, tuple[Row, ...]], ...]

    @property
    def document_title(self) -> str:
        """The title in the file's properties, which marks a demonstration."""
        return (
            word("lisez_moi", "titre_demonstration", title=self.title)
            if self.edition.demonstration
            else self.title
        )


def portrait_workbook(
    portrait: Portrait, tables: Mapping[str, Iterable[Row]], edition: EditionContext
) -> Workbook:
    """The workbook of a portrait; ``tables``: the result of ``portrait_tables``."""
    counts = {"first": spelled(FIRST), "main": spelled(MAIN_FLOWS)}
    notes = [
        *(Note(word("lisez_moi", f"total_{d}"), euros=portrait.totals.of(d)) for d in Direction),
        *(Note(word("lisez_moi", key, **counts)) for key in ("feuilles", "balance", "flux", "lieu")),
    ]
    title = word("fichiers", "titre", place=portrait.territory.name, period=edition.period)
    sheets = tuple((TABLES[name].table, tuple(rows)) for name, rows in tables.items())
    return Workbook(title, edition, (*source_notes(title, edition), *notes), sheets)


def list_workbook(table: Table, rows: Iterable[Row], edition: EditionContext) -> Workbook:
    """The workbook of one list."""
    title = word("lisez_moi", "liste", title=table.title, period=edition.period)
    notes = [Note(f"{column.title} : {column.meaning}") for column in table.columns]
    return Workbook(title, edition, (*source_notes(title, edition), *notes), ((table, tuple(rows)),))


def source_notes(title: str, edition: EditionContext) -> list[Note]:
    """The title of a file, and the source, producer, date and licence of its data."""
    about = {"producer": edition.producer, "date": edition.date, "period": edition.period}
    warning = [Note(word("lisez_moi", "demonstration"), "alerte")]
    origin = [Note(word("lisez_moi", "origine"), address=edition.source.url)]
    licence = word("lisez_moi", "licence", licence=edition.source.licence)
    return [
        Note(title, "titre"),
        *(warning if edition.demonstration else ()),
        Note(edition.source_line),
        Note(word("lisez_moi", "edition", **about)),
        Note(licence, address=edition.source.licence_url),
        *(() if edition.demonstration else origin),
    ]
