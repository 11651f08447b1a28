"""The text of a treemap's cell: the largest size in which name, amount and share fit."""

from __future__ import annotations

import re
from functools import lru_cache
from math import sqrt
from typing import NamedTuple

from generator.figures.activities.content import Leaf
from generator.figures.text import widest_word, width, wrap

LEAD = 1.3
"""Height of a line in font sizes; that of Plotly's lines."""
_LARGEST = 20
_VOWEL, _CONSONANT = "[aeiouyàâéèêëîïôœùûü]", "[bcdfghjklmnpqrstvwxzç]"
_SYLLABLE = re.compile(
    rf"(?<=[^\W\d_]{{2}})(?<={_VOWEL}|[lmnrs])(?=(?:[cpt]h|gn|qu|[bcdfgptv][lr]|{_CONSONANT}){_VOWEL}[^\W\d_])"
)
"""Where French parts a word: before a consonant (or a pair that is one sound) and its vowel, two letters each side."""


class Fitted(NamedTuple):
    """A font size, the name's lines and those of amount and share; empty where they do not fit."""

    size: int
    name: tuple[str, ...]
    amounts: tuple[str, ...]

    @property
    def lines(self) -> tuple[str, ...]:
        """All lines, from the top."""
        return self.name + self.amounts


def fit(leaf: Leaf, room: float, height: float, least: int) -> Fitted:
    """The text of a cell of ``room`` × ``height`` pixels, in sizes from 20 down to ``least``.

    In the least size, what has no room gives way in turn: whole words, amount, share, name.
    """
    # a size that follows the cell's keeps the large products first to be read
    start = max(least, min(_LARGEST, int(sqrt(max(room * height, 0)) / 8)))
    for size in range(start, least - 1, -1):
        amounts = _amounts(leaf, room, size)
        if not _has_room(1, amounts, size, room, height):
            continue
        name = _whole_words(leaf.name, room, size)
        if name and _has_room(len(name), amounts, size, room, height):
            return Fitted(size, name, amounts)
    name = _hyphenated(leaf.name, room, least)
    for amounts in (_amounts(leaf, room, least), (leaf.share,), ()):
        if name and _has_room(len(name), amounts, least, room, height):
            return Fitted(least, name, amounts)
    return Fitted(least, (), ())


def names_itself(name: str, room: float, height: float, least: int) -> bool:
    """Whether a cell of ``room`` × ``height`` pixels has room for its name at least."""
    # a layout is tried many times: most cells have room for a single line, or not even for that
    if least * LEAD > height:
        return False
    if width(name, least) <= room:
        return True
    lines = _hyphenated(name, room, least)
    return bool(lines) and _has_room(len(lines), (), least, room, height)


def _has_room(named: int, amounts: tuple[str, ...], size: int, room: float, height: float) -> bool:
    """Whether all lines, ``named`` of them the name's, fit the height, and the amounts the width."""
    tall = (named + len(amounts)) * size * LEAD
    return tall <= height and all(width(line, size) <= room for line in amounts)


def _amounts(leaf: Leaf, room: float, size: int) -> tuple[str, ...]:
    """Amount and share in one line where it fits, else in two."""
    together = f"{leaf.amount} · {leaf.share}"
    return (together,) if width(together, size) <= room else (leaf.amount, leaf.share)


def _whole_words(text: str, room: float, size: int) -> tuple[str, ...]:
    """The text in lines; nothing where a word is too long."""
    return () if width(widest_word(text), size) > room else wrap(text, room, size)


@lru_cache(maxsize=65536)
def _syllables(word: str) -> tuple[int, ...]:
    """Where the word can be parted."""
    return tuple(match.start() for match in _SYLLABLE.finditer(word))


def _hyphenated(text: str, room: float, size: int) -> tuple[str, ...]:
    """The text in lines, a word too long for one parted in two between syllables; nothing where that is too long."""
    if width(widest_word(text), size) <= room:
        return wrap(text, room, size)
    words: list[str] = []
    for word in text.split(" "):
        if width(word, size) <= room:
            words.append(word)
            continue
        parted = ((word[:cut] + "-", word[cut:]) for cut in reversed(_syllables(word)))
        fitting = next((both for both in parted if all(width(part, size) <= room for part in both)), None)
        if fitting is None:
            return ()
        words.extend(fitting)
    return wrap(" ".join(words), room, size)
