from __future__ import annotations

from pathlib import Path

import pytest

from tests.fuzz.forms import examine_forms


@pytest.mark.parametrize("seed", range(12))
def test_any_mix_of_forms_gives_the_bytes_of_the_plain_files(seed: int, tmp_path: Path) -> None:
    examine_forms(seed, tmp_path)
