"""The picture that is shown when a portrait's address is shared."""

from dataclasses import replace
from io import BytesIO

from PIL import Image

from generator.compute import EditionData
from generator.reference.territories import france
from generator.site.social_card import share_picture


def test_long_amounts_do_not_run_into_each_other(demo: EditionData) -> None:
    portrait = demo.portraits[france()]
    largest = replace(portrait.totals, export_eur=999_999_900_000, import_eur=888_888_800_000)
    picture = share_picture(replace(portrait, totals=largest), demo.names, demo.context)
    with Image.open(BytesIO(picture)) as image:
        assert image.size == (1200, 630)
        plain = image.convert("RGB")
    ground = plain.getpixel((1195, 300))
    for left in (410, 770, 1150):
        gap = plain.crop((left, 270, left + 16, 360))
        assert gap.getcolors() == [(16 * 90, ground)]
