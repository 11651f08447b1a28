"""The direction of trade: the one name for it, from the customs' files to the pages."""

from __future__ import annotations

from enum import StrEnum


class Direction(StrEnum):
    """Export or import, spelt as in the addresses and in the trade frame's column ``direction``."""

    EXPORT = "export"
    IMPORT = "import"
