"""``python -m generator COMMAND``."""

import signal
import sys

# until the next line takes over, Ctrl-C ends the process without a traceback
signal.signal(signal.SIGINT, signal.SIG_DFL)

from generator.system import process

process.open_closed_streams()
process.handle_signals()


from generator.cli import main

try:
    code = main()
finally:
    process.ignore_signals()
sys.exit(code)
