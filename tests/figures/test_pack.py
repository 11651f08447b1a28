"""Specs are packed for the way and unpacked in the browser: nothing may be lost in between."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from generator.figures.pack import pack_specs
from tests.figures.unpack import unpacked

values = st.one_of(st.integers(0, 3), st.lists(st.integers(0, 2), max_size=2), st.sampled_from(["§", "a"]))
parts = st.dictionaries(
    st.sampled_from("abc"), st.one_of(values, st.dictionaries(st.sampled_from("xy"), values))
)
specs = st.fixed_dictionaries({"data": st.lists(parts, min_size=1, max_size=3), "layout": parts})


@given(specs, specs)
def test_what_is_packed_comes_back(wide: dict[str, Any], narrow: dict[str, Any]) -> None:
    assert unpacked(pack_specs({"wide": wide, "narrow": narrow})) == {"wide": wide, "narrow": narrow}


def test_what_is_said_already_is_not_said_again_and_colours_are_short() -> None:
    trace = {"type": "bar", "x": [1, 2], "marker": {"color": "var(--pce-import)"}}
    spec = {"data": [trace, {**trace, "x": [3, 4]}], "layout": {"width": 1}}
    packed = pack_specs({"wide": spec, "narrow": spec})
    assert packed["wide"] == (
        '{"data":[{"type":"bar","x":[1,2],"marker":{"color":"\\u00a7import"}},{"=":1,"x":[3,4]}],"layout":{"width":1}}'
    )
    assert packed["narrow"] == '{"data":[{"=":1},{"=":1}],"layout":{"=":1}}'
