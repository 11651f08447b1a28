"""What figure-live.js makes of a packed spec, for tests and the bench."""

from __future__ import annotations

import base64
import json
import zlib
from collections.abc import Mapping
from typing import Any

from generator.figures.pack import SAME


def filled(value: Any, base: Any) -> Any:
    """As figure-live.js does."""
    if not isinstance(value, dict) or SAME not in value:
        return value
    return base | {key: filled(item, base.get(key)) for key, item in value.items() if key != SAME}


def unpacked(packed: Mapping[str, str]) -> dict[str, Any]:
    """Both specs from their JSON texts, colours still by their short names."""
    wide, narrow = json.loads(packed["wide"]), json.loads(packed["narrow"])
    for traces, before in ((wide["data"], None), (narrow["data"], wide["data"])):
        aside = before if before is not None and len(before) == len(traces) else None
        for n, trace in enumerate(traces):
            traces[n] = filled(trace, aside[n] if aside else traces[n - 1] if n else {})
    narrow["layout"] = filled(narrow["layout"], wide["layout"])
    return {"wide": wide, "narrow": narrow}


def unpacked_script(script: str) -> dict[str, Any]:
    """Both specs from a figure's script, as a page loads it (generator/site/portrait_files.py)."""
    held = json.loads(script[script.index(",") + 1 : script.rindex(")")])
    packed = json.loads(zlib.decompress(base64.b64decode(held)))
    return unpacked({size: json.dumps(part) for size, part in packed.items()})
