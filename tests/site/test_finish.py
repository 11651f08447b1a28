"""Errors in Material's HTML are repaired, and a repair that is no longer needed is an error."""

from pathlib import Path

import pytest

from generator.errors import SiteError
from generator.site.finish import REPAIRS, check_repairs, finish, repaired

HEAD = '<html lang="fr"><head><meta charset="utf-8"></head>'


@pytest.mark.parametrize("repair", REPAIRS, ids=lambda repair: repair.name)
def test_a_repair_is_made_and_reported(repair: object) -> None:
    (one,) = [each for each in REPAIRS if each is repair]
    assert repaired(f"<p>{one.before}</p>") == (f"<p>{one.after}</p>", {one.name})


def test_correct_html_is_unchanged() -> None:
    html = '<input id="__toc"><label class="md-nav__title" for="__toc">'
    assert repaired(html) == (html, set())


def test_white_space_around_line_ends_goes_except_where_it_matters() -> None:
    html = "<p>\n    a  b  \n\n</p><pre>\n  c  \n</pre>\n\t<p>"
    assert repaired(html)[0] == "<p>\na  b\n</p><pre>\n  c  \n</pre>\n<p>"


def test_a_repair_that_no_page_needs_is_an_error() -> None:
    first, *others = (repair.name for repair in REPAIRS)
    check_repairs([first, *others])
    with pytest.raises(SiteError, match=f"no longer writes .*: {first};"):
        check_repairs(others)


def test_files_already_in_the_site_are_kept(tmp_path: Path) -> None:
    made, site = tmp_path / "made", tmp_path / "site"
    for folder, text in ((made, "theme"), (site, "ours")):
        folder.mkdir()
        (folder / "file.js").write_text(text, encoding="utf-8")
    (made / "deep").mkdir()
    (made / "deep" / "index.html").write_text(HEAD, encoding="utf-8")
    (made / "deep" / "file.js").write_text("theme", encoding="utf-8")
    assert finish(made, site, policies=True) == set()
    assert (site / "file.js").read_text(encoding="utf-8") == "ours"
    assert (site / "deep" / "file.js").read_text(encoding="utf-8") == "theme"
    assert "Content-Security-Policy" in (site / "deep" / "index.html").read_text(encoding="utf-8")


def test_a_page_that_cannot_be_finished_is_named(tmp_path: Path) -> None:
    (tmp_path / "made").mkdir()
    (tmp_path / "made" / "page.html").write_text(f"{HEAD}<script>alert(1)</script>", encoding="utf-8")
    with pytest.raises(SiteError, match=r"^page\.html: unknown inline script"):
        finish(tmp_path / "made", tmp_path / "site", policies=True)
