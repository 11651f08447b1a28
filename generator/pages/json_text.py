"""JSON laid out for readers, a value a line."""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import cache

_CONTAINERS = frozenset((dict, list, tuple))


def json_text(value: object, depth: int = 0) -> str:
    """``json.dumps(value, ensure_ascii=False, indent=1)``, twice sooner.

    Python indents without its encoder in C, which is left here all that holds no list or object of its own, and lists
    of such objects: the rows. ``depth``: that of the line on which the value begins.
    """
    if not isinstance(value, dict | list | tuple) or not value:
        return _encoder(", ").encode(value)
    members = list(value.values()) if isinstance(value, dict) else value
    line, end = "\n" + " " * (depth + 1), "\n" + " " * depth
    if _is_flat(members):
        text = _encoder("," + line).encode(value)
        return text[0] + line + text[1:-1] + end + text[-1]
    if isinstance(value, dict):
        keys = (_encoder(", ").encode(key) for key in value)
        pairs = (f"{key}: {json_text(each, depth + 1)}" for key, each in zip(keys, members, strict=True))
        return "{" + line + ("," + line).join(pairs) + end + "}"
    if all(type(each) is dict and each and _is_flat(each.values()) for each in members):
        # No string holds a line break as it is: where there is one between two braces, a row ends.
        rows = _encoder("," + line + " ").encode(value)[2:-2]
        rows = rows.replace("}," + line + " {", line + "}," + line + "{" + line + " ")
        return "[" + line + "{" + line + " " + rows + line + "}" + end + "]"
    return "[" + line + ("," + line).join(json_text(each, depth + 1) for each in members) + end + "]"


def _is_flat(members: Iterable[object]) -> bool:
    return _CONTAINERS.isdisjoint(map(type, members))


@cache
def _encoder(separator: str) -> json.JSONEncoder:
    return json.JSONEncoder(ensure_ascii=False, separators=(separator, ": "))
