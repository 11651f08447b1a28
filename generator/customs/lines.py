"""A file's bytes cut into chunks of whole lines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np

BOM = b"\xef\xbb\xbf"
_MAX_LINE = 1 << 20
_LF, _CR, _SEPARATOR = b"\n\r;"


@dataclass(frozen=True, slots=True)
class Ends:
    """How many lines a chunk has, how many of them end with CRLF, and with an empty last field."""

    rows: int
    crlf: int
    empty: int

    @classmethod
    def of(cls, chunk: bytes) -> Ends:
        """Looks at the bytes before each line end only: the text need not be gone through three times."""
        data = np.frombuffer(chunk, dtype=np.uint8)
        ends = np.flatnonzero(data == _LF)
        last = data[ends - 1]
        is_crlf = last == _CR
        crlf = int(np.count_nonzero(is_crlf))
        if crlf:
            last = np.where(is_crlf, data[ends - 2], last)
        return cls(len(ends), crlf, int(np.count_nonzero(last == _SEPARATOR)))


def whole_lines(blocks: Iterable[bytes]) -> Iterator[bytes]:
    """The bytes cut at line ends, the byte order mark taken off and the last line ended."""
    rest, is_start = b"", True
    for read in blocks:
        block = read.removeprefix(BOM) if is_start else read
        is_start = False
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
