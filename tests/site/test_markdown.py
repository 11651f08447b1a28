"""The Markdown extensions that spare time change nothing in what comes out."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from markdown import Markdown

from generator.site.mkdocs.run import SITE_CONFIG, MkDocs

PIECES = [
    "# Heading { #id }",
    "Plain words, « quoted » and unmarked: 5 < 6 & so on.",
    "**Strong**, _soft_, `code`, a [link](https://a.example/) and ![image](a.svg)",
    "Two\\* escapes \\[here\\], an <https://a.example/> and a@b.example, &eacute;",
    "First line  \nafter a break, <strong>raw [link](b.md)</strong>",
    'A note[^1] and a [reference] of **[both](a.md "title")**',
    "[^1]: The note.",
    "[reference]: https://b.example/",
    '- one <a href="../">two</a>\n- `three`',
    '<p class="pce-lead">Lead : **no** <b>strong</b></p>',
    '<p class="pce-a">one</p>\n<p class="pce-b">two</p>',
    '<p class="pce-a">followed</p>\n{: #attributes }',
    '<div class="pce-box">\n<div>in</div>\n</div>',
    '<div class="pce-box">one</div> <div>after</div>',
    '<div class="pce-box"><div>open</div>',
    '<nav class="pce-around"><dl>\n<dt>a</dt><dd>b</dd>\n</dl></nav>',
    '<ul class="pce-links">\n<li>a</li></ul>',
    '<figure class="pce-figure">\n\n**drawn**\n</figure>',
    '<div class="pce-scroll"><table><tr><td>_1_</td></tr></table></div>',
    "/// html | section#part\n\ninside **it**\n\n///",
    '    indented <p class="pce-lead">code</p>',
]
CONFIG = MkDocs(SITE_CONFIG).config
SPARING = {"generator.site.mkdocs.raw_figures"}


def html(text: str, extensions: list[str]) -> str:
    return Markdown(extensions=extensions, extension_configs=CONFIG.mdx_configs).convert(text)


@given(st.lists(st.sampled_from(PIECES), max_size=8).map("\n\n".join))
def test_pages_come_out_the_same_without_them(text: str) -> None:
    extensions = CONFIG.markdown_extensions
    assert set(extensions) > SPARING
    spared = html(text, extensions)
    plain = html(text, [name for name in extensions if name not in SPARING])
    # a figure is taken out with less space around it than Markdown leaves
    assert spared.split() == plain.split()
