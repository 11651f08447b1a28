"""The site's figures for programs: what the description names is there, and the page's examples run as they stand."""

import html
import json
import re
import subprocess
import sys
from typing import Any

import pytest

from tests.browser.conftest import Kinds

PUBLIC = "https://portraits.example/"


@pytest.fixture(scope="module")
def description(kinds: Kinds) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((kinds.site / "api/openapi.json").read_text(encoding="utf-8"))
    return loaded


def test_each_address_of_the_description_is_there(kinds: Kinds, description: dict[str, Any]) -> None:
    territories = json.loads((kinds.site / "api/territoires.json").read_text(encoding="utf-8"))["territoires"]
    for territory in territories:
        portrait = json.loads((kinds.site / territory["portrait"]).read_text(encoding="utf-8"))
        assert portrait["territoire"]["code"] == territory["code"]
        assert portrait["export"]["total"] == territory["export"]
        assert (kinds.site / territory["page"] / "index.html").is_file()
    assert {t["code"] for t in territories} == {"2A", "26", "42", "48", "69", "971", "974", "976", "84", "FR"}
    for name in ("produits", "partenaires"):
        listed = json.loads((kinds.site / f"api/{name}.json").read_text(encoding="utf-8"))[name]
        assert len(listed) > 50
        for row in listed:
            one = json.loads((kinds.site / row["fichier"]).read_text(encoding="utf-8"))
            assert (one["code"], one["export"]["total"]) == (row["code"], row["export"])
            assert one["demonstration"] is True
        totals = sum(row["export"] for row in listed)
        assert totals == next(t["export"] for t in territories if t["code"] == "FR")
    assert set(description["paths"]) == {
        "/api/territoires.json",
        "/api/totaux.json",
        "/api/revisions.json",
        "/{page}/portrait.json",
        "/{page}/{tableau}.csv",
        "/api/produits.json",
        "/api/produits/{code}.json",
        "/api/partenaires.json",
        "/api/partenaires/{code}.json",
    }
    schema = description["paths"]["/{page}/portrait.json"]["get"]["responses"]["200"]["content"]
    address = schema["application/json"]["schema"]["$ref"]
    assert (kinds.site / address.removeprefix(PUBLIC)).is_file()


def test_each_table_of_the_description_is_there(kinds: Kinds, description: dict[str, Any]) -> None:
    page, table = description["paths"]["/{page}/{tableau}.csv"]["get"]["parameters"]
    assert (page["name"], table["name"]) == ("page", "tableau")
    named = set(table["schema"]["enum"])
    beside = {file.stem for file in (kinds.site / "regions/84-auvergne-rhone-alpes").glob("*.csv")}
    assert named == beside
    for name in beside:
        header = (kinds.site / f"regions/84-auvergne-rhone-alpes/{name}.csv").read_text(encoding="utf-8-sig")
        assert ";" in header.splitlines()[0]


def example(kinds: Kinds, title: str) -> str:
    """The code under a heading of the page, asking the test's server in place of the public address."""
    page = (kinds.site / "api/index.html").read_text(encoding="utf-8")
    after = page[page.index(f">{title}<") :]
    found = re.search(r"<code[^>]*>(.*?)</code>", after, re.DOTALL)
    assert found
    code = html.unescape(re.sub(r"<[^>]+>", "", found[1]))
    assert PUBLIC in code
    return code.replace(PUBLIC, f"{kinds.origin}/")


def test_the_example_for_the_command_line_runs(kinds: Kinds) -> None:
    done = subprocess.run(["bash", "-c", example(kinds, "En ligne de commande")], capture_output=True, check=True)
    assert json.loads(done.stdout)["territoire"]["nom"] == "Loire"


def test_the_example_in_python_runs(kinds: Kinds) -> None:
    code = example(kinds, "En Python")
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    lines = done.stdout.splitlines()
    assert len(lines) == 5
    assert lines[0].startswith("1 ")


def test_the_example_for_a_spreadsheet_is_a_table(kinds: Kinds) -> None:
    address = example(kinds, "Dans un tableur").strip()
    done = subprocess.run(["curl", "-sf", address], capture_output=True, check=True)
    header = done.stdout.decode("utf-8-sig").splitlines()[0]
    assert header == "code_pays;pays;import_eur;export_eur;solde_eur"
