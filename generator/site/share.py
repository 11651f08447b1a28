"""The picture that shows when a portrait's address is shared: 1200 × 630, drawn from the figures' own numbers.

The font is Source Sans 3 (OFL), from npm; its Latin subset lacks the narrow no-break space: a wider one stands for it.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from io import BytesIO

from PIL import Image, ImageColor, ImageDraw, ImageFont

from generator.charts.theme import LIGHT
from generator.charts.words import word
from generator.formatting import NBSP, NNBSP, compact, signed
from generator.pages.context import EditionContext
from generator.portrait.model import Direction, Portrait
from generator.reference.names import Names
from generator.site.fonts import font_file

SIZE = (1200, 630)
_MARGIN = 72
_SHADES = 8
"""Of each colour towards its ground, for the edges of letters: a fixed palette is fast, a picture near 20 kB."""


@cache
def _font(size: int, weight: int = 400) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(font_file(weight), size)


def share_picture(portrait: Portrait, names: Names, edition: EditionContext) -> bytes:
    """A PNG with the territory's name, totals, first partners and source."""
    image, draw = _sheet()
    _text(draw, 54, f"{word('partage', 'serie')} · {edition.period}", 34, LIGHT["muted"])
    _text(draw, 100, portrait.territory.name, _fitting(portrait.territory.name), LIGHT["text"], weight=700)
    _amounts(draw, portrait)
    _partners(draw, 428, word("partage", "clients"), portrait, names, Direction.EXPORT)
    _partners(draw, 482, word("partage", "fournisseurs"), portrait, names, Direction.IMPORT)
    _foot(draw, edition)
    return _png(image)


def default_picture(portrait: Portrait, edition: EditionContext) -> bytes:
    """The PNG of the pages without one of their own: what the site asks, and the totals of France's ``portrait``."""
    image, draw = _sheet()
    title = word("partage", "site")
    _text(draw, 60, title, _fitting(title), LIGHT["text"], weight=700)
    question = word("partage", "question")
    _text(draw, 150, question, _fitting(question, (34, 32, 30, 28), weight=400), LIGHT["muted"])
    _amounts(draw, portrait)
    _text(draw, 450, word("partage", "couverture"), 40, LIGHT["text"], weight=700)
    _foot(draw, edition)
    return _png(image)


def _sheet() -> tuple[Image.Image, ImageDraw.ImageDraw]:
    image = Image.new("RGB", SIZE, LIGHT["surface"])
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 0, SIZE[0] // 2, 14), fill=LIGHT["import"])
    draw.rectangle((SIZE[0] // 2, 0, SIZE[0], 14), fill=LIGHT["export"])
    return image, draw


def _png(image: Image.Image) -> bytes:
    stream = BytesIO()
    image.quantize(palette=_palette(), dither=Image.Dither.NONE).save(stream, "PNG", compress_level=3)
    return stream.getvalue()


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


def _amounts(draw: ImageDraw.ImageDraw, portrait: Portrait) -> None:
    totals = portrait.totals
    sign = LIGHT["gain"] if totals.balance_eur > 0 else LIGHT["loss"]
    blocks = (
        ("export", compact(totals.export_eur), LIGHT["export"]),
        ("import", compact(totals.import_eur), LIGHT["import"]),
        ("solde", signed(totals.balance_eur), sign),
    )
    for position, (key, amount, color) in enumerate(blocks):
        left = _MARGIN + position * 360
        _text(draw, 238, word("partage", key), 32, LIGHT["muted"], left=left)
        _text(draw, 276, amount, 72, color, left=left, weight=700)


def _partners(
    draw: ImageDraw.ImageDraw, top: int, title: str, portrait: Portrait, names: Names, direction: Direction
) -> None:
    countries = portrait.flows(direction).countries[:3]
    if not countries:
        return
    _text(draw, top, title, 32, LIGHT["muted"])
    _text(draw, top, ", ".join(names.short_country(code) for code in countries), 32, LIGHT["text"], left=400)


def _foot(draw: ImageDraw.ImageDraw, edition: EditionContext) -> None:
    text, ground = edition.source_line, LIGHT["text"]
    if edition.demonstration:
        text, ground = word("commun", "demonstration"), LIGHT["main"]
    draw.rectangle((0, 556, *SIZE), fill=ground)
    size = next(
        s for s in (32, 28, 24, 20, 16) if s == 16 or _font(s).getlength(text) < SIZE[0] - 2 * _MARGIN
    )
    _text(draw, 574, text, size, LIGHT["on-fill"])


def _fitting(name: str, sizes: Sequence[int] = (108, 96, 84, 72, 60, 48), weight: int = 700) -> int:
    """The largest font size at which the name holds on one line, or the smallest there is."""
    room = SIZE[0] - 2 * _MARGIN
    return next(
        (size for size in sizes if _font(size, weight).getlength(name.replace(NNBSP, NBSP)) < room), sizes[-1]
    )


def _text(
    draw: ImageDraw.ImageDraw,
    top: int,
    text: str,
    size: int,
    color: str,
    *,
    left: int = _MARGIN,
    weight: int = 400,
) -> None:
    draw.text((left, top), text.replace(NNBSP, NBSP), font=_font(size, weight), fill=color)
