"""Runs other programs, which never outlive this one, not even when it is killed."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Sequence

from generator.system import stop

_GUARDED = 'exec 3<&0 </dev/null; (read -r _ <&3; kill -9 0) >/dev/null 2>&1 & exec 3<&-; exec "$@"'
"""Kills the program's process group at end of input, which comes when the process at the pipe's other end exits."""


def run(command: Sequence[str], seconds: float) -> subprocess.CompletedProcess[str]:
    """``subprocess.run`` of ``command``, its output captured as text; it ends with all that it started.

    Raises ``OSError`` and ``subprocess.TimeoutExpired``.
    """
    ours, held = os.pipe()
    try:
        with stop.starting:
            program = subprocess.Popen(  # noqa: S603
                ["/bin/sh", "-c", _GUARDED, "sh", *command],
                stdin=ours,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                text=True,
                errors="replace",
                start_new_session=True,
            )
            stop.programs.add(program)
        try:
            said, complained = program.communicate(timeout=seconds)
        finally:
            stop.kill_group(program)
            program.wait()
            stop.programs.discard(program)
    finally:
        os.close(ours)
        os.close(held)
    return subprocess.CompletedProcess(command, program.returncode, said, complained)
