"""``python -m generator COMMAND``."""

from __future__ import annotations

import sys

from generator.system import stop, streams

# before all that takes time to import
streams.open_closed()
stop.listen()


def _main() -> int:
    from generator.cli import main  # noqa: PLC0415

    return main()


sys.exit(_main())
