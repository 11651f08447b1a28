"""Turns a file's bytes into lines of UTF-8, and a line into fields, whatever the encoding and the separator."""

from __future__ import annotations

import codecs
import csv
import re
from collections.abc import Iterable, Iterator

from generator.customs.archive import RawFile

BOM = codecs.BOM_UTF8
BYTE_ORDER_MARKS = (BOM, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
SEPARATORS = {";": "semicolons", "\t": "tabs", ",": "commas", "|": "bars"}
"""The field separators, and their names in messages."""
_MAX_LINE = 1 << 20
_PLAIN_FIELD = re.compile(r'\s*"[^"]*"\s*|[^"]*')
_SAMPLE = 1 << 16

# A control character, so that the row is set aside as one that is not text.
codecs.register_error("not_text", lambda error: ("\0", getattr(error, "end", 0)))


def encoding_of(head: bytes) -> str:
    """``utf-8``, ``utf-16-le`` or ``utf-16-be``, by the byte order mark or else by the position of zero bytes."""
    if head.startswith(codecs.BOM_UTF16_LE):
        return "utf-16-le"
    if head.startswith(codecs.BOM_UTF16_BE):
        return "utf-16-be"
    sample = head[: 1 << 12]
    pairs = max(len(sample) // 2, 1)
    first, second = sample[0::2].count(0) / pairs, sample[1::2].count(0) / pairs
    if second > 0.5 and first < 0.1:
        return "utf-16-le"
    return "utf-16-be" if first > 0.5 and second < 0.1 else "utf-8"


def text_blocks(raw: RawFile, size: int = 8 << 20) -> Iterator[bytes]:
    """The bytes of a file without byte order mark; UTF-16 becomes UTF-8, with a zero byte for each error."""
    encoding, blocks = encoding_of(raw.head(1 << 12)), raw.blocks(size)
    if encoding != "utf-8":
        blocks = (text.encode() for text in codecs.iterdecode(blocks, encoding, "not_text"))
    yield next(blocks, b"").removeprefix(BOM)
    yield from blocks


def whole_lines(blocks: Iterable[bytes]) -> Iterator[bytes]:
    """The same bytes in blocks of whole lines, the last one with a line end added if it lacks one."""
    rest = b""
    for block in blocks:
        lines, end, rest = (rest + block).rpartition(b"\n")
        if end:
            yield lines + end
        if len(rest) > _MAX_LINE:
            # no row is that long: it will be set aside, and the rest of the file need not be read
            break
    if rest:
        yield rest + b"\n"


def text_of(raw: RawFile, size: int) -> tuple[str, bool]:
    """The first ``size`` bytes of a file as text, and whether there are more."""
    blocks = text_blocks(raw, size)
    return utf8_or_cp1252(next(blocks, b"")), next(blocks, b"") != b""


def sample_of(raw: RawFile) -> list[str]:
    """The first lines of a file, without blank lines and without a line cut by the end of the sample."""
    text, is_cut = text_of(raw, _SAMPLE)
    lines = text.replace("\0", "").split("\n")
    if is_cut and len(lines) > 1:
        lines.pop()
    return [line for line in (line.strip("\r\x1a ") for line in lines) if line]


def utf8_or_cp1252(data: bytes) -> str:
    """The bytes decoded as UTF-8 where possible, else as Windows' cp1252."""
    try:
        return data.decode()
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def split_fields(text: str, separator: str, width: int, oddities: list[str]) -> list[str]:
    """The fields of a line, unquoted, without an empty one after the last of ``width``. Adds to ``oddities``."""
    fields = text.split(separator)
    if '"' in text:
        unquoted = _unquoted(text, fields, separator)
        if unquoted is not None:
            fields = unquoted
            oddities.append("quotes")
    if len(fields) == width + 1 and not fields[-1].strip():
        fields.pop()
        oddities.append("trailing")
    return fields


def _unquoted(text: str, fields: list[str], separator: str) -> list[str] | None:
    """The fields without their quotes, ``None`` when the quotes do not match."""
    # csv accepts no space between a closing quote and the separator
    if all(map(_PLAIN_FIELD.fullmatch, fields)):
        return [f.strip().strip('"') for f in fields]
    try:
        return next(csv.reader([text], delimiter=separator, strict=True, skipinitialspace=True), None)
    except csv.Error:
        return None
