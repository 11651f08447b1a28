"""axe-core in a tab: what of the page, as it is shown at this moment, keeps somebody out."""

from functools import cache
from pathlib import Path

from playwright.sync_api import Page

Rules = dict[str, object]
PROJECT = Path(__file__).resolve().parents[2]
ALL: Rules = {
    "type": "tag",
    "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice", "experimental"],
}
"""All that axe knows but level AAA; `hidden-content` is left out: it only says that a page holds something hidden."""

COLOURS: Rules = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}
"""The rules that depend on the colour scheme; for a width, all the others need but one run."""

_OPEN_ALL = """() => {
  for (const details of document.querySelectorAll("details")) details.open = true;
  for (const row of document.querySelectorAll("tbody tr:nth-child(n + 7)")) row.remove();
}"""
_VIOLATIONS = """async (runOnly) => {
  const unlike = { "target-size": { enabled: true }, "hidden-content": { enabled: false } };
  const rules = runOnly.type === "tag" ? unlike : {};
  const options = { runOnly, rules, resultTypes: ["violations"], preload: false };
  const { violations } = await axe.run(document, options);
  return violations.flatMap(({ id, impact, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} (${impact}) ${target.join(" ")}: ${failureSummary}`));
}"""


@cache
def _axe() -> str:
    return (PROJECT / "node_modules/axe-core/axe.min.js").read_text(encoding="utf-8")


def open_all(page: Page) -> None:
    """Opens all that is folded, and leaves six rows of each table: the others are like them and take axe minutes."""
    page.evaluate(_OPEN_ALL)


def violations(page: Page, width: int, scheme: str, rules: Rules = ALL) -> list[str]:
    """What axe finds in the page at this width, in this colour scheme (`light` or `dark`): one line an element."""
    page.set_viewport_size({"width": width, "height": 900})
    # colours that glide from one scheme to the other would be measured half way
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]
    if not page.evaluate("typeof axe === 'object'"):
        page.evaluate(_axe())
    found: list[str] = page.evaluate(_VIOLATIONS, rules)
    return [f"{page.url} at {width} px, {scheme}: {each}" for each in found]
