"""Standard input and output where somebody has closed them."""

from __future__ import annotations

import os
import sys


def open_closed() -> None:
    """Opens each closed one on nothing: else the next file that is opened would take its number and get its text."""
    for number, (name, mode) in enumerate((("stdin", "r"), ("stdout", "w"), ("stderr", "w"))):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: PTH123, SIM115
            os.set_inheritable(number, True)


def give_up_output() -> None:
    """Nobody reads it any more: Python shall not try again, at its end, to write what is left."""
    nothing = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nothing, sys.stdout.fileno())
    os.close(nothing)
