"""The typography of published HTML: which apostrophes stay straight, and text that only a head has."""

from __future__ import annotations

from generator.site.typography import typeset


def test_only_the_totals_have_a_straight_apostrophe() -> None:
    """Programs look for them as REFERENCE.md writes them (« On the page »)."""
    total = "<p>Total des exportations : <strong>4 192,1 millions d'euros</strong></p>"
    assert "millions d'euros</strong>" in typeset(total)
    for prose in (
        "<p>au moins 200 millions d'euros dans ce sens</p>",
        "<p>en millions d'euros</p>",
        "l'acier",
    ):
        assert "'" not in typeset(prose)


def test_what_a_head_says_is_typeset_and_what_it_rules_is_not() -> None:
    said = """<meta name="description" content="Val-d'Oise : le commerce"><meta property="og:title" content="L'Ain">"""
    ruled = """<meta http-equiv="Content-Security-Policy" content="default-src 'self'"><script>'a'</script>"""
    assert typeset(said) == said.replace("'", "’").replace(" :", "\u00a0:")
    assert typeset(ruled) == ruled


def test_text_attributes_are_typeset_and_others_are_not() -> None:
    assert typeset("""<a href="x'y" title="l'Ain">""") == """<a href="x'y" title="l’Ain">"""
