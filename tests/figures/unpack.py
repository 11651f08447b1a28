"""What figure-live.js expands a figure's script to, for tests and the bench."""

from __future__ import annotations

import base64
import json
import zlib
from typing import Any


def unpacked_script(script: str) -> dict[str, Any]:
    """Both specs from a figure's script, as a page loads it (generator/site/edition_files.py)."""
    held = json.loads(script[script.index(",") + 1 : script.rindex(")")])
    specs: dict[str, Any] = json.loads(zlib.decompress(base64.b64decode(held)))
    return specs
