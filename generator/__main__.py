"""``python -m generator COMMAND``."""

from __future__ import annotations

import signal
import sys

# until the next line takes over, Ctrl-C ends the process without a word
signal.signal(signal.SIGINT, signal.SIG_DFL)

from generator.system import process  # noqa: E402

process.open_closed()
process.listen()


from generator.cli import main  # noqa: E402

try:
    code = main()
finally:
    process.done()
sys.exit(code)
