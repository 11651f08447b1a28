"""Activities: the text that fits a cell of the treemap."""

from __future__ import annotations

import re
from math import sqrt
from typing import NamedTuple

from generator.figures.activities.content import Leaf
from generator.figures.text import text_width, wrap

LINE_HEIGHT = 1.3
"""Of a line of text in font sizes; the same as Plotly's."""
MIN_SIZE = 11
"""The smallest font size in a cell."""
_MAX_SIZE = 20
_VOWEL, _CONSONANT = "[aeiouyàâéèêëîïôœùûü]", "[bcdfghjklmnpqrstvwxzç]"
_SYLLABLE = re.compile(
    rf"(?<=[^\W\d_]{{2}})(?<={_VOWEL}|[lmnrs])(?=(?:[cpt]h|gn|qu|[bcdfgptv][lr]|{_CONSONANT}){_VOWEL}[^\W\d_])"
)
"""Where French hyphenates: before a consonant (or a pair that is one sound) and its vowel, two letters on each side."""


class Fitted(NamedTuple):
    """A font size, and the lines from the top: the name's, then amount and share; none where none fits."""

    size: int
    name: tuple[str, ...]
    amounts: tuple[str, ...]


def fit(leaf: Leaf, room: float, height: float) -> Fitted:
    """The text for a cell of ``room`` × ``height`` pixels, in sizes from 20 down to ``MIN_SIZE``.

    In the smallest size, what has no room is dropped in this order: whole words, amount, share, name.
    """
    # the size depends on the cell's, so that the large products are read first
    start = max(MIN_SIZE, min(_MAX_SIZE, int(sqrt(max(room * height, 0)) / 8)))
    for size in range(start, MIN_SIZE - 1, -1):
        amounts = _amounts(leaf, room, size)
        widest = max(text_width(word, size) for word in leaf.name.split(" "))
        if widest > room or not _has_room(1, amounts, size, room, height):
            continue
        name = wrap(leaf.name, room, size)
        if _has_room(len(name), amounts, size, room, height):
            return Fitted(size, name, amounts)
    name = _hyphenated(leaf.name, room)
    for amounts in (_amounts(leaf, room, MIN_SIZE), (leaf.amount.share,), ()):
        if name and _has_room(len(name), amounts, MIN_SIZE, room, height):
            return Fitted(MIN_SIZE, name, amounts)
    return Fitted(MIN_SIZE, (), ())


def fits_name(name: str, room: float, height: float) -> bool:
    """Whether a cell of ``room`` × ``height`` pixels has room for its name at least."""
    lines = _hyphenated(name, room)
    return bool(lines) and _has_room(len(lines), (), MIN_SIZE, room, height)


def _has_room(name_lines: int, amounts: tuple[str, ...], size: int, room: float, height: float) -> bool:
    """Whether all lines fit the height, and the amounts the width."""
    text_height = (name_lines + len(amounts)) * size * LINE_HEIGHT
    return text_height <= height and all(text_width(line, size) <= room for line in amounts)


def _amounts(leaf: Leaf, room: float, size: int) -> tuple[str, ...]:
    """Amount and share, on one line where that fits, else on two."""
    amount = leaf.amount
    return (amount.line,) if text_width(amount.line, size) <= room else (amount.text, amount.share)


def _hyphenated(text: str, room: float) -> tuple[str, ...]:
    """The text in lines of the smallest size, long words hyphenated once; empty where that is not enough."""
    pieces: list[str] = []
    for piece in text.split(" "):
        if text_width(piece, MIN_SIZE) <= room:
            pieces.append(piece)
            continue
        cuts = [match.start() for match in _SYLLABLE.finditer(piece)][::-1]
        halves = ((f"{piece[:cut]}-", piece[cut:]) for cut in cuts)
        fitting = next(
            (both for both in halves if all(text_width(part, MIN_SIZE) <= room for part in both)), None
        )
        if fitting is None:
            return ()
        pieces.extend(fitting)
    return wrap(" ".join(pieces), room, MIN_SIZE)
