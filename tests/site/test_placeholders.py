"""Blocks that the search leaves out are cut, and restored in their place."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from material.plugins.search.plugin import Parser  # type: ignore[import-untyped]

from generator.site.hooks import cut_blocks, restore_blocks

HELD = "<summary>S</summary><table><tr><td>1</td></tr></table>"
TABLE = f'<details class="t" data-search-exclude>{HELD}</details>'
MARK = "<!--placeholder-->"
MARKED = TABLE.replace(HELD, MARK)


@pytest.mark.parametrize(
    ("html", "kept", "taken"),
    [
        ("<p>a</p>", "<p>a</p>", []),
        (f"<p>a</p>\n{TABLE}\n<p>b</p>", f"<p>a</p>\n{MARKED}\n<p>b</p>", [HELD]),
        (TABLE * 2, MARKED * 2, [HELD] * 2),
        ("<table data-search-exclude><tr></tr></table>x", f"<table data-search-exclude>{MARK}</table>x", ["<tr></tr>"]),
        ("<h2 data-search-exclude>a</h2>", "<h2 data-search-exclude>a</h2>", []),
        ("<details><p>searched</p></details>", "<details><p>searched</p></details>", []),
        ("<details data-search-exclude>never closed", "<details data-search-exclude>never closed", []),
        (f"A text that quotes `{TABLE}`", f"A text that quotes `{TABLE}`", []),
        (f"\n    {TABLE}", f"\n    {TABLE}", []),
    ],
)
def test_the_content_of_excluded_blocks_is_cut(html: str, kept: str, taken: list[str]) -> None:
    assert cut_blocks(html) == (kept, taken)


@pytest.mark.parametrize("sign", ["\x02", "\x03", "\t", "\r", "\n  \n"])
def test_a_table_that_markdown_would_change_stays(sign: str) -> None:
    html = f"<table data-search-exclude>a{sign}b</table>"
    assert cut_blocks(html) == (html, [])


def test_nested_elements_end_at_their_own_end_tag() -> None:
    held = "<details>a</details>b"
    html = f"<details data-search-exclude>{held}</details>c"
    assert cut_blocks(html) == (html.replace(held, MARK), [held])


def test_cut_blocks_are_restored() -> None:
    html = f"<p>a</p>\n{TABLE}\n<p>b</p>\n{TABLE}"
    assert restore_blocks(*cut_blocks(html)) == html


def test_a_block_that_is_quoted_is_an_error() -> None:
    kept, held = cut_blocks(f"```html\n{TABLE}\n```")
    assert TABLE not in kept
    with pytest.raises(ValueError, match=r"^1 blocks marked data-search-exclude, 0 of them shown"):
        restore_blocks("<pre>&lt;table&gt;&lt;!--placeholder--&gt;&lt;/table&gt;</pre>", held)


def indexed(html: str) -> list[tuple[str, str]]:
    parser = Parser()
    parser.feed(html)
    parser.close()
    return [("".join(s.title).strip(), "".join(s.text).strip()) for s in parser.data]


PIECES = ["<h2 id='a'>A</h2>", "<p>text</p>", "\n", " ", "loose", TABLE, "<figure><p>f</p>\n" + TABLE + "\n</figure>"]


@given(st.lists(st.sampled_from(PIECES)).map("".join))
def test_the_index_is_the_same(rest: str) -> None:
    html = f"<h1 id='t'>T</h1>{rest}"
    assert indexed(cut_blocks(html)[0]) == indexed(html)
