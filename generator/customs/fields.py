"""A line taken apart into its fields, what is odd about it noted: ends, quotes, encoding."""

from __future__ import annotations

import csv
import re

from generator.customs.schema import COLUMNS, SHOWN_BYTES

_CONTROL = re.compile(r"[\x00-\x08\x0a-\x1f\x7f-\x9f]")


def split_fields(text: str, odd: list[str]) -> list[str]:
    """The fields of a line, out of their quotes; a ``;`` after the last one is taken off. Adds to ``odd``."""
    fields = text.split(";")
    if '"' in text:
        unquoted = _unquoted(text, fields)
        if unquoted is not None:
            fields = unquoted
            odd.append("quotes")
    if len(fields) == len(COLUMNS) + 1 and not fields[-1].strip():
        fields.pop()
        odd.append("trailing")
    return fields


def is_swapped(sixth: str, seventh: str) -> bool:
    """Whether CPF4 stands before A129."""
    return bool(re.fullmatch(r"\d{3,4}", sixth, re.ASCII) and re.fullmatch("[A-Z][0-9]{2}[A-Z]", seventh))


def without_ends(line: bytes, odd: list[str]) -> bytes:
    """The line without a carriage return or an old end-of-file mark. Adds to ``odd``."""
    if line.endswith(b"\r"):
        odd.append("crlf")
        line = line.rstrip(b"\r")
    if line.startswith(b"\x1a") or line.endswith(b"\x1a"):
        odd.append("end_of_file")
        line = line.strip(b"\x1a\r")
    return line


def _unquoted(text: str, fields: list[str]) -> list[str] | None:
    """The fields out of their quotes; ``None`` when the quotes are wrong."""
    plain = [f.strip() for f in fields]
    if all('"' not in f or (len(f) > 1 and f[0] == f[-1] == '"' and '"' not in f[1:-1]) for f in plain):
        return [f.strip('"') for f in plain]
    try:
        return next(csv.reader([text], delimiter=";", strict=True, skipinitialspace=True), None)
    except csv.Error:
        return None


def text_of(data: bytes) -> str | None:
    """The bytes as UTF-8 without control characters (a carriage return alone is one)."""
    try:
        text = data.decode()
    except UnicodeDecodeError:
        return None
    return None if _CONTROL.search(text) else text


def readable(data: bytes) -> str:
    """The bytes as an error message shows them."""
    return data[:SHOWN_BYTES].decode(errors="backslashreplace")
