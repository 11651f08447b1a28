"""Portraits and lists as spreadsheets (ODS, XLSX): a first sheet of notes, then one sheet per table.

The same workbook gives the same bytes, and text is never a formula. ODS numbers are also written as text, which is all
that many readers look at; the format is simple enough for templates, fifty times faster than a library.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Final

import xlsxwriter
from markupsafe import Markup
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from generator.context import EditionContext
from generator.exports.dcat import MEDIA
from generator.exports.tables import TABLES
from generator.figures.svg import escape_xml
from generator.french.templates import template_environment
from generator.french.words import spelled, word
from generator.portrait.build import MAIN_FLOWS
from generator.portrait.model import Portrait
from generator.portrait.ranking import FIRST
from generator.reference.direction import Direction
from generator.system.folders import write_zip
from generator.tables import Cell, Column, ColumnType, Row, Table


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
        marked = word("lisez_moi", "titre_demonstration", title=self.title)
        return marked if self.edition.demonstration else self.title


def portrait_workbook(portrait: Portrait, tables: Mapping[str, Iterable[Row]], edition: EditionContext) -> Workbook:
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


_TEMPLATES: Final = template_environment(Path(__file__).parent / "templates")
_STYLES: Final = {ColumnType.TEXT: "nom", ColumnType.NUMBER: "nombre"}


def ods(workbook: Workbook) -> bytes:
    """The content of the ODS file."""
    values = {
        "title": workbook.document_title,
        "first_sheet": word("lisez_moi", "feuille"),
        "edition": workbook.edition,
        "notes": workbook.notes,
        "sheets": [_sheet(table, rows) for table, rows in workbook.sheets],
    }
    # `mimetype` comes first, uncompressed: its bytes identify the file type
    parts = {"mimetype": MEDIA[".ods"][0]}
    for name in ("META-INF/manifest.xml", "meta.xml", "styles.xml", "content.xml"):
        template = _TEMPLATES.get_template(f"{name.rpartition('/')[2]}.j2")
        parts[name] = template.render(values, mime_type=parts["mimetype"])
    stream = BytesIO()
    write_zip(stream, ((name, text.encode()) for name, text in parts.items()), stored=("mimetype",))
    return stream.getvalue()


def _sheet(table: Table, rows: tuple[Row, ...]) -> dict[str, object]:
    styles = ["montant" if column.unit == "EUR" else _STYLES.get(column.type, "texte") for column in table.columns]
    lines = [f"<table:table-row>{''.join(map(_cell, row, styles))}</table:table-row>" for row in rows]
    return {
        "name": table.title,
        "columns": styles,
        "header": [column.title for column in table.columns],
        "rows": Markup("\n".join(lines)),  # noqa: S704 (escaped cell by cell)
    }


def _cell(value: Cell, style: str) -> str:
    if isinstance(value, str):
        kind, text = 'office:value-type="string"', escape_xml(value)
    elif value is None:
        return "<table:table-cell/>"
    else:
        text = str(value)
        kind = f'office:value="{text}" office:value-type='
        kind += '"currency" office:currency="EUR"' if style == "montant" else '"float"'
    return f"<table:table-cell {kind}><text:p>{text}</text:p></table:table-cell>"


_WIDTHS: Final = {ColumnType.CODE: 12, ColumnType.TEXT: 44}
_WIDTH: Final = 18


def xlsx(workbook: Workbook) -> bytes:
    """The content of the XLSX file: a sheet of notes, then one sheet per table, with a frozen header row."""
    stream = BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as file:
        # the default is the current time
        created = datetime.fromisoformat(workbook.edition.iso_date)
        file.set_properties({"title": workbook.document_title, "created": created})
        formats = {
            "titre": file.add_format({"bold": True, "font_size": 14}),
            "alerte": file.add_format({"bold": True, "bg_color": "#ffd23f", "text_wrap": True}),
            "phrase": file.add_format({"text_wrap": True, "valign": "top"}),
            "entete": file.add_format({"bold": True, "bg_color": "#f5f7fa", "text_wrap": True}),
            "texte": file.add_format({"num_format": "@"}),
            "part": file.add_format({"num_format": "0.0%"}),
            "montant": file.add_format({"num_format": '#,##0\\ "€"'}),
        }
        _write_notes(file.add_worksheet(word("lisez_moi", "feuille")), workbook.notes, formats)
        for table, rows in workbook.sheets:
            _write_table(file.add_worksheet(table.title), table, rows, formats)
    return stream.getvalue()


def _write_notes(sheet: Worksheet, notes: tuple[Note, ...], formats: dict[str, Format]) -> None:
    sheet.set_column(0, 0, 90)
    sheet.set_column(1, 1, _WIDTH)
    for line, note in enumerate(notes):
        text = f"{note.text} {note.address}" if note.address else note.text
        sheet.write_string(line, 0, text, formats[note.style])
        if note.euros is not None:
            sheet.write_number(line, 1, note.euros, formats["montant"])


def _write_table(sheet: Worksheet, table: Table, rows: tuple[Row, ...], formats: dict[str, Format]) -> None:
    sheet.freeze_panes(1, 0)
    styles = [_format(column, formats) for column in table.columns]
    for place, column in enumerate(table.columns):
        sheet.set_column(place, place, _WIDTHS.get(column.type, _WIDTH), styles[place])
        sheet.write_string(0, place, column.title, formats["entete"])
    for line, row in enumerate(rows, start=1):
        for place, cell in enumerate(row):
            if isinstance(cell, str):
                # unlike `write`, never turns text into a formula, a number or a link
                sheet.write_string(line, place, cell, styles[place])
            elif cell is not None:
                sheet.write_number(line, place, cell, styles[place])


def _format(column: Column, formats: dict[str, Format]) -> Format | None:
    if column.unit == "EUR":
        return formats["montant"]
    if column.unit == "1":
        return formats["part"]
    return formats["texte"] if column.type is ColumnType.CODE else None
