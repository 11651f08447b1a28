"""What the search does not look through is spared, and comes back where it was."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from material.plugins.search.plugin import Parser  # type: ignore[import-untyped]

from generator.site.unsearched import without_excluded

TABLE = (
    '<details class="t" data-search-exclude><summary>S</summary><table><tr><td>1</td></tr></table></details>'
)
MARK = "<!--unsearched-->"


@pytest.mark.parametrize(
    ("html", "kept", "taken"),
    [
        ("<p>a</p>", "<p>a</p>", []),
        (f"<p>a</p>\n{TABLE}\n<p>b</p>", f"<p>a</p>\n{MARK}\n<p>b</p>", [TABLE]),
        (TABLE * 2, MARK * 2, [TABLE] * 2),
        (
            "<table data-search-exclude><tr></tr></table>x",
            f"{MARK}x",
            ["<table data-search-exclude><tr></tr></table>"],
        ),
        ("<h2 data-search-exclude>a</h2>", "<h2 data-search-exclude>a</h2>", []),
        ("<details><p>searched</p></details>", "<details><p>searched</p></details>", []),
        ("<details data-search-exclude>never closed", "<details data-search-exclude>never closed", []),
    ],
)
def test_excluded_tables_are_taken_out(html: str, kept: str, taken: list[str]) -> None:
    assert without_excluded(html) == (kept, taken)


def test_an_element_that_holds_another_of_its_kind_stays() -> None:
    html = f"<details data-search-exclude>{'<details>a</details>'}b</details>"
    assert without_excluded(html) == (html, [])


def indexed(html: str) -> list[tuple[str, str]]:
    parser = Parser()
    parser.feed(html)
    parser.close()
    return [("".join(s.title).strip(), "".join(s.text).strip()) for s in parser.data]


PIECES = [
    "<h2 id='a'>A</h2>",
    "<p>text</p>",
    "\n",
    " ",
    "loose",
    TABLE,
    "<figure><p>f</p>\n" + TABLE + "\n</figure>",
]


@given(st.lists(st.sampled_from(PIECES)).map("".join))
def test_the_index_is_the_same(rest: str) -> None:
    html = f"<h1 id='t'>T</h1>{rest}"
    assert indexed(without_excluded(html)[0]) == indexed(html)
