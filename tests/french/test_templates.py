"""Values in templates are escaped exactly once."""

from pathlib import Path

import pytest
from markupsafe import Markup

from generator.french.templates import flowed, lower_initial, template_environment, upper_initial

LABEL = "<b>L'acier & {{ x }}</b>"
ESCAPED = "&#60;b&#62;L'acier &#38; &#123;&#123; x &#125;&#125;&#60;/b&#62;"
WRAPPED = "{% macro twice(x) %}{{ x }}{{ caller() }}{% endmacro %}"


@pytest.mark.parametrize(
    ("template", "written"),
    [
        ("{{ label }}", ESCAPED),
        ("{{ label }}{{ label|upper|lower }}", ESCAPED + ESCAPED.lower()),
        ("{% set held %}{{ label }}{% endset %}{{ held }}", ESCAPED),
        (WRAPPED + "{% call twice(label) %}{{ label }}{% endcall %}", ESCAPED * 2),
        ("{% for x in [label] %}{{ x }}{% endfor %}", ESCAPED),
        ("{{ label if true }}{{ 5 }}", f"{ESCAPED}5"),
        ("{{ markup }}", "<i>a</i>"),
        ("{{ markup ~ 5 }}", "<i>a</i>5"),
    ],
)
def test_a_value_is_escaped_once(template: str, written: str, tmp_path: Path) -> None:
    (tmp_path / "page.j2").write_text(template, encoding="utf-8")
    page = template_environment(tmp_path).get_template("page.j2")
    assert page.render(label=LABEL, markup=Markup("<i>a</i>")) == written


def test_a_line_with_only_a_tag_leaves_no_blank_line(tmp_path: Path) -> None:
    (tmp_path / "page.j2").write_text("a\n  {% if true %}\n  b\n  {% endif %}\nc\n", encoding="utf-8")
    assert template_environment(tmp_path).get_template("page.j2").render() == "a\n  b\nc\n"


def test_text_on_several_lines_is_one_line() -> None:
    assert flowed("\n La Loire\n  ( 42 )\n , ici\n .\n") == "La Loire (42), ici."
    assert isinstance(flowed(Markup("<i>a</i>\n")), Markup)
    assert not isinstance(flowed("a\n"), Markup)


def test_only_the_first_letter_changes_and_no_acronym() -> None:
    assert (upper_initial("élan Vital"), upper_initial("")) == ("Élan Vital", "")
    assert (lower_initial("Élan Vital"), lower_initial("CD et DVD"), lower_initial("A")) == (
        "élan Vital",
        "CD et DVD",
        "a",
    )
