"""Activities: the text that fits a cell of the treemap."""

from __future__ import annotations

import re
from math import sqrt
from typing import NamedTuple

from generator.figures.activities.content import Leaf
from generator.figures.text import width, wrap

LEAD = 1.3
"""Height of a line in font sizes; that of Plotly's lines."""
LEAST = 11
"""The smallest font size in a cell."""
_LARGEST = 20
_VOWEL, _CONSONANT = "[aeiouyàâéèêëîïôœùûü]", "[bcdfghjklmnpqrstvwxzç]"
_SYLLABLE = re.compile(
    rf"(?<=[^\W\d_]{{2}})(?<={_VOWEL}|[lmnrs])(?=(?:[cpt]h|gn|qu|[bcdfgptv][lr]|{_CONSONANT}){_VOWEL}[^\W\d_])"
)
"""Where French parts a word: before a consonant (or a pair that is one sound) and its vowel, two letters each side."""


class Fitted(NamedTuple):
    """A font size, and the lines from the top: the name's, then amount and share; none where none fits."""

    size: int
    name: tuple[str, ...]
    amounts: tuple[str, ...]


def fit(leaf: Leaf, room: float, height: float) -> Fitted:
    """The text of a cell of ``room`` × ``height`` pixels, in sizes from 20 down to ``LEAST``.

    In the least size, what has no room gives way in turn: whole words, amount, share, name.
    """
    # a size that follows the cell's keeps the large products first to be read
    start = max(LEAST, min(_LARGEST, int(sqrt(max(room * height, 0)) / 8)))
    for size in range(start, LEAST - 1, -1):
        amounts = _amounts(leaf, room, size)
        widest = max(width(word, size) for word in leaf.name.split(" "))
        if widest > room or not _has_room(1, amounts, size, room, height):
            continue
        name = wrap(leaf.name, room, size)
        if _has_room(len(name), amounts, size, room, height):
            return Fitted(size, name, amounts)
    name = _hyphenated(leaf.name, room, LEAST)
    for amounts in (_amounts(leaf, room, LEAST), (leaf.share,), ()):
        if name and _has_room(len(name), amounts, LEAST, room, height):
            return Fitted(LEAST, name, amounts)
    return Fitted(LEAST, (), ())


def names_itself(name: str, room: float, height: float) -> bool:
    """Whether a cell of ``room`` × ``height`` pixels has room for its name at least."""
    lines = _hyphenated(name, room, LEAST)
    return bool(lines) and _has_room(len(lines), (), LEAST, room, height)


def _has_room(named: int, amounts: tuple[str, ...], size: int, room: float, height: float) -> bool:
    """Whether all lines, ``named`` of them the name's, fit the height, and the amounts the width."""
    tall = (named + len(amounts)) * size * LEAD
    return tall <= height and all(width(line, size) <= room for line in amounts)


def _amounts(leaf: Leaf, room: float, size: int) -> tuple[str, ...]:
    """Amount and share in one line where it fits, else in two."""
    return (leaf.line,) if width(leaf.line, size) <= room else (leaf.amount, leaf.share)


def _hyphenated(text: str, room: float, size: int) -> tuple[str, ...]:
    """The text in lines, a word too long for one hyphenated between syllables; nothing where that is too long."""
    pieces: list[str] = []
    for piece in text.split(" "):
        if width(piece, size) <= room:
            pieces.append(piece)
            continue
        cuts = [match.start() for match in _SYLLABLE.finditer(piece)][::-1]
        halves = ((f"{piece[:cut]}-", piece[cut:]) for cut in cuts)
        fitting = next((both for both in halves if all(width(part, size) <= room for part in both)), None)
        if fitting is None:
            return ()
        pieces.extend(fitting)
    return wrap(" ".join(pieces), room, size)
