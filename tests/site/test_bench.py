"""The bench reads a built site: what it compares our portrait with is made of the figures as they are published."""

from pathlib import Path

from tools.bench.phone import PORTRAIT, write_plain_page


def test_the_plain_page_has_the_portrait_s_figures(demo_site: Path, tmp_path: Path) -> None:
    write_plain_page(demo_site / PORTRAIT, tmp_path)
    page = (tmp_path / "index.html").read_text(encoding="utf-8")
    assert page.count("Plotly.newPlot(") == (demo_site / PORTRAIT / "index.html").read_text("utf-8").count(
        "data-figure-src="
    )
    assert "var(--pce-" not in page, "each colour has its value"
