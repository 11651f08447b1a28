"""Published HTML: apostrophes, text that only a head has, names in code that may break, tables on a phone."""

import re

import markdown
import pytest

from generator.site.typography import TypographyExtension, typeset


@pytest.mark.parametrize(
    ("written", "published"),
    [
        ("<code>portrait.json</code>", "<code>portrait.json</code>"),
        ("<code>keep_default_na=False</code>", "<code>keep_default_na=False</code>"),
        ("<code>api/produits/C21Z_2-x.json</code>", "<code>api/<wbr>produits/<wbr>C21Z_<wbr>2-<wbr>x.<wbr>json</code>"),
        (
            '<pre><code class="language-sh/a-long-class-name">curl https://portraits.example/a-b/c.json</code></pre>',
            '<pre><code class="language-sh/a-long-class-name">'
            "curl https://portraits.example/<wbr>a-b/<wbr>c.json</code></pre>",
        ),
        ("<script>departements/42-loire/balance.csv</script>",) * 2,
        ("<p>departements/42-loire/balance.csv</p>",) * 2,
    ],
)
def test_only_long_names_in_code_may_break(written: str, published: str) -> None:
    assert typeset(written) == published


@pytest.mark.parametrize(("columns", "named"), [(3, []), (4, ["Colonne 2", "L’autre", "Colonne 4"])])
def test_a_wide_table_names_its_columns_in_each_row(columns: int, named: list[str]) -> None:
    heads = ["Colonne 1", "Colonne 2", "L'autre", "Colonne 4"][:columns]
    rows = (heads, ["---"] * columns, ["a"] * columns)
    text = "\n".join(f"| {' | '.join(row)} |" for row in rows)
    html = markdown.markdown(text, extensions=["tables", TypographyExtension()])
    assert re.findall('data-label="([^"]*)"', html) == named


def test_only_the_totals_have_a_straight_apostrophe() -> None:
    """Programs look for them as REFERENCE.md writes them (« On the page »)."""
    total = "<p>Total des exportations : <strong>4 192,1 millions d'euros</strong></p>"
    assert "millions d'euros</strong>" in typeset(total)
    for prose in ("<p>au moins 200 millions d'euros dans ce sens</p>", "<p>en millions d'euros</p>", "l'acier"):
        assert "'" not in typeset(prose)


def test_what_a_head_says_is_typeset_and_what_it_rules_is_not() -> None:
    said = """<meta name="description" content="Val-d'Oise : le commerce"><meta property="og:title" content="L'Ain">"""
    ruled = """<meta http-equiv="Content-Security-Policy" content="default-src 'self'"><script>'a'</script>"""
    assert typeset(said) == said.replace("'", "’").replace(" :", "\u00a0:")
    assert typeset(ruled) == ruled


def test_text_attributes_are_typeset_and_others_are_not() -> None:
    assert typeset("""<a href="x'y" title="l'Ain">""") == """<a href="x'y" title="l’Ain">"""


def test_entities_that_no_browser_needs_are_characters_again() -> None:
    written = '<p title="&#34;&#123;&#123;a&#125;&#125;">&#34;&#91;x&#93;&#42;&#95;&#92;&#34; &#60;b&#62; &#38;</p>'
    assert typeset(written) == '<p title="&#34;{{a}}">"[x]*_\\" &#60;b&#62; &#38;</p>'
