"""Small editions in the customs' own format, written where a test wants them."""

from collections.abc import Callable
from pathlib import Path

import pytest

EXPORT_ROW = "E;1;2024;42;18;C10A;1011;DE;1000;10"
IMPORT_ROW = "I;1;2024;42;18;C10A;1011;DE;500;5"

WriteEdition = Callable[..., Path]


@pytest.fixture
def write_edition(tmp_path: Path) -> WriteEdition:
    """Writes ``export.txt`` and ``import.txt`` (one good row each unless given) and other files; returns the folder."""

    def write(
        export: str | bytes = EXPORT_ROW + "\n",
        import_: str | bytes = IMPORT_ROW + "\n",
        others: dict[str, str | bytes] | None = None,
    ) -> Path:
        folder = tmp_path / "edition"
        for name, content in {"export.txt": export, "import.txt": import_, **(others or {})}.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content.encode() if isinstance(content, str) else content)
        return folder

    return write
