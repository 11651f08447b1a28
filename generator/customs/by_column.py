"""Many irregular lines at once: what is mended is each column's few different fields, not each line's ten.

A file that is odd in every row (``T3``, ``42.0``, ``12,00``, quotes) would take minutes line by line. Here its rows are
cut at the separators by numpy, and ``rows.meaning`` is asked once for each different field of a column. What a line
means is settled there and in ``oddities``, nowhere else; a line that is not taken here is read by ``RowReader``.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from generator.customs.columns import (
    A129,
    CATEGORIES,
    CODES,
    COLUMNS,
    CPF4,
    FLUX,
    Layout,
    fits_fast,
    is_swapped,
)
from generator.customs.rows import meaning
from generator.customs.text import decoded, is_text

Mask = NDArray[np.bool_]
Places = NDArray[np.int64]
Bytes = NDArray[np.uint8]

_LF, _CR, _QUOTE = b'\n\r"'
_LONGEST = 24
"""Bytes of the longest field that is compared here."""
_MOST_DIGITS = 12
_IS_CONTROL = np.array([(code < 0x20 and chr(code) not in "\t\n\r") or code == 0x7F for code in range(256)])
_IS_BLANK_OR_NOT_ASCII = np.array([chr(code) in " \t" or code >= 0x80 for code in range(256)])
_AMOUNTS = ("valeur", "masse")
_DIRECTIONS = list(FLUX.values())


@dataclass(slots=True)
class Columns:
    """``frame``: the rows taken (as ``data_file`` parses them); ``mended``: what was odd about them, how often.

    ``left``: positions of the lines to be read one by one; ``first``: that of the first line taken, if any.
    """

    frame: pd.DataFrame
    mended: Counter[str]
    left: list[int]
    first: int | None


@dataclass(slots=True)
class _Lines:
    """Lines that cut into fields: ``rows`` are their positions, ``start`` and ``stop`` where each begins and ends."""

    data: Bytes
    separators: Places
    rows: Places
    start: Places
    stop: Places
    first_separator: Places
    is_crlf: Mask
    is_trailing: Mask
    is_quoted: Mask

    def field(self, place: int, width: int) -> tuple[Places, Places, Mask]:
        """Where the field at a place begins, how long it is, out of its quotes, and whether it had any."""
        start = self.start if place == 0 else self.separators[self.first_separator + place - 1] + 1
        stop = self.stop if place == width - 1 else self.separators[self.first_separator + place]
        quoted = self.is_quoted & (stop > start) & (self.data[start] == _QUOTE)
        return start + quoted, stop - start - 2 * quoted, quoted


@dataclass(slots=True)
class _Taken:
    """What is gathered of the rows of a chunk, column by column."""

    is_left: Mask
    is_odd: Mask
    names: list[tuple[Places, list[tuple[str, ...]]]] = field(default_factory=list)
    columns: dict[str, np.ndarray | pd.Categorical] = field(default_factory=dict)


def read_columns(chunk: bytes, layout: Layout) -> Columns:
    """The rows of a chunk of whole lines, as far as they cut into fields that an oddity explains."""
    lines = _cut(chunk, layout)
    count = len(lines.rows)
    taken = _Taken(np.zeros(count, dtype=bool), lines.is_trailing.copy())
    codes: dict[int, tuple[Places, list[str]]] = {}
    for index, place in enumerate(layout.places):
        if place is None:
            continue
        start, length, quoted = lines.field(place, layout.width)
        taken.is_odd |= quoted
        taken.is_left |= length > _LONGEST
        length = np.minimum(length, _LONGEST)
        if COLUMNS[index].name in _AMOUNTS:
            _take_amounts(index, lines.data, start, length, taken, layout)
        else:
            codes[index] = _different(lines.data, start, length)
    swapped = _ordered(codes)
    taken.is_odd |= swapped
    for index, (places, fields) in codes.items():
        _take_texts(index, places, fields, taken, layout)
    kept = ~taken.is_left
    mended = Counter(
        crlf=int(np.count_nonzero(lines.is_crlf & kept)),
        trailing=int(np.count_nonzero(lines.is_trailing & kept)),
        # in a regular row, quotes of columns that are not read are nothing odd
        quotes=int(np.count_nonzero(lines.is_quoted & taken.is_odd & kept)),
        swapped=int(np.count_nonzero((swapped != layout.is_swapped) & kept)),
    )
    for places, names in taken.names:
        for number, odd in zip(np.bincount(places[kept], minlength=len(names)).tolist(), names, strict=True):
            mended.update(dict.fromkeys(odd, number))
    is_taken = np.zeros(chunk.count(b"\n"), dtype=bool)
    is_taken[lines.rows[kept]] = True
    first = lines.rows[kept][:1].tolist()
    if not layout.has_mass:
        taken.columns["mass_kg"] = np.zeros(count, dtype=np.int64)
    # with its type said: pandas would make text of its own kind of codes that are plain text
    parts = {name: pd.Series(column[kept], dtype=column.dtype) for name, column in taken.columns.items()}
    frame = pd.DataFrame(parts, copy=False)
    return Columns(frame, mended, np.flatnonzero(~is_taken).tolist(), first[0] if first else None)


def _cut(chunk: bytes, layout: Layout) -> _Lines:
    """The lines that have as many fields as the layout, neither control characters nor quotes in odd places."""
    data = np.frombuffer(chunk, dtype=np.uint8)
    separator = ord(layout.separator)
    ends = np.flatnonzero(data == _LF)
    starts = np.concatenate(([0], ends[:-1] + 1))
    is_crlf = data[ends - 1] == _CR
    stops = ends - is_crlf
    is_good = np.ones(len(ends), dtype=bool)
    returns = np.flatnonzero(data == _CR)
    for wrong in (np.flatnonzero(_IS_CONTROL[data]), returns[data[returns + 1] != _LF]):
        is_good[np.searchsorted(ends, wrong)] = False
    separators = np.flatnonzero(data == separator)
    quotes = np.flatnonzero(data == _QUOTE)
    is_quoted = np.zeros(len(ends), dtype=bool)
    if len(quotes):
        is_quoted[np.searchsorted(ends, quotes)] = True
        separators = _outside_quotes(data, separator, separators, quotes, ends, starts, is_good)
        beside = np.concatenate((separators - 1, separators + 1, starts, stops - 1))
        blanks = np.searchsorted(ends, beside[_IS_BLANK_OR_NOT_ASCII[data[beside]]])
        is_good[blanks[is_quoted[blanks]]] = False
    last = np.searchsorted(separators, ends)
    first = np.concatenate(([0], last[:-1]))
    is_trailing = (last - first == layout.width) & (data[stops - 1] == separator)
    is_good &= (last - first == layout.width - 1) | is_trailing
    rows = np.flatnonzero(is_good)
    return _Lines(
        data,
        separators,
        rows,
        starts[rows],
        (stops - is_trailing)[rows],
        first[rows],
        is_crlf[rows],
        is_trailing[rows],
        is_quoted[rows],
    )


def _outside_quotes(
    data: Bytes,
    separator: int,
    separators: Places,
    quotes: Places,
    ends: Places,
    starts: Places,
    is_good: Mask,
) -> Places:
    """The separators that are not within quotes; lines whose quotes are not around whole fields are marked not good."""
    line, first = np.searchsorted(ends, quotes), np.searchsorted(quotes, starts)
    opens = (np.arange(len(quotes)) - first[line]) % 2 == 0
    neighbour = np.where(opens, data[quotes - 1], data[quotes + 1])
    is_right = (neighbour == separator) | (neighbour == _LF) | (~opens & (neighbour == _CR))
    is_good[line[~is_right]] = False
    is_good &= np.bincount(line, minlength=len(ends)) % 2 == 0
    before = np.searchsorted(quotes, separators) - first[np.searchsorted(ends, separators)]
    outside: Places = separators[before % 2 == 0]
    return outside


def _different(data: Bytes, start: Places, length: Places) -> tuple[Places, list[str]]:
    """The different fields, and for each row which of them it has."""
    codes = np.zeros(len(start), dtype=np.int64)
    longest = int(length.max(initial=0))
    for offset in range(0, longest, 8):
        word = np.zeros((len(start), 8), dtype=np.uint8)
        for place in range(offset, min(offset + 8, longest)):
            word[:, place - offset] = np.where(
                place < length, data[np.minimum(start + place, len(data) - 1)], 0
            )
        found, words = pd.factorize(word.view(np.uint64).ravel())
        codes = pd.factorize(codes * len(words) + found)[0]
    first = np.zeros(int(codes.max(initial=-1)) + 1, dtype=np.int64)
    first[codes[::-1]] = np.arange(len(codes))[::-1]
    fields = [
        decoded(data[begin : begin + size].tobytes())
        for begin, size in zip(start[first].tolist(), length[first].tolist(), strict=True)
    ]
    return codes, fields


def _ordered(codes: dict[int, tuple[Places, list[str]]]) -> Mask:
    """Puts A129 before CPF4 in the rows that have them the other way round: where that was so."""
    (sixth, a129), (seventh, cpf4) = codes[A129], codes[CPF4]
    is_number = np.array([is_swapped(text.strip().upper(), "A00A") for text in a129], dtype=bool)
    is_branch = np.array([is_swapped("000", text.strip().upper()) for text in cpf4], dtype=bool)
    swapped: Mask = is_number[sixth] & is_branch[seventh]
    if swapped.any():
        both, seventh = [*a129, *cpf4], seventh + len(a129)
        codes[A129] = np.where(swapped, seventh, sixth), both
        codes[CPF4] = np.where(swapped, sixth, seventh), both
    return swapped


def _take_texts(index: int, places: Places, fields: list[str], taken: _Taken, layout: Layout) -> None:
    """Mends the different fields of a column that holds no amounts."""
    column = COLUMNS[index]
    is_regular = np.array([fits_fast(column, text) for text in fields], dtype=bool)
    taken.is_odd |= ~is_regular[places]
    if column.frame is None:
        taken.is_left |= ~np.array([is_text(text) for text in fields], dtype=bool)[places]
        return
    meant = [meaning(index, text, layout.directions) for text in fields]
    is_good = np.array(
        [m.is_good and is_text(text) for m, text in zip(meant, fields, strict=True)], dtype=bool
    )
    taken.is_left |= ~is_good[places]
    taken.names.append((places, [m.odd for m in meant]))
    if column.frame in CODES:
        taken.columns[column.frame] = _codes(column.frame, [m.field for m in meant], is_good, places)
        return
    if column.name == "flux":
        values, dtype = [_number_of(m.field) if m.is_good else 0 for m in meant], np.dtype(np.int8)
    else:
        values, dtype = [int(m.field) if m.is_good else 0 for m in meant], np.dtype(str(column.dtype))
    taken.columns[column.frame] = np.array(values, dtype=dtype)[places]


def _number_of(letter: str) -> int:
    return _DIRECTIONS.index(FLUX[letter])


def _codes(name: str, meant: list[str], is_good: Mask, places: Places) -> np.ndarray | pd.Categorical:
    """The codes of a column; as plain text where one has another form than described."""
    described = CATEGORIES[name]
    found = described.get_indexer(pd.Index(meant, dtype=object))
    if (found[is_good] < 0).any():
        text: np.ndarray = np.array(meant, dtype=object)[places]
        return text
    return pd.Categorical.from_codes(found[places], categories=described)


def _take_amounts(
    index: int, data: Bytes, start: Places, length: Places, taken: _Taken, layout: Layout
) -> None:
    """Mends amounts by what stands around their digits: two samples show whether the digits matter."""
    head, digits, value = _numbers(data, start, length)
    taken.is_left |= digits > _MOST_DIGITS
    heads, head_texts = _different(data, start, head)
    tails, tail_texts = _different(data, start + head + digits, length - head - digits)
    has_digits = (digits > 0).astype(np.int64)
    places, pairs = pd.factorize((heads * max(len(tail_texts), 1) + tails) * 2 + has_digits)
    factors, offsets, names, is_good, is_regular = [], [], [], [], []
    for pair in pairs.tolist():
        around, with_digits = divmod(pair, 2)
        before, after = divmod(around, max(len(tail_texts), 1))
        texts = [head_texts[before] + digit * with_digits + tail_texts[after] for digit in "12"]
        one, two = (meaning(index, text, layout.directions) for text in texts)
        is_number = (one.field, two.field) == ("1", "2")
        good = one.is_good and two.is_good and one.odd == two.odd and (is_number or one.field == two.field)
        good = good and is_text(texts[0])
        factors.append(int(is_number))
        offsets.append(int(one.field) if good and not is_number else 0)
        names.append(one.odd)
        is_good.append(good)
        is_regular.append(fits_fast(COLUMNS[index], texts[0]) or (texts[0] == "" and layout.ends_with_mass))
    taken.is_left |= ~np.array(is_good, dtype=bool)[places]
    taken.is_odd |= ~np.array(is_regular, dtype=bool)[places]
    taken.names.append((places, names))
    amounts = value * np.array(factors, dtype=np.int64)[places] + np.array(offsets, dtype=np.int64)[places]
    taken.columns[COLUMNS[index].frame or ""] = amounts


def _numbers(data: Bytes, start: Places, length: Places) -> tuple[Places, Places, Places]:
    """Of each field: how many bytes stand before its first digit, how many digits follow on, and their number."""
    head, digits, value = (np.zeros(len(start), dtype=np.int64) for _ in range(3))
    is_over = np.zeros(len(start), dtype=bool)
    for place in range(int(length.max(initial=0))):
        number = data[np.minimum(start + place, len(data) - 1)] - np.uint8(ord("0"))
        is_inside = place < length
        is_digit = is_inside & (number < 10) & ~is_over
        is_over |= ~is_digit & (digits > 0)
        head += is_inside & ~is_digit & (digits == 0)
        value = np.where(is_digit & (digits < _MOST_DIGITS), value * 10 + number, value)
        digits += is_digit
    return head, digits, value
