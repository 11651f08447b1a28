"""Standard input and output when the caller has closed them."""

from __future__ import annotations

import os
import sys


def open_closed() -> None:
    """Opens each closed stream on the null device: the next file opened would otherwise take its descriptor."""
    for number, (name, mode) in enumerate((("stdin", "r"), ("stdout", "w"), ("stderr", "w"))):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: PTH123, SIM115
            os.set_inheritable(number, True)


def give_up_output() -> None:
    """Avoids a second BrokenPipeError when Python flushes at exit: stdout's reader is gone."""
    nothing = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nothing, sys.stdout.fileno())
    os.close(nothing)
