"""JSON laid out for readers is the standard library's, whatever the labels."""

from __future__ import annotations

import json

import pytest

from generator.pages.json_text import json_text

HOSTILE = '},\n  {"a": 1},\n {\u2028\\"é'
CASES = [
    None,
    HOSTILE,
    [],
    {},
    [[], {}],
    [1, None, True, HOSTILE],
    {HOSTILE: HOSTILE, "b": 1.5},
    [{HOSTILE: HOSTILE}, {"b": "}, {"}],
    [{"a": 1}, {}],
    [{"a": 1}, {"b": [1, {"c": 2}]}, 3],
    {"rows": [{"a": HOSTILE, "b": 2}, {"a": HOSTILE, "b": 3}], "more": {"rows": [{"a": "},"}], "x": ()}},
]


@pytest.mark.parametrize("value", CASES)
def test_laid_out_as_by_the_standard_library(value: object) -> None:
    assert json_text(value) == json.dumps(value, ensure_ascii=False, indent=1)
