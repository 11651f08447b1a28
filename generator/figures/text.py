"""The width of text and its wrapping, as in DejaVu Sans, the widest font of ``theme.FONT_STACK``: so all fonts fit."""

import re
import unicodedata
from functools import cache, lru_cache

_EM_PERCENT = {
    **dict(zip("abcdefghijklmnopqrstuvwxyz", (
        61, 63, 55, 63, 62, 35, 63, 63, 28, 28, 58, 28, 97, 63, 61, 63, 63, 41, 52, 39, 63, 59, 82, 59, 59, 52,
    ), strict=True)),
    **dict(zip("ABCDEFGHIJKLMNOPQRSTUVWXYZ", (
        68, 69, 70, 77, 63, 58, 77, 75, 29, 29, 66, 56, 86, 75, 79, 60, 79, 69, 63, 61, 73, 68, 99, 69, 61, 69,
    ), strict=True)),
    **dict.fromkeys("0123456789€$", 64),
    **dict.fromkeys(" \u00a0.,|", 32),
    **dict.fromkeys("()[]-", 39),
    **dict.fromkeys("'’/:;!", 34),
    **dict.fromkeys("+−=<>~", 84),
    "\u202f": 20, "–": 50, "—": 100, "%": 95, "&": 78, "œ": 102, "Œ": 107, "▲": 77, "▼": 77, "→": 84, "·": 32, "…": 100,
}  # fmt: skip
_BOLD = 1.12
_HYPHEN = re.compile("(?<=-)")
_VOWEL, _CONSONANT = "[aeiouyàâéèêëîïôœùûü]", "[bcdfghjklmnpqrstvwxzç]"
_SYLLABLE = re.compile(
    rf"(?<=[^\W\d_]{{2}})(?<={_VOWEL}|[lmnrs])(?=(?:[cpt]h|gn|qu|[bcdfgptv][lr]|{_CONSONANT}){_VOWEL}[^\W\d_])"
)
"""Where French hyphenates: before a consonant (or a pair that is one sound) and its vowel, two letters on each side."""


@cache
def _percent(char: str) -> int:
    """The width of a character in hundredths of an em, accents ignored; one em for unknown ones."""
    return _EM_PERCENT.get(unicodedata.normalize("NFD", char)[0], 100)


@lru_cache(maxsize=65536)
def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """The width of one line in pixels at a font size in pixels."""
    return sum(map(_percent, text)) * size / 100 * (_BOLD if bold else 1)


def wrap(text: str, limit: float, size: float, *, bold: bool = False) -> tuple[str, ...]:
    """The whole text in lines of at most ``limit`` pixels; words too long for a line are broken."""
    lines: list[str] = []
    current = ""
    for word in text.split(" "):
        together = f"{current} {word}" if current else word
        if text_width(together, size, bold=bold) <= limit:
            current = together
            continue
        if current:
            lines.append(current)
        *full, current = _broken(word, limit, size, bold=bold)
        lines.extend(full)
    return (*lines, current)


def _broken(word: str, limit: float, size: float, *, bold: bool) -> list[str]:
    """The word in pieces that fit, broken after a hyphen if possible, else anywhere."""
    if text_width(word, size, bold=bold) <= limit:
        return [word]
    pieces = [""]
    for part in _HYPHEN.split(word):
        if pieces[-1] and text_width(pieces[-1] + part, size, bold=bold) > limit:
            pieces.append("")
        for char in part:
            if pieces[-1] and text_width(pieces[-1] + char, size, bold=bold) > limit:
                pieces.append("")
            pieces[-1] += char
    return pieces


def hyphenate(text: str, limit: float, size: float) -> tuple[str, ...]:
    """The text in lines of at most ``limit`` pixels, one word hyphenated once; empty where that is not enough."""
    words, pieces = text.split(" "), list[str]()
    if sum(text_width(word, size) > limit for word in words) > 1:
        return ()
    for piece in words:
        if text_width(piece, size) <= limit:
            pieces.append(piece)
            continue
        cuts = [match.start() for match in _SYLLABLE.finditer(piece)][::-1]
        halves = ((f"{piece[:cut]}-", piece[cut:]) for cut in cuts)
        fitting = next((both for both in halves if all(text_width(part, size) <= limit for part in both)), None)
        if fitting is None:
            return ()
        pieces.extend(fitting)
    return wrap(" ".join(pieces), limit, size)
