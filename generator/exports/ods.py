"""A workbook as an OpenDocument spreadsheet.

Numbers are typed and also written as text, which is all that many readers look at; everything else is text, never a
formula. The file is simple enough for templates, fifty times faster than a library; the same workbook gives the same
bytes.
"""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Final

from markupsafe import Markup

from generator.exports.workbook import Workbook
from generator.figures.svg import escape_xml
from generator.french.templates import template_environment
from generator.french.words import word
from generator.system.folders import write_zip
from generator.tables import Cell, ColumnType, Row, Table

_MIME_TYPE: Final = "application/vnd.oasis.opendocument.spreadsheet"
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
    parts = {"mimetype": _MIME_TYPE}
    for name in ("META-INF/manifest.xml", "meta.xml", "styles.xml", "content.xml"):
        template = _TEMPLATES.get_template(f"{name.rpartition('/')[2]}.j2")
        parts[name] = template.render(values, mime_type=_MIME_TYPE)
    stream = BytesIO()
    write_zip(stream, ((name, text.encode()) for name, text in parts.items()), stored=("mimetype",))
    return stream.getvalue()


def _sheet(table: Table, rows: tuple[Row, ...]) -> dict[str, object]:
    styles = [
        "montant" if column.unit == "EUR" else _STYLES.get(column.type, "texte") for column in table.columns
    ]
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
