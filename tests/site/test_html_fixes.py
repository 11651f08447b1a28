"""What Material writes wrongly is mended, and only that."""

from __future__ import annotations

import pytest

from generator.site.mkdocs.html_fixes import fixed_html

LABEL = '<label class="md-nav__title" for="__toc">'


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        (
            '<input type="checkbox" id="__drawer" autocomplete="off">',
            '<input type="checkbox" id="__drawer">',
        ),
        ('<input type="text" autocomplete="off">', '<input type="text" autocomplete="off">'),
        (LABEL, '<label class="md-nav__title">'),
        (f'<input type="checkbox" id="__toc">{LABEL}', f'<input type="checkbox" id="__toc">{LABEL}'),
    ],
)
def test_what_the_standard_forbids_goes(written: str, expected: str) -> None:
    assert fixed_html(written) == expected
    assert fixed_html(expected) == expected
