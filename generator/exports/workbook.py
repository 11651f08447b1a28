"""A spreadsheet before it is written as ODS or XLSX: notes on a first sheet, then a sheet a table."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from generator.context import EditionContext
from generator.exports.portrait_tables import TABLES
from generator.french.words import section, spelled, word
from generator.portrait.build import MAIN_FLOWS
from generator.portrait.model import Portrait
from generator.portrait.ranking import FIRST
from generator.tables import Row, Table


@dataclass(frozen=True, slots=True)
class Note:
    """A line of the first sheet. ``style``: ``titre``, ``alerte`` or ``phrase``.

    ``address`` follows the text as a link, ``euros`` stands beside it as an amount.
    """

    text: str
    style: str = "phrase"
    address: str | None = None
    euros: int | None = None


@dataclass(frozen=True, slots=True)
class Workbook:
    """``title`` of the document, ``notes`` of its first sheet, ``sheets``: the tables with their rows."""

    title: str
    edition: EditionContext
    notes: tuple[Note, ...]
    sheets: tuple[tuple[Table, tuple[Row, ...]], ...]

    @property
    def document_title(self) -> str:
        """The title as the file's properties have it, which says when amounts are made up."""
        return (
            word("lisez_moi", "titre_demonstration", title=self.title)
            if self.edition.demonstration
            else self.title
        )


def portrait_workbook(
    portrait: Portrait, tables: Mapping[str, Iterable[Row]], edition: EditionContext
) -> Workbook:
    """The workbook of a portrait; ``tables`` as ``portrait_tables`` gives them."""
    notes = section("lisez_moi")
    totals = [
        Note(notes["total_export"], euros=portrait.totals.export_eur),
        Note(notes["total_import"], euros=portrait.totals.import_eur),
    ]
    counts = {"first": spelled(FIRST), "main": spelled(MAIN_FLOWS)}
    explained = [Note(word("lisez_moi", key, **counts)) for key in ("feuilles", "balance", "flux", "lieu")]
    title = word("fichiers", "titre", place=portrait.territory.name, period=edition.period)
    sheets = tuple((TABLES[name].table, tuple(rows)) for name, rows in tables.items())
    return Workbook(title, edition, (*source_notes(title, edition), *totals, *explained), sheets)


def list_workbook(own: Table, rows: Iterable[Row], edition: EditionContext) -> Workbook:
    """The workbook of one list."""
    title = word("lisez_moi", "liste", title=own.title, period=edition.period)
    explained = [Note(f"{column.title} : {column.meaning}") for column in own.columns]
    return Workbook(title, edition, (*source_notes(title, edition), *explained), ((own, tuple(rows)),))


def source_notes(title: str, edition: EditionContext) -> list[Note]:
    """What a file is, whose amounts it holds, of when, under which licence."""
    notes = [Note(title, "titre")]
    if edition.demonstration:
        notes.append(Note(word("lisez_moi", "demonstration"), "alerte"))
    notes += [
        Note(edition.source_line),
        Note(
            word(
                "lisez_moi",
                "edition",
                producer=edition.producer,
                date=edition.date,
                period=edition.period,
            )
        ),
        Note(
            word("lisez_moi", "licence", licence=edition.source.licence), address=edition.source.licence_url
        ),
    ]
    if not edition.demonstration:
        notes.append(Note(word("lisez_moi", "origine"), address=edition.source.url))
    return notes
