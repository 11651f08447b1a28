"""A workbook as an Excel file: the same workbook gives the same bytes, and text is never a formula."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO
from typing import Final

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from generator.exports.workbook import Note, Workbook
from generator.french.words import word
from generator.tables import Column, ColumnType, Row, Table

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
