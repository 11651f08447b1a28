"""A file's bytes as lines of UTF-8, and a line as fields, whatever its encoding and separator."""

from __future__ import annotations

import codecs
import csv
import re
from collections.abc import Iterable, Iterator

from generator.customs.archive import RawFile

BOM = codecs.BOM_UTF8
SEPARATORS = {";": "semicolons", "\t": "tabs", ",": "commas", "|": "bars"}
"""What may stand between two fields, and what it is called in messages."""
SHOWN_BYTES = 200
_MAX_LINE = 1 << 20
_NOT_TEXT = re.compile("[\x00-\x08\x0a-\x1f\x7f-\x9f\ud800-\udfff]")
_PLAIN_FIELD = re.compile(r'\s*"[^"]*"\s*|[^"]*')
_SAMPLE = 1 << 16

# A control character, so that the row is set aside as one that is not text.
codecs.register_error("not_text", lambda error: ("\0", getattr(error, "end", 0)))


def encoding_of(head: bytes) -> str:
    """``utf-8``, ``utf-16-le`` or ``utf-16-be``: by the byte order mark, else by where the zero bytes are."""
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


def has_mark(head: bytes) -> bool:
    """Whether a file begins with a byte order mark."""
    return head.startswith((BOM, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))


def text_blocks(raw: RawFile, size: int = 8 << 20) -> Iterator[bytes]:
    """A file's bytes as UTF-8 without byte order mark; those of UTF-8 or of a single-byte encoding as they are.

    What UTF-16 cannot be decoded becomes a zero byte.
    """
    encoding, blocks = encoding_of(raw.head(1 << 12)), raw.blocks(size)
    if encoding != "utf-8":
        blocks = (text.encode() for text in codecs.iterdecode(blocks, encoding, "not_text"))
    yield next(blocks, b"").removeprefix(BOM)
    yield from blocks


def whole_lines(blocks: Iterable[bytes]) -> Iterator[bytes]:
    """The bytes cut at line ends, the last line ended."""
    rest = b""
    for block in blocks:
        lines, end, tail = block.rpartition(b"\n")
        if end:
            yield rest + lines + end
            rest = tail
        else:
            rest += tail
        if len(rest) > _MAX_LINE:
            # No row is that long: it is one that cannot be read, and the file need not be read to its end.
            break
    if rest:
        yield rest + b"\n"


def sample_of(raw: RawFile) -> list[str]:
    """The first lines of a file that are not blank, as text, the one that the sample cuts left out."""
    blocks = text_blocks(raw, _SAMPLE)
    head = next(blocks, b"")
    is_cut = next(blocks, b"") != b""
    lines = utf8_or_cp1252(head).replace("\0", "").split("\n")
    if is_cut and len(lines) > 1:
        lines.pop()
    return [line for line in (line.strip("\r\x1a ") for line in lines) if line]


def utf8_or_cp1252(data: bytes | bytearray) -> str:
    """The bytes as UTF-8 where they are, else as what Windows writes."""
    try:
        return data.decode()
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def split_fields(text: str, separator: str, width: int, oddities: list[str]) -> list[str]:
    """The fields of a line, out of their quotes; an empty one after the last of ``width`` is left out.

    Adds to ``oddities``.
    """
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
    """The fields out of their quotes; ``None`` when the quotes are wrong."""
    if all(map(_PLAIN_FIELD.fullmatch, fields)):
        return [f.strip().strip('"') for f in fields]
    try:
        return next(csv.reader([text], delimiter=separator, strict=True, skipinitialspace=True), None)
    except csv.Error:
        return None


def without_ends(line: bytes, oddities: list[str]) -> bytes:
    """The line without a carriage return or an old end-of-file mark. Adds to ``oddities``."""
    if line.endswith(b"\r"):
        oddities.append("crlf")
        line = line.rstrip(b"\r")
    if line.startswith(b"\x1a") or line.endswith(b"\x1a"):
        oddities.append("end_of_file")
        line = line.strip(b"\x1a\r")
    return line


def decoded(data: bytes) -> str:
    """The bytes as UTF-8; those that are none are kept as surrogates, which ``is_text`` refuses."""
    return data.decode(errors="surrogateescape")


def is_text(field: str) -> bool:
    """Whether a field holds neither control characters nor bytes that are not UTF-8."""
    return _NOT_TEXT.search(field) is None


def readable(data: bytes) -> str:
    """The bytes as an error message shows them."""
    return data[:SHOWN_BYTES].decode(errors="backslashreplace")
