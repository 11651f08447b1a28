"""Valid HTML, CSS and SVG, by the Nu validator of the W3C: one page of each kind, our style sheets, some figures."""

import json
import subprocess
import sys
from pathlib import Path

from tests.browser.conftest import PROJECT, Kinds

VALIDATOR = PROJECT / "node_modules/vnu-jar/build/dist/vnu.jar"
BROWSER_PROVES = "violates Content Security Policy"
"""Of a file without a server, the validator takes nothing for the page's own origin: see test_security."""
NOT_KNOWN = (
    *(f"Property “{name}” doesn't exist" for name in ("vector-effect", "paint-order", "rx", "container-type")),
    "Unrecognized at-rule “@container”",
)
"""SVG 2 and container queries, which all browsers know and the validator does not."""


def complaints(files: list[Path]) -> list[str]:
    """What the validator says of the files, warnings included, as "file:line: words"."""
    command = [str(PROJECT / "tools/with-java"), sys.prefix, "java", "-jar", str(VALIDATOR), "--format", "json"]
    checked = ["--also-check-css", "--also-check-svg"]
    done = subprocess.run([*command, *checked, *files], capture_output=True, text=True, check=False)
    said = next(line for line in done.stderr.splitlines() if line.startswith("{"))
    return [
        f"{message.get('url')}:{message.get('lastLine')}: {message['message']} {message.get('extract', '')}"
        for message in json.loads(said)["messages"]
        if not any(known in message["message"] for known in (BROWSER_PROVES, *NOT_KNOWN))
    ]


BAD = {
    "page.html": '<!doctype html><html lang="fr"><title>a</title><p><div></div></p></html>',
    "sheet.css": "p { colour: red }",
    "figure.svg": '<svg xmlns="http://www.w3.org/2000/svg"><p/></svg>',
}
"""One of each that the validator must complain of, to know that it looks at each."""


def test_all_that_is_served_is_valid(kinds: Kinds, tmp_path: Path) -> None:
    pages = [kinds.site / page / ("" if page.endswith(".html") else "index.html") for page in kinds.pages]
    sheets = sorted((PROJECT / "docs/assets/stylesheets").glob("*.css"))
    figures = sorted((kinds.site / "departements/42-loire").glob("*.svg"))
    assert sheets
    assert figures
    for name, text in BAD.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    said = complaints([*pages, kinds.site / "42/index.html", *sheets, *figures, *sorted(tmp_path.iterdir())])
    found = {name: [line for line in said if f"{tmp_path}/{name}:" in line] for name in BAD}
    assert all(found.values())
    assert [line for line in said if f"{tmp_path}/" not in line] == []
