"""The direction of trade."""

from enum import StrEnum


class Direction(StrEnum):
    """The values are those of addresses and of the trade frame's column ``direction``."""

    EXPORT = "export"
    IMPORT = "import"
