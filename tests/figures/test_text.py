"""Text: widths, wrapping, escaping, and colours that can be read."""

import re
from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.figures import specs, svg
from generator.figures.figure import FigureContext, Label, Layout, Measures, banner, banner_height, framed
from generator.figures.text import text_width, wrap
from generator.figures.theme import DARK, LIGHT, color, style_sheet
from generator.site.assets import asset_files

SCHEMES = {"light": LIGHT, "dark": DARK}
TEXT_ON_GROUND = [
    *product(["text", "muted", "import", "export", "gain", "loss"], ["surface"]),
    *product(["text"], ["import-soft", "export-soft", "grid"]),
    *product(["on-fill"], ["import", "export"]),
    ("on-alert", "alert"),
]


def luminance(colour: str) -> float:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize(("ink", "ground"), TEXT_ON_GROUND)
def test_every_text_contrasts_with_its_ground(scheme: str, ink: str, ground: str) -> None:
    colours = SCHEMES[scheme]
    assert contrast(colours[ink], colours[ground]) >= 4.5


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("ink", ["text", "muted", "gain", "loss"])
def test_text_contrasts_with_the_striped_rows(scheme: str, ink: str) -> None:
    colours = SCHEMES[scheme]
    surface, grid = ([int(colours[name][i : i + 2], 16) for i in (1, 3, 5)] for name in ("surface", "grid"))
    stripe = "#" + "".join(f"{round(0.6 * s + 0.4 * g):02x}" for s, g in zip(surface, grid, strict=True))
    assert contrast(colours[ink], stripe) >= 4.5


def test_both_schemes_have_the_same_names_and_stand_in_the_style_sheet() -> None:
    assert LIGHT.keys() == DARK.keys()
    assert all(f"--pce-{name}:{value};" in style_sheet("".join(map(color, LIGHT))) for name, value in LIGHT.items())
    assert color("import") == "var(--pce-import)"
    with pytest.raises(KeyError):
        color("no such colour")


@given(st.text(max_size=80), st.floats(40, 400), st.integers(11, 20), st.booleans())
def test_wrapped_lines_fit_and_lose_nothing(text: str, limit: float, size: int, bold: bool) -> None:
    lines = wrap(text, limit, size, bold=bold)
    assert all(text_width(line, size, bold=bold) <= limit for line in lines if len(line) > 1)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")


@given(st.text(max_size=80))
def test_plotly_is_given_no_markup_from_outside(text: str) -> None:
    escaped = specs.escape_text(text)
    assert "<" not in escaped
    assert ">" not in escaped
    assert not re.search(r"&(?!amp;|lt;|gt;)", escaped)


def test_lines_are_parted_by_the_only_markup_there_is() -> None:
    assert specs.join_lines(["a<b>", "c & d"]) == "a&lt;b&gt;<br>c &amp; d"


def test_a_label_is_the_same_in_both_drawings() -> None:
    label = Label(50, 40, "<script>alert(1)</script>", 20, "end", "gain", bold=True)
    escaped = "&lt;script&gt;alert(1)&lt;/script&gt;"
    drawn = svg.texts([label])
    assert escaped in drawn
    assert 'text-anchor="end"' in drawn
    assert 'fill="var(--pce-gain)"' in drawn
    (alive,) = specs.figure(Layout(100, 100, (), (label,)))["data"]
    assert alive["text"] == [f"<b>{escaped}</b>"]
    assert (alive["x"], alive["y"], alive["textposition"]) == ([50], [33], ["middle left"])
    assert alive["textfont"] == {"size": [20], "color": ["var(--pce-gain)"]}


def test_characters_xml_forbids_are_replaced() -> None:
    assert svg.escape_xml("a\x00b & c") == "a\ufffdb &amp; c"
    assert svg.element("rect", x=1.25, width=-0.01, fill='"<') == '<rect x="1.2" width="0" fill="&quot;&lt;"/>'


def test_the_demonstration_is_marked_and_real_data_is_not() -> None:
    real = FigureContext("Loire", "2024", "Source", demonstration=False)
    assert banner(real, 340) == []
    assert banner_height(real, 340) == 0
    marked = replace(real, demonstration=True)
    for size in (340, 960):
        labels = banner(marked, size)
        assert "DÉMONSTRATION" in " ".join(label.text for label in labels)
        assert all(text_width(label.text, label.size, bold=True) <= size for label in labels)
        assert banner_height(marked, size) > labels[-1].y


def test_the_foot_says_place_period_and_source() -> None:
    real = FigureContext("Loire", "2024", "Source : douanes", demonstration=False)
    *_, labels = framed(real, Measures(340, 8), 100, (), ())
    assert " ".join(label.text for label in labels) == "Loire, 2024 · Source : douanes"
    assert labels[0].y > 100


def test_the_sites_sheet_holds_every_colour_of_both_schemes() -> None:
    sheets = dict(asset_files())
    for path in ("assets/stylesheets/portraits.css", "assets/stylesheets/colours.css"):
        sheet = sheets[path].decode()
        for scheme in (LIGHT, DARK):
            # the last declaration of a rule has no semicolon where it is minified
            held = sheet.replace("}", ";")
            assert [name for name, value in scheme.items() if f"--pce-{name}:{value};" not in held] == []
