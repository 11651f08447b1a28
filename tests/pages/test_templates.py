"""The templates as text: lines that fit an editor."""

from pathlib import Path

from generator.pages.environment import TEMPLATES

PROJECT = Path(__file__).parents[2]
LONGEST = 160
"""Characters of a line; ``{# -#}`` at its end goes on without a line break in the page."""


def test_no_line_of_a_template_is_too_long() -> None:
    reports = [*PROJECT.glob("generator/customs/templates/*.j2")]
    files = [*TEMPLATES.iterdir(), *reports, *PROJECT.glob("overrides/**/*.html")]
    assert reports
    assert len(files) > 50
    long = [
        f"{file.name}:{number}"
        for file in files
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), start=1)
        if len(line) > LONGEST
    ]
    assert not long
