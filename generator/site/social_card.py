"""The picture that shows when a portrait's address is shared: 1200 × 630, drawn from the figures' own numbers.

It is drawn in the palette's indices from the start: three quarters less memory to go through than in colours that are
then brought down to the palette, which halves its time. Texts must not lie over one another.

The font is Source Sans 3 (OFL), from npm; its Latin subset lacks the narrow no-break space: a wider one stands for it.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache
from io import BytesIO

from PIL import Image, ImageColor, ImageDraw, ImageFont

from generator.context import EditionContext
from generator.figures.theme import LIGHT
from generator.french.formatting import NBSP, NNBSP, block
from generator.french.words import word
from generator.portrait.model import Portrait
from generator.reference.direction import Direction
from generator.reference.names import Names
from generator.site.assets import font_file

SIZE = (1200, 630)
_MARGIN = 72
_SHADES = 8
"""Of each colour towards its ground, for the edges of letters: a fixed palette is fast, a picture near 20 kB."""


@cache
def _font(size: int, weight: int = 400) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(font_file(weight), size)


def share_picture(portrait: Portrait, names: Names, edition: EditionContext) -> bytes:
    """A PNG with the territory's name, totals, first partners and source."""
    image = _sheet()
    _text(image, 54, f"{word('partage', 'serie')} · {edition.period}", 34, "muted")
    _text(image, 100, portrait.territory.name, _fitting(portrait.territory.name), "text", weight=700)
    _amounts(image, portrait)
    _partners(image, 428, word("partage", "clients"), portrait, names, Direction.EXPORT)
    _partners(image, 482, word("partage", "fournisseurs"), portrait, names, Direction.IMPORT)
    _foot(image, edition)
    return _png(image)


def default_picture(portrait: Portrait, edition: EditionContext) -> bytes:
    """The PNG of the pages without one of their own: what the site asks, and the totals of France's ``portrait``."""
    image = _sheet()
    title = word("partage", "site")
    _text(image, 60, title, _fitting(title), "text", weight=700)
    question = word("partage", "question")
    _text(image, 150, question, _fitting(question, (34, 32, 30, 28), weight=400), "muted")
    _amounts(image, portrait)
    _text(image, 450, word("partage", "couverture"), 40, "text", weight=700)
    _foot(image, edition)
    return _png(image)


def _sheet() -> Image.Image:
    image = _palette().resize(SIZE)
    image.paste(_plain("surface"), (0, 0, *SIZE))
    image.paste(_plain("import"), (0, 0, SIZE[0] // 2, 15))
    image.paste(_plain("export"), (SIZE[0] // 2, 0, SIZE[0], 15))
    return image


def _png(image: Image.Image) -> bytes:
    stream = BytesIO()
    image.save(stream, "PNG", compress_level=6)
    return stream.getvalue()


@cache
def _indices(color: str, ground: str) -> tuple[int, ...]:
    """The palette's index of a colour of ``theme`` laid over its ground by each coverage, 0 to 255."""
    coverage = Image.linear_gradient("L").crop((0, 0, 1, 256))
    laid = Image.new("RGB", coverage.size, LIGHT[ground])
    laid.paste(LIGHT[color], (0, 0), coverage)
    return tuple(laid.quantize(palette=_palette(), dither=Image.Dither.NONE).tobytes())


def _plain(color: str) -> int:
    return _indices(color, "surface")[-1]


@cache
def _palette() -> Image.Image:
    tones = [
        ImageColor.getrgb(LIGHT[name])
        for name in ("text", "muted", "import", "export", "gain", "loss", "main")
    ]
    ground = ImageColor.getrgb(LIGHT["surface"])
    shades = [
        round(tone[channel] + (ground[channel] - tone[channel]) * step / _SHADES)
        for tone in tones
        for step in range(_SHADES + 1)
        for channel in range(3)
    ]
    palette = Image.new("P", (1, 1))
    palette.putpalette(shades + list(ground) * (256 - len(shades) // 3))
    return palette


def _amounts(image: Image.Image, portrait: Portrait) -> None:
    totals = portrait.totals
    unit = block(totals.export_eur, totals.import_eur)
    sign = "gain" if totals.balance_eur > 0 else "loss"
    blocks = (
        ("export", unit(totals.export_eur), "export"),
        ("import", unit(totals.import_eur), "import"),
        ("solde", unit.balance(totals), sign),
    )
    for position, (key, amount, color) in enumerate(blocks):
        left = _MARGIN + position * 360
        _text(image, 238, word("partage", key), 32, "muted", left=left)
        _text(image, 276, amount, 72, color, left=left, weight=700)


def _partners(
    image: Image.Image, top: int, title: str, portrait: Portrait, names: Names, direction: Direction
) -> None:
    countries = portrait.flows(direction).countries[:3]
    if not countries:
        return
    _text(image, top, title, 32, "muted")
    _text(image, top, ", ".join(names.short_country(code) for code in countries), 32, "text", left=400)


def _foot(image: Image.Image, edition: EditionContext) -> None:
    text, ground = edition.source_line, "text"
    if edition.demonstration:
        text, ground = word("commun", "demonstration"), "main"
    image.paste(_plain(ground), (0, 556, *SIZE))
    size = next(
        s for s in (32, 28, 24, 20, 16) if s == 16 or _font(s).getlength(text) < SIZE[0] - 2 * _MARGIN
    )
    letters, right, down = _letters(text, size, 400, "on-fill", ground)
    image.paste(letters, (_MARGIN + right, 574 + down))


def _fitting(name: str, sizes: Sequence[int] = (108, 96, 84, 72, 60, 48), weight: int = 700) -> int:
    """The largest font size at which the name holds on one line, or the smallest there is."""
    room = SIZE[0] - 2 * _MARGIN
    return next(
        (size for size in sizes if _font(size, weight).getlength(name.replace(NNBSP, NBSP)) < room), sizes[-1]
    )


def _text(
    image: Image.Image,
    top: int,
    text: str,
    size: int,
    color: str,
    *,
    left: int = _MARGIN,
    weight: int = 400,
) -> None:
    letters, right, down = _letters(text, size, weight, color)
    image.paste(letters, (left + right, top + down))


@lru_cache(maxsize=32)
def _letters(
    text: str, size: int, weight: int, color: str, ground: str = "surface"
) -> tuple[Image.Image, int, int]:
    """A line in the palette's indices, and its place from the point it is set at; each picture has the same titles."""
    font, text = _font(size, weight), text.replace(NNBSP, NBSP)
    left, top, right, bottom = map(int, font.getbbox(text))
    coverage = Image.new("L", (right - left, bottom - top))
    ImageDraw.Draw(coverage).text((-left, -top), text, font=font, fill=255)
    return coverage.point(_indices(color, ground)).convert("P"), left, top
