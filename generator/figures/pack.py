"""Plotly specs as the page receives them: what is said already is not said again, colours go by short names.

figure-live.js undoes it: an object that holds ``"="`` has the keys of the one before it (the trace before, the wide
spec's part at the same place) but for those it says itself; a string ``§import`` is the colour of that name.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from itertools import pairwise
from typing import Any

SAME = "="
_JSON = json.JSONEncoder(separators=(",", ":"), check_circular=False)
_COLOR = re.compile(r'"var\(--pce-([\w-]+)\)"')


def pack_specs(specs: Mapping[str, Any]) -> dict[str, str]:
    """The JSON text of each of the two specs; the narrow one leans on the wide one."""
    wide, narrow = specs["wide"], specs["narrow"]
    return {"wide": _text(_traces_less(wide)), "narrow": _text(_spec_less(narrow, wide))}


def _text(spec: Mapping[str, Any]) -> str:
    return _COLOR.sub(r'"§\1"', _JSON.encode(spec)).replace("§", "\\u00a7")


def _traces_less(spec: dict[str, Any]) -> dict[str, Any]:
    traces = spec["data"]
    rest = [_less(trace, before) for before, trace in pairwise(traces)]
    return {**spec, "data": [*traces[:1], *rest]}


def _spec_less(spec: dict[str, Any], wide: dict[str, Any]) -> dict[str, Any]:
    if len(spec["data"]) != len(wide["data"]):
        return _traces_less(spec)
    data = [_less(trace, other) for trace, other in zip(spec["data"], wide["data"], strict=True)]
    return {"data": data, "layout": _less(spec["layout"], wide["layout"])}


def _less(value: dict[str, Any], base: dict[str, Any]) -> dict[str, Any]:
    """``value`` without what ``base`` says too; whole where it lacks a key of ``base``."""
    if not base.keys() <= value.keys():
        return value
    said = {
        key: _less(item, base[key]) if isinstance(item, dict) and isinstance(base.get(key), dict) else item
        for key, item in value.items()
        if key not in base or item != base[key]
    }
    return {SAME: 1, **said}
