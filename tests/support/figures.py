"""The Plotly specs in a figure's published script, decompressed as figure-live.js does."""

import base64
import json
import zlib
from pathlib import Path
from typing import Any


def published_specs(script: Path) -> dict[str, Any]:
    """By the size of the picture: ``wide``, ``medium``, ``narrow``."""
    text = script.read_text(encoding="utf-8")
    packed = json.loads(text[text.index(",") + 1 : text.rindex(")")])
    specs: dict[str, Any] = json.loads(zlib.decompress(base64.b64decode(packed)))
    return specs
