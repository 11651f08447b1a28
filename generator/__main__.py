"""``python -m generator COMMAND``."""

from __future__ import annotations

from generator.cli import main
from generator.system.ending import end

end(main())
