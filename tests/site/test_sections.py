"""Our reader of pages finds the sections that Material's own finds, or leaves the page to it."""

from __future__ import annotations

import pytest
from hypothesis import given, reject
from hypothesis import strategies as st
from material.plugins.search.plugin import Parser, Section  # type: ignore[import-untyped]

from generator.site.mkdocs.sections import sections

PIECES = [
    '<h1 id="t">T<a class="headerlink" href="#t" title="Lien">&para;</a></h1>',
    "<h2 id='quoted'>Q</h2>",
    '<h2 id="a&amp;b">A &amp; <em>B</em></h2>',
    '<h2 data-search-exclude id="x">X</h2>',
    "<h3>no id</h3>",
    '<section id="s">',
    "</section>",
    "<div data-search-exclude>",
    "<div>",
    "</div>",
    "<p>",
    '<p title="> < \'">',
    "</p>",
    "<ul>\n<li>one</li>\n<li></li></ul>",
    "<li>never closed",
    "<code>a &lt; b</code>",
    "<img src=x><br>",
    '<img alt="data-search-exclude"><br/>',
    '<svg viewbox="0 0 1 1"><rect width="1"/></svg>',
    '<td class="linenodiv">12</td>',
    "<!--placeholder-->",
    "<!-- a > b -->",
    "<pre>\n kept \n</pre>",
    "<script>if (a < b) {}</script>",
    "<Em>capitals</Em>",
    " ",
    "\n",
    "\n\n",
    "loose",
    "a & b &eacute; &#233;",
    "3 < 4",
]


def told(data: list[Section]) -> list[tuple[str | None, list[str], list[str], bool]]:
    return [(section.id, section.title, section.text, section.is_excluded()) for section in data]


@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join))
def test_the_sections_are_those_of_material(html: str) -> None:
    parser = Parser()
    try:
        parser.feed(html)
        parser.close()
    except ValueError:  # Material's own reader fails on an end that is in another section than its element
        reject()
    ours = sections(html)
    assert ours is None or told(ours) == told(parser.data)


def test_pages_as_markdown_writes_them_are_read_here() -> None:
    assert (
        sections('<h1 id="t">T</h1>\n<p>a <strong>b</strong><br /></p>\n<svg><rect width="1"/></svg>')
        is not None
    )


@pytest.mark.parametrize(
    "html", ["a < b", "<script>1</script>", "<p class=x>a</p>", "<P>a</P>", "<pre>a</pre>"]
)
def test_other_pages_are_left_to_material(html: str) -> None:
    assert sections(html) is None
