"""Computes the figures of REFERENCE.md again from the raw text, with nothing but the standard library.

Nothing here imports the code it checks: the site is what the command ``build`` made.
"""

import csv
import html
import io
import json
import re
from collections import Counter
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any

import pytest

from tests.raw_rows import raw_rows

REGIONS = {
    "84": ["01", "03", "07", "15", "26", "38", "42", "43", "63", "69", "73", "74"],
    "93": ["04", "05", "06", "13", "83", "84", "99"],
    "94": ["20"],
    "06": ["9E"],
    "76": ["09", "11", "12", "30", "31", "32", "34", "46", "48", "65", "66", "81", "82"],
}
CASES = {
    "departements/42-loire": (["42"], "84"),
    "departements/05-hautes-alpes": (["05"], "93"),
    "departements/48-lozere": (["48"], "76"),
    "departements/2a-corse-du-sud": (["20"], "94"),
    "departements/976-mayotte": (["9E"], "06"),
    "regions/93-provence-alpes-cote-d-azur": (REGIONS["93"], None),
    "regions/84-auvergne-rhone-alpes": (REGIONS["84"], None),
    "france": (None, None),
}
Cells = Counter[tuple[str, str]]


def read_cells(folder: Path, codes: list[str] | None) -> dict[str, Cells]:
    cells: dict[str, Cells] = {"E": Counter(), "I": Counter()}
    for flux, _, _, departement, _, a129, _, country, value, _ in raw_rows(folder):
        if codes is None or departement in codes:
            cells[flux][a129, country] += int(value)
    return cells


def read_quarters(folder: Path, codes: list[str] | None) -> Counter[tuple[str, int]]:
    """Euros by flux and quarter of 2024."""
    found: Counter[tuple[str, int]] = Counter()
    for flux, quarter, _, departement, *_, value, _ in raw_rows(folder):
        if codes is None or departement in codes:
            found[flux, int(quarter)] += int(value)
    return found


def along(cells: Cells, axis: int) -> Counter[str]:
    totals: Counter[str] = Counter()
    for key, value in cells.items():
        totals[key[axis]] += value
    return totals


UNION_2024 = frozenset(re.findall("..", "ATBEBGCYCZDEDKEEESFIGRHRHUIEITLTLULVMTNLPLPTROSESISK"))


def first_ten(totals: Counter[str]) -> list[str]:
    return sorted((c for c in totals if totals[c]), key=lambda c: (-totals[c], c))[:10]


def expected_flows(cells: Cells, *, country_first: bool) -> list[tuple[str, str, int, bool]]:
    products, countries = first_ten(along(cells, 0)), first_ten(along(cells, 1))
    pairs: Cells = Counter()
    for (product, country), value in cells.items():
        ends = (product if product in products else "AUTRES", country if country in countries else "AUTRES")
        pairs[ends[::-1] if country_first else ends] += value
    rows = sorted(((-value, *ends) for ends, value in pairs.items() if value))
    main = [row for row in rows if "AUTRES" not in row][:5]
    return [(row[1], row[2], -row[0], row in main) for row in rows]


def shown(value: Decimal, places: str) -> str:
    return f"{value.quantize(Decimal(places), ROUND_HALF_UP):,}".replace(",", " ").replace(".", ",")


def share(part: int, whole: int, places: str) -> str:
    """In %, without trailing zeros; what is not zero is never written as zero."""
    percent = Decimal(100) * part / whole
    if 0 < percent < Decimal(places) / 2:
        return f"< {places.replace('.', ',')} %"
    return f"{shown(percent, places).rstrip('0').rstrip(',')} %"


@pytest.fixture
def site(whole_site: Path) -> Path:
    return whole_site


def section_text(page: str, identifier: str) -> str:
    start = page.index(f'<section id="{identifier}"')
    text = re.sub(r"<[^>]+>", "", page[start : page.index("</section>", start)])
    return re.sub(r"\s+", " ", html.unescape(text))


@pytest.mark.parametrize("path", CASES)
def test_the_published_figures_are_those_of_the_raw_files(path: str, site: Path, demo_folder: Path) -> None:
    codes, region = CASES[path]
    cells = read_cells(demo_folder, codes)
    portrait: dict[str, Any] = json.loads((site / path / "portrait.json").read_text(encoding="utf-8"))
    exports, imports = along(cells["E"], 1), along(cells["I"], 1)

    quarters = read_quarters(demo_folder, codes)
    assert [(q["annee"], q["trimestre"], q["import"], q["export"]) for q in portrait["series"]] == [
        (2024, quarter, quarters["I", quarter], quarters["E", quarter]) for quarter in (1, 2, 3, 4)
    ]
    with (site / path / "trimestres.csv").open(encoding="utf-8-sig", newline="") as stream:
        header, *rows = csv.reader(stream, delimiter=";")
    assert header == ["annee", "trimestre", "import_eur", "export_eur", "solde_eur"]
    assert [tuple(map(int, row)) for row in rows] == [
        (q["annee"], q["trimestre"], q["import"], q["export"], q["export"] - q["import"]) for q in portrait["series"]
    ]

    assert portrait["demonstration"] is True
    assert portrait["edition"] == "2024"
    partners = {*first_ten(exports), *first_ten(imports)}
    order = sorted(partners, key=lambda c: (-exports[c] - imports[c], c))
    assert [(r["pays"], r["import"], r["export"], r["solde"]) for r in portrait["balance"]] == [
        (c, imports[c], exports[c], exports[c] - imports[c]) for c in order
    ]
    sold, bought = along(cells["E"], 0), along(cells["I"], 0)
    products = sorted((p for p in sold | bought if sold[p] + bought[p]), key=lambda p: (-sold[p] - bought[p], p))
    assert [(r["produit"], r["import"], r["export"]) for r in portrait["activites"]] == [
        (p, bought[p], sold[p]) for p in products
    ]
    assert [(r["produit"], r["pays"], r["valeur"], r["principal"]) for r in portrait["flux_export"]] == expected_flows(
        cells["E"], country_first=False
    )
    assert [(r["pays"], r["produit"], r["valeur"], r["principal"]) for r in portrait["flux_import"]] == expected_flows(
        cells["I"], country_first=True
    )

    france = read_cells(demo_folder, None)
    of_region = read_cells(demo_folder, REGIONS[region]) if region else None
    page = (site / path / "index.html").read_text(encoding="utf-8")
    for flux, key, noun in (("E", "export", "exportations"), ("I", "import", "importations")):
        total, national = cells[flux].total(), france[flux].total()
        text = section_text(page, noun)
        assert portrait[key]["total"] == total
        assert portrait[key]["ue"] == sum(v for (_, c), v in cells[flux].items() if c in UNION_2024)
        assert f"Total des {noun} : {shown(Decimal(total) / 10**6, '0.1')} millions d'euros" in text
        if path == "france":
            assert portrait[key]["part_france"] is None
            assert "de la France (" not in text
        else:
            assert portrait[key]["part_france"] == pytest.approx(total / national, rel=1e-12)
            assert f"soit {share(total, national, '0.01')} des {noun} de la France (" in text
        if of_region:
            assert portrait[key]["part_region"] == pytest.approx(total / of_region[flux].total(), rel=1e-12)
            assert f"soit {share(total, of_region[flux].total(), '0.1')} des {noun} de la région " in text
        else:
            assert portrait[key]["part_region"] is None


COLUMNS: dict[str, tuple[str, list[str | None], str]] = {
    "balance": (
        "balance",
        ["pays", "nom", "import", "export", "solde"],
        "code_pays;pays;import_eur;export_eur;solde_eur",
    ),
    "activites": ("activites", ["produit", "nom", "import", "export"], "code_produit;produit;import_eur;export_eur"),
    "flux-export": (
        "flux_export",
        ["produit", None, "pays", None, "valeur", "principal"],
        "code_produit;produit;code_pays;pays;valeur_eur;flux_principal",
    ),
    "flux-import": (
        "flux_import",
        ["pays", None, "produit", None, "valeur", "principal"],
        "code_pays;pays;code_produit;produit;valeur_eur;flux_principal",
    ),
}


@pytest.mark.parametrize("path", CASES)
@pytest.mark.parametrize("name", COLUMNS)
def test_the_csv_have_the_rows_of_the_json(path: str, name: str, site: Path) -> None:
    key, columns, header = COLUMNS[name]
    raw = (site / path / f"{name}.csv").read_bytes()
    portrait = json.loads((site / path / "portrait.json").read_text(encoding="utf-8"))
    assert raw.startswith(b"\xef\xbb\xbf" + header.encode() + b"\r\n")
    assert raw.count(b"\n") == raw.count(b"\r\n")
    rows = list(csv.reader(io.StringIO(raw.decode("utf-8-sig"), newline=""), delimiter=";"))[1:]
    words = {True: "oui", False: "non"}
    assert len(rows) == len(portrait[key]) > 0
    for row, entry in zip(rows, portrait[key], strict=True):
        for cell, column in zip(row, columns, strict=True):
            if column is not None:
                value = entry[column]
                assert cell == (words[value] if isinstance(value, bool) else str(value))


def test_all_addresses_and_files_exist(site: Path) -> None:
    folders = [*(site / "departements").glob("*/"), *(site / "regions").glob("*/"), site / "france"]
    portraits = [folder for folder in folders if (folder / "portrait.json").is_file()]
    assert len(portraits) == 120
    for folder in portraits:
        for name in COLUMNS:
            assert (folder / f"{name}.csv").is_file()
            assert (folder / f"{name}.svg").is_file()
        assert (folder / "index.html").is_file()
    for address in ("departements/21-cote-d-or", "departements/95-val-d-oise", "departements/971-guadeloupe"):
        assert (site / address / "index.html").is_file()


def test_short_addresses_redirect_to_the_departements(site: Path) -> None:
    codes = {p.name for p in site.iterdir() if p.is_dir() and re.fullmatch(r"\d{2,3}|2[ab]", p.name)}
    assert len(codes) == 101
    for code in codes:
        page = (site / code / "index.html").read_text(encoding="utf-8")
        target = re.search(r'http-equiv="refresh" content="0; url=\.\./([^"]+)"', page)
        assert target, code
        assert target[1].startswith(f"departements/{code}-")
        assert (site / target[1] / "index.html").is_file()


def figure_ids(site: Path, path: str) -> set[str]:
    page = (site / path / "index.html").read_text(encoding="utf-8")
    return set(re.findall(r'<figure id="([^"]+)"', page))


def test_each_kind_of_page_has_its_figures(site: Path) -> None:
    own = {"fig-balance", "fig-activites", "fig-flux-export", "fig-flux-import", "fig-trimestres"}
    of_france = {"fig-flux-export-france", "fig-flux-import-france"}
    of_region = {"fig-flux-export-region", "fig-flux-import-region"}
    assert figure_ids(site, "departements/42-loire") == own | of_region | of_france
    assert figure_ids(site, "departements/2a-corse-du-sud") == own | of_france
    assert figure_ids(site, "departements/974-la-reunion") == own | of_france
    assert figure_ids(site, "regions/53-bretagne") == own | of_france
    assert figure_ids(site, "france") == own
