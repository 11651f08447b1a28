"""The end of a command."""

from __future__ import annotations

import os
import sys
from typing import NoReturn


def end(code: int) -> NoReturn:
    """Ends the process; what it holds is left to the system, as Python would take millions of objects apart first."""
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except BrokenPipeError:
        pass  # who read the messages has left
    os._exit(code)
