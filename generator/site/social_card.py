"""The picture that is shown when a portrait's address is shared: 1200 × 630 pixels, with the figures' own numbers."""

from collections.abc import Sequence
from functools import cache
from io import BytesIO

from PIL import Image, ImageColor, ImageDraw, ImageFont

from generator.context import EditionContext
from generator.figures.theme import LIGHT
from generator.french.formatting import NBSP, NNBSP, unit_for
from generator.french.words import word
from generator.portrait.model import Portrait, Totals
from generator.reference.direction import Direction
from generator.reference.names import Names
from generator.site.assets import font_file

SIZE = (1200, 630)
_MARGIN = 72
_SHADES = 8
"""Of each colour towards the background, for the edges of letters. A fixed palette is fast; a picture takes 20 kB."""


@cache
def _font(size: int, weight: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(font_file(weight), size)


def share_picture(portrait: Portrait, names: Names, edition: EditionContext) -> bytes:
    """A PNG with the territory's name, totals, first partners and source."""
    image, name = _canvas(portrait, edition), portrait.territory.name
    _text(image, 54, f"{word('partage', 'serie')} · {edition.period}", 34, "muted")
    _text(image, 100, name, _fit(name), "text", weight=700)
    for top, title, direction in ((428, "clients", Direction.EXPORT), (482, "fournisseurs", Direction.IMPORT)):
        if countries := portrait.flows[direction].countries[:3]:
            _text(image, top, word("partage", title), 32, "muted")
            _text(image, top, ", ".join(map(names.countries.short, countries)), 32, "text", left=400)
    return _png(image)


def default_picture(portrait: Portrait, edition: EditionContext) -> bytes:
    """The PNG of pages without one of their own: the site's title and the totals of France's ``portrait``."""
    image, title, question = _canvas(portrait, edition), word("partage", "site"), word("partage", "question")
    _text(image, 60, title, _fit(title), "text", weight=700)
    _text(image, 150, question, _fit(question, (34, 32, 30, 28), weight=400), "muted")
    _text(image, 450, word("partage", "couverture"), 40, "text", weight=700)
    return _png(image)


def _canvas(portrait: Portrait, edition: EditionContext) -> Image.Image:
    """The picture with the band above, the totals and the footer."""
    image = Image.new("RGB", SIZE, LIGHT["surface"])
    image.paste(LIGHT["import"], (0, 0, SIZE[0] // 2, 15))
    image.paste(LIGHT["export"], (SIZE[0] // 2, 0, SIZE[0], 15))
    _amounts(image, portrait.totals)
    text, background = edition.source_line, "text"
    if edition.demonstration:
        text, background = word("commun", "demonstration"), "main"
    image.paste(LIGHT[background], (0, 556, *SIZE))
    _text(image, 574, text, _fit(text, (32, 28, 24, 20, 16), weight=400), "on-fill")
    return image


def _amounts(image: Image.Image, totals: Totals) -> None:
    unit = unit_for(totals.export_eur, totals.import_eur)
    columns = (
        ("export", unit(totals.export_eur), "export"),
        ("import", unit(totals.import_eur), "import"),
        ("solde", unit.balance(totals), "gain" if totals.balance_eur > 0 else "loss"),
    )
    size = min(_fit(amount, (72, 66, 60, 54, 48), room=336) for _, amount, _ in columns)
    for position, (key, amount, tone) in enumerate(columns):
        left = _MARGIN + position * 360
        _text(image, 238, word("partage", key), 32, "muted", left=left)
        _text(image, 276, amount, size, tone, left=left, weight=700)


def _png(image: Image.Image) -> bytes:
    stream = BytesIO()
    image.quantize(palette=_palette(), dither=Image.Dither.NONE).save(stream, "PNG", compress_level=6)
    return stream.getvalue()


@cache
def _palette() -> Image.Image:
    background = ImageColor.getrgb(LIGHT["surface"])
    shades: list[int] = []
    for name in ("text", "muted", "import", "export", "gain", "loss", "main"):
        tone = ImageColor.getrgb(LIGHT[name])
        for step in range(_SHADES + 1):
            shades += [round(t + (b - t) * step / _SHADES) for t, b in zip(tone, background, strict=True)]
    palette = Image.new("P", (1, 1))
    palette.putpalette(shades + list(background) * (256 - len(shades) // 3))
    return palette


def _fit(
    text: str, sizes: Sequence[int] = (108, 96, 84, 72, 60, 48), weight: int = 700, room: int = SIZE[0] - 2 * _MARGIN
) -> int:
    """The largest of ``sizes`` at which the text fits on a line of ``room`` pixels, else the last."""
    text = text.replace(NNBSP, NBSP)
    return next((size for size in sizes if _font(size, weight).getlength(text) < room), sizes[-1])


def _text(
    image: Image.Image, top: int, text: str, size: int, tone: str, *, left: int = _MARGIN, weight: int = 400
) -> None:
    # the font's Latin subset has no narrow no-break space
    ImageDraw.Draw(image).text((left, top), text.replace(NNBSP, NBSP), LIGHT[tone], _font(size, weight))
