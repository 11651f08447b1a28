"""Reads many irregular lines at once: each different field of a column is mended once, not once a line.

A file that is irregular in every row (``T3``, ``42.0``, ``12,00``, quotes) would take minutes line by line. Here
pandas cuts the lines, and each different field of a column is looked up once in the ``Meanings`` of the line-by-line
reader, to which the lines that cannot be taken here are left.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from generator.customs.columns import A129, CATEGORIES, CODES, COLUMNS, CPF4, FLUX, Column, Layout, is_swapped
from generator.customs.rows import Meaning, Meanings
from generator.customs.text import decoded, is_text

_AROUND_DIGITS = re.compile("([^0-9\n]*)(?:([0-9]{1,12})(?![0-9]))?(.*)\n")

Mask = NDArray[np.bool_]
Places = NDArray[np.int64]
Fields = tuple[Places, list[str]]
"""A column: the different fields, and for each row which of them it has."""


@dataclass(frozen=True, slots=True)
class Columns:
    """``frame``: the rows taken, as ``data_file`` parses them; ``mended``: their oddities, counted by name.

    ``is_taken``: of each line, whether its row is in ``frame``.
    """

    frame: pd.DataFrame
    mended: Counter[str]
    is_taken: Mask


def read_columns(lines: Sequence[bytes], layout: Layout, meanings: Mapping[int, Meanings]) -> Columns:
    """Reads the rows of lines (without line ends) that split into readable fields."""
    matches = [layout.any_row.fullmatch(line) for line in lines]
    is_taken = np.array([match is not None for match in matches], dtype=bool)
    fields = _cut([match[0] for match in matches if match], layout)
    swapped = _put_in_order(fields)
    columns: dict[str, np.ndarray | pd.Categorical] = {}
    is_readable, found = np.ones(len(swapped), dtype=bool), []
    for index, (which, texts) in fields.items():
        column = COLUMNS[index]
        values: np.ndarray | pd.Categorical
        if column.frame is None:
            is_readable &= np.array([is_text(text) for text in texts], dtype=bool)[which]
            continue
        if column.name in ("valeur", "masse"):
            amounts, kind_of, samples, meant = _amounts(texts, meanings[index])
            values, places = amounts[which], kind_of[which]
        else:
            samples, meant = texts, [meanings[index][text] for text in texts]
            values, places = _values(column, meant)[which], which
        are_readable = [m.is_readable and is_text(text) for text, m in zip(samples, meant, strict=True)]
        is_readable &= np.array(are_readable, dtype=bool)[places]
        found.append((places, meant))
        columns[column.frame] = values
    if not layout.has_mass:
        columns["mass_kg"] = np.zeros(len(swapped), dtype=np.int64)
    is_taken[is_taken] = is_readable
    taken = [match for match, kept in zip(matches, is_taken.tolist(), strict=True) if match and kept]
    mended = Counter(
        crlf=sum(match[0].endswith(b"\r") for match in taken),
        trailing=sum(match[1] != b"" for match in taken),
        # in a regular row, quotes of columns that only a header can add are nothing odd
        quotes=sum(
            b'"' in match[0] and not (layout.is_named and layout.is_regular(match[0] + b"\n"))
            for match in taken
        ),
        swapped=int(np.count_nonzero((swapped != layout.is_swapped) & is_readable)),
    )
    for places, meant in found:
        counts = np.bincount(places[is_readable], minlength=len(meant)).tolist()
        for meaning, count in zip(meant, counts, strict=True):
            if meaning.oddities:
                mended.update(dict.fromkeys(meaning.oddities, count))
    # with an explicit dtype: pandas would give plain text a string type of its own
    series = {name: pd.Series(column[is_readable], dtype=column.dtype) for name, column in columns.items()}
    return Columns(pd.DataFrame(series, copy=False), mended, is_taken)


def _cut(lines: Sequence[bytes], layout: Layout) -> dict[int, Fields]:
    """The fields of each of ``COLUMNS`` that the file has; ``lines`` are rows as ``Layout.any_row`` has them."""
    # an empty field after the last is one more column, which is not read
    header = layout.separator.join(map(str, range(layout.width + 1))).encode()
    frame = pd.read_csv(
        BytesIO(b"\n".join([header, *lines])),
        sep=layout.separator,
        usecols=[str(place) for place in layout.places if place is not None],
        dtype=object,
        na_filter=False,
        encoding="latin-1",
        engine="c",
        low_memory=False,
        index_col=False,
    )
    fields = {}
    for index, place in enumerate(layout.places):
        if place is not None:
            places, texts = pd.factorize(frame[str(place)].to_numpy(dtype=object))
            fields[index] = places, [t if t.isascii() else decoded(t.encode("latin-1")) for t in texts]
    return fields


def _put_in_order(fields: dict[int, Fields]) -> Mask:
    """Puts A129 before CPF4 in the rows that have them the other way round; which these are."""
    (sixth, a129), (seventh, cpf4) = fields[A129], fields[CPF4]
    is_number = np.array([is_swapped(text, "A00A") for text in a129], dtype=bool)
    is_branch = np.array([is_swapped("000", text) for text in cpf4], dtype=bool)
    swapped: Mask = is_number[sixth] & is_branch[seventh]
    if swapped.any():
        both, seventh = [*a129, *cpf4], seventh + len(a129)
        fields[A129] = np.where(swapped, seventh, sixth), both
        fields[CPF4] = np.where(swapped, sixth, seventh), both
    return swapped


def _values(column: Column, meanings: Sequence[Meaning]) -> np.ndarray | pd.Categorical:
    """What the rows hold for each meaning; any value for those that cannot be read."""
    meant = [meaning.field if meaning.is_readable else "" for meaning in meanings]
    if column.name == "flux":
        letters = ["", *FLUX]
        return np.array([letters.index(letter) - 1 for letter in meant], dtype=np.int8)
    if column.frame not in CODES:
        return np.array([int(text or 0) for text in meant], dtype=str(column.dtype))
    described = CATEGORIES[column.frame]
    codes = described.get_indexer(pd.Index(meant, dtype=object))
    if any(text and code < 0 for text, code in zip(meant, codes.tolist(), strict=True)):
        # codes of another form stay plain text
        return np.array(meant, dtype=object)
    return pd.Categorical.from_codes(codes, categories=described)


def _amounts(texts: Sequence[str], meanings: Meanings) -> tuple[Places, Places, list[str], list[Meaning]]:
    """Groups amounts, nearly all different, by the text around their digits, of which there are few kinds.

    Returns each amount, its kind, and a sample of each kind and its meaning: two show whether the digits count.
    """
    # one search for all: one for each field would take most of the time
    parts = _AROUND_DIGITS.findall("\n".join([*texts, ""]))
    kinds: dict[tuple[str, bool, str], int] = {}
    kind_of = [kinds.setdefault((head, digits != "", tail), len(kinds)) for head, digits, tail in parts]
    numbers = [int(digits or 0) for _, digits, _ in parts]
    samples = [head + "1" * has_digits + tail for head, has_digits, tail in kinds]
    meant, factors, offsets = [], [], []
    for head, has_digits, tail in kinds:
        one, two = (meanings[head + digit * has_digits + tail] for digit in "12")
        is_number = (one.field, two.field) == ("1", "2")
        if one.oddities != two.oddities or not (is_number or one.field == two.field):
            one = one._replace(is_readable=False)
        meant.append(one)
        factors.append(int(is_number))
        offsets.append(int(one.field) if one.is_readable and not is_number else 0)
    places = np.array(kind_of, dtype=np.int64)
    amounts = np.array(numbers, dtype=np.int64) * np.array(factors, dtype=np.int64)[places]
    return amounts + np.array(offsets, dtype=np.int64)[places], places, samples, meant
