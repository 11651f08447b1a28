"""The security policy: on every page, broken by none, and nothing leaves the origin."""

from collections.abc import Callable

import pytest

from generator.errors import SiteError
from generator.site.finish import with_policy
from tests.browser.acts import ACTS, Act
from tests.browser.conftest import Kinds, Tab

Open = Callable[..., Tab]
LISTEN = (
    "globalThis.violated = []; document.addEventListener('securitypolicyviolation',"
    " (event) => globalThis.violated.push(`${event.violatedDirective} ${event.blockedURI} ${event.sample}`))"
)
HEAD = '<html lang="fr"><head><meta charset="utf-8">'


def test_every_page_has_a_strict_policy(kinds: Kinds) -> None:
    """Those that lead elsewhere, that stand in others' pages, or that say that there is none, included."""
    pages = set(kinds.site.rglob("*.html"))
    embed = "departements/42-loire/integrer/balance/index.html"
    assert {kinds.site / name for name in ("42/index.html", "404.html", embed)} <= pages
    for page in pages:
        text = page.read_text(encoding="utf-8")
        before, _, after = text.partition('<meta http-equiv="Content-Security-Policy" content="')
        policy = {part.split()[0]: part.split()[1:] for part in after.partition('"')[0].split("; ")}
        allowed = policy.get("script-src", policy["default-src"])
        assert all(one in ("'self'", "'none'") or one.startswith("'sha256-") for one in allowed), page
        assert "<script" not in before, page


@pytest.mark.parametrize("mouse", [True, False])
def test_no_kind_of_page_breaks_it_or_leaves_the_origin(mouse: bool, kinds: Kinds, open_tab: Open) -> None:
    """With a mouse Material's script runs and the figures in view come alive."""
    tab = open_tab(has_touch=not mouse)
    tab.page.add_init_script(LISTEN)
    for path in (*kinds.pages, "nulle-part/"):
        tab.page.goto(f"{kinds.origin}/{path}", wait_until="load")
        if mouse:
            tab.until("typeof component$ !== 'undefined' || document.querySelector('#material') === null")
        assert tab.page.evaluate("violated") == [], path
        kept = tab.page.evaluate("document.cookie + Object.keys({ ...localStorage, ...sessionStorage })")
        assert kept in ("", "/.__palette"), path
    missing = "the server responded with a status of 404"
    assert [error for error in tab.watch.errors if missing not in error] == []
    assert tab.watch.foreign(kinds.origin) == []


@pytest.mark.parametrize(("path", "act", "width"), ACTS)
def test_what_readers_do_keeps_to_it(path: str, act: Act, width: int, kinds: Kinds, open_tab: Open) -> None:
    tab = open_tab(viewport={"width": width, "height": 900})
    tab.page.add_init_script(LISTEN)
    tab.page.goto(f"{kinds.origin}/{path}")
    act(tab)
    assert tab.page.evaluate("violated") == []
    assert tab.watch.errors == []
    assert tab.watch.foreign(kinds.origin) == []


def test_figures_keep_to_it(kinds: Kinds, open_tab: Open) -> None:
    tab = open_tab(viewport={"width": 1280, "height": 900})
    tab.page.add_init_script(LISTEN)
    tab.page.goto(f"{kinds.origin}/departements/42-loire/")
    for name in ("fig-balance", "fig-activites", "fig-flux-export"):
        tab.page.locator(f"#{name}").scroll_into_view_if_needed()
        tab.until(f"document.querySelector('#{name} .js-plotly-plot .main-svg') !== null")
    with tab.page.expect_download():
        tab.page.locator("#fig-balance summary", has_text="Partager").click()
        tab.page.locator("#fig-balance .pce-figure__png").click()
    assert tab.page.evaluate("violated") == []
    assert tab.watch.errors == []


def test_only_the_colours_are_kept_and_no_cookie(kinds: Kinds, open_tab: Open) -> None:
    tab = open_tab(viewport={"width": 1280, "height": 900})
    tab.page.goto(f"{kinds.origin}/departements/42-loire/")
    tab.until("typeof component$ !== 'undefined'")
    tab.page.locator("[data-md-component=palette] label:visible").click()
    tab.until("Object.keys(localStorage).length > 0")
    assert tab.page.evaluate("Object.keys(localStorage)") == ["/.__palette"]
    assert tab.page.evaluate("Object.keys(sessionStorage)") == []
    assert tab.page.context.cookies() == []


def test_an_inline_script_that_nobody_knows_stops_the_build() -> None:
    with pytest.raises(SiteError, match="unknown inline script"):
        with_policy(f"{HEAD}<script>alert(1)</script>")


@pytest.mark.parametrize("data", ['type="application/ld+json"', 'src="a.js"', 'type="application/json" id="x"'])
def test_data_and_files_need_no_hash(data: str) -> None:
    assert "sha256" not in with_policy(f"{HEAD}<script {data}>{{}}</script>")


def test_our_own_files_of_the_first_screen_are_asked_for_before_the_policy() -> None:
    """The browser looks ahead no further than the policy. What is not of the site is never before it."""
    ours = '<link rel="preload" as="image" href="balance.svg" media="print"><link rel="stylesheet" href="../pages.css">'
    for other in ('<link rel="stylesheet" href="https://a.example/b.css">', '<link rel="icon" href="a.svg">'):
        before, _, after = with_policy(f"{HEAD}{ours}{other}").partition("<meta http-equiv")
        assert before.strip() == f"{HEAD}{ours}"
        assert after.endswith(other)


def test_a_page_keeps_the_policy_that_it_brings(kinds: Kinds) -> None:
    for page in ("fiche", "integrer/balance"):
        text = (kinds.site / "departements/42-loire" / page / "index.html").read_text(encoding="utf-8")
        assert text.count("Content-Security-Policy") == 1
        assert "content=\"default-src 'none'; style-src 'self'; img-src 'self';" in text
        assert "<script src" not in text


def test_a_page_without_a_place_for_the_policy_stops_the_build() -> None:
    with pytest.raises(SiteError, match="expected <meta charset"):
        with_policy("<html></html>")
