"""The whole site as a first draft would build it: ``python -m tools.bench.naive FILES YEAR OUTPUT``.

It is not slow on purpose: pandas reads the files, each figure of each page filters its rows, ``graph_objects`` draws
it, ``to_html`` writes it into the page's Markdown, and MkDocs with Material makes the site. Portraits are not in the
menu, which would cost far more time. Prints the seconds of each phase as JSON.
"""

import json
import sys
import time
import zipfile
from pathlib import Path

import pandas as pd
import plotly.graph_objects as go
from mkdocs.commands.build import build
from mkdocs.config import load_config

from generator.reference.territories import Kind, Territory, france, region, territories

COLUMNS = ["flux", "quarter", "year", "departement", "region", "a129", "cpf4", "country", "value", "mass"]
TEXT = dict.fromkeys(("flux", "departement", "region", "a129", "cpf4", "country"), str)


def read(folder: Path, year: int) -> pd.DataFrame:
    """All rows of the year, from the customs' two zips."""
    frames = []
    for path in sorted(folder.glob("*.zip")):
        with zipfile.ZipFile(path) as archive:
            for name in archive.namelist():
                if Path(name).name.startswith("Region_"):
                    with archive.open(name) as stream:
                        frames.append(
                            pd.read_csv(stream, sep=";", header=None, names=COLUMNS, dtype=TEXT, na_filter=False)
                        )
    rows = pd.concat(frames, ignore_index=True)
    return rows[rows["year"] == year]


def scope(rows: pd.DataFrame, territory: Territory) -> pd.DataFrame:
    """A territory's rows."""
    return rows if territory.kind is Kind.FRANCE else rows[rows["departement"].isin(territory.customs_codes)]


def balance(rows: pd.DataFrame, territory: Territory) -> go.Figure:
    """The ten first partners of each direction, as bars."""
    own = scope(rows, territory)
    sums = own.pivot_table(index="country", columns="flux", values="value", aggfunc="sum", fill_value=0)
    first = sums[sums.index.isin({c for flux in sums for c in sums[flux].nlargest(10).index})]
    return go.Figure(
        [go.Bar(y=first.index, x=first[flux], name=flux, orientation="h") for flux in first.columns],
        go.Layout(title=f"Balance, {territory.name}"),
    )


def activities(rows: pd.DataFrame, territory: Territory) -> go.Figure:
    """Products of both directions, as a treemap."""
    own = scope(rows, territory)
    sums = own.groupby(["flux", "a129"])["value"].sum().reset_index()
    totals = sums.groupby("flux")["value"].sum()
    return go.Figure(
        go.Treemap(
            ids=[*totals.index, *(sums["flux"] + sums["a129"])],
            labels=[*totals.index, *sums["a129"]],
            parents=[*("" for _ in totals), *sums["flux"]],
            values=[*totals, *sums["value"]],
            branchvalues="total",
        )
    )


def flows(rows: pd.DataFrame, territory: Territory, flux: str) -> go.Figure:
    """The ten first products against the ten first countries, as a Sankey."""
    own = scope(rows, territory)
    own = own[own["flux"] == flux].copy()
    for column in ("a129", "country"):
        first = own.groupby(column)["value"].sum().nlargest(10).index
        own[column] = own[column].where(own[column].isin(first), "AUTRES")
    links = own.groupby(["a129", "country"])["value"].sum().reset_index()
    products, countries = sorted(links["a129"].unique()), sorted(links["country"].unique())
    return go.Figure(
        go.Sankey(
            node={"label": [*products, *countries]},
            link={
                "source": [products.index(product) for product in links["a129"]],
                "target": [len(products) + countries.index(country) for country in links["country"]],
                "value": links["value"],
            },
        )
    )


def shown(territory: Territory) -> list[Territory]:
    """The territories whose flows a page shows: its own, its région, France."""
    wider = [region(territory.region_code)] if territory.shows_region and territory.region_code else []
    return [territory, *wider, *([] if territory.kind is Kind.FRANCE else [france()])]


def main(files: Path, year: int, output: Path) -> dict[str, float]:
    """Builds into ``output``; returns the seconds of each phase."""
    seconds = {}
    start = time.perf_counter()
    rows = read(files, year)
    seconds["reading"] = time.perf_counter() - start
    docs = output / "docs"
    (docs / "index.md").parent.mkdir(parents=True)
    (docs / "index.md").write_text("# Portraits\n", encoding="utf-8")
    start = time.perf_counter()
    for territory in territories():
        figures = [balance(rows, territory), activities(rows, territory)]
        figures += [flows(rows, place, flux) for flux in ("E", "I") for place in shown(territory)]
        page = docs / f"{territory.path}.md"
        page.parent.mkdir(exist_ok=True)
        drawn = "\n\n".join(figure.to_html(full_html=False, include_plotlyjs=False) for figure in figures)
        page.write_text(f"# {territory.name}\n\n{drawn}\n", encoding="utf-8")
    seconds["portraits"] = time.perf_counter() - start
    start = time.perf_counter()
    config = output / "mkdocs.yml"
    config.write_text(
        "site_name: Portraits\ntheme: {name: material, font: false}\nnav: [index.md]\nnot_in_nav: /*/*\n",
        encoding="utf-8",
    )
    build(load_config(str(config)))
    seconds["mkdocs"] = time.perf_counter() - start
    return seconds


if __name__ == "__main__":
    sys.stdout.write(json.dumps(main(Path(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3]))))
