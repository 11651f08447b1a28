import re
from dataclasses import replace
from itertools import pairwise

import pytest

from generator.context import edition_context
from generator.edition import edition
from generator.figures.theme import DARK, LIGHT, luminance, map_shades
from generator.french.formatting import integer, unit_for
from generator.pages.explore.map import Measure, Shade, departement_map, locator, share_shades, value_shades
from generator.pages.links import Links
from generator.reference.territories import departements, france, region

LOIRE = next(t for t in departements() if t.code == "42")


@pytest.mark.parametrize("scheme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("hue", ["import", "export", "gain", "loss"])
def test_each_class_stands_out_from_its_borders_and_from_the_next(hue: str, scheme: dict[str, str]) -> None:
    lights = [luminance(colour) + 0.05 for colour in [scheme["surface"], *map_shades(scheme, hue)]]
    steps = [max(two) / min(two) for two in pairwise(lights)]
    assert steps[0] >= 3
    assert all(1.45 <= step < 2.2 for step in steps[1:])
    assert lights in (sorted(lights), sorted(lights, reverse=True))


def drawn() -> str:
    context = edition_context(edition("2024"), [(1, 2, 3, 4)] * 2, demonstration=True)
    shades = {t: Shade(f"{n} M€", 1 + n % 5, n, f"{n}ᵉ sur 100") for n, t in enumerate(departements(), 1)}
    measure = Measure("export", "export", "Les départements selon leurs exportations", shades)
    links = Links(False, frozenset(departements()))
    return str(departement_map([measure], links, context))


def test_each_departement_is_one_link_that_says_its_value() -> None:
    html = drawn()
    links = re.findall(r'<a href="([^"]+)" aria-label="([^"]+)" class="pce-place', html)
    assert sorted(href for href, _ in links) == sorted(f"{t.path}/" for t in departements())
    assert ("departements/42-loire/", "Loire : 43 M€, 43ᵉ sur 100") in links


def test_a_region_is_drawn_with_its_departements_alone() -> None:
    context = edition_context(edition("2024"), [(1, 2, 3, 4)] * 2, demonstration=True)
    own = [t for t in departements() if t.region_code == "11"]
    shades = {t: Shade(f"{n} M€", 1, n, f"{n}ᵉ sur 100") for n, t in enumerate(own, 1)}
    measure = Measure("export", "export", "Les exportations de chaque département", shades)
    html = str(departement_map([measure], Links(False, frozenset(departements())), context))
    named = re.findall(r'<a href="([^"]+)"[^>]*><title>([^<]+)</title>', html)
    # the inset, with Paris and those around it, is drawn last
    own.sort(key=lambda t: t.code in ("75", "92", "93", "94"))
    assert [label for _, label in named] == [f"{t.name} ({t.code}) : {shades[t].text}, {shades[t].note}" for t in own]
    assert re.findall(r"<text [^>]*>(\w+)</text>", html) == [t.code for t in own]
    assert "<table" not in html


def test_where_a_territory_lies() -> None:
    assert locator([LOIRE]).count("<path") == 2
    assert len(locator([region("84")])) > len(locator([LOIRE]))
    assert locator([t for t in departements() if t.code == "974"]) == ""
    assert locator([france()]) == ""


def test_the_steps_of_a_legend_do_not_overlap() -> None:
    everyone = departements()
    shades = value_shades({t: 1_000_000 + 20_000 * n for n, t in enumerate(everyone)}, unit_for(1_000_000))
    steps = Measure("export", "export", "", shades).steps
    assert len({text for _, *values in steps for text in {*values}}) == sum(len({*values}) for _, *values in steps)


def test_the_unit_of_a_legend_is_written_once_and_no_digit_is_taken_for_it() -> None:
    everyone = departements()
    counts = value_shades(dict(zip(everyone, [6, 16] * 50 + [6], strict=True)), integer)
    together = Measure("n", "export", "", {t: replace(shade, class_=1) for t, shade in counts.items()})
    assert (together.unit, [values for _, *values in together.steps]) == ("", [["6", "16"]])
    amounts = value_shades(dict.fromkeys(everyone[1:], 2_000_000) | {everyone[0]: 1_000_000}, unit_for(2_000_000))
    together = Measure("n", "export", "", {t: replace(shade, class_=1) for t, shade in amounts.items()})
    assert (together.unit, [values for _, *values in together.steps]) == ("M€", [["1,0", "2,0"]])


@pytest.mark.parametrize(
    ("count", "classes"), [(1, [5]), (2, [1, 5]), (4, [1, 5]), (7, [1, 3, 5]), (8, [2, 3, 4, 5]), (12, [1, 2, 3, 4, 5])]
)
def test_fewer_values_have_fewer_classes(count: int, classes: list[int]) -> None:
    values = {t: 1_000_000 * n for n, t in enumerate(departements()[:count], 1)}
    found = [shade.class_ for shade in value_shades(values, unit_for(1_000_000)).values()]
    assert found == sorted(found)
    assert sorted(set(found)) == classes
    assert count < 4 or all(found.count(each) > 1 for each in classes)


def test_no_part_and_no_whole_are_not_the_same() -> None:
    one, two, three = departements()[:3]
    shades = share_shades({one: 0, two: 0, three: 5}, {one: 5, two: 0, three: 5}, {})
    assert [(shades[t].text, shades[t].class_) for t in (one, two, three)] == [
        ("0\u00a0%", 0),
        ("–", 0),
        ("100\u00a0%", 5),
    ]
