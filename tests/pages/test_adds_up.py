"""What is written adds up as a reader reads it: pages of odd files, with small amounts, none, and the break of 2022."""

import html
import re
from collections.abc import Mapping
from fractions import Fraction
from pathlib import Path

import pytest

from generator.compute import EditionData, compute
from generator.edition import edition_of_input
from generator.french.formatting import rounded, tenths_of
from generator.french.words import no_break_spaces
from generator.pages.links import Links
from generator.pages.portrait.page import EditionSite, portrait_page
from generator.pages.sheet import portrait_sheet
from generator.reference.territories import Territory, territories_of
from generator.system.progress import Progress
from tests.conftest import Row, write_rows

SHOWN = "2a,42,48,75,976,region-84,region-94,france"
AMOUNT = r"([+−]?[\d\u202f]+(?:,\d)?)\u00a0(?:M€|k€|€)"


def rows_of(year: int, scale: int) -> list[Row]:
    """Amounts whose rounded difference is not the rounded one, a territory without exports, one of a few euros."""
    amounts = [
        ("E", "42", "C24A", "DE", 100_040_000 * scale),
        ("I", "42", "C29A", "DE", 99_960_000 * scale),
        ("E", "42", "C28A", "US", 30_000),
        ("I", "42", "C24A", "CN", 1_250_000 * scale),
        ("E", "48", "C10E", "IT", 1_234 * scale),
        ("I", "48", "C10E", "IT", 1_230 * scale),
        ("E", "75", "D35A", "DE", 5_000_050_000 * scale),
        ("I", "75", "B06Z", "NO", 4_999_949_999 * scale),
        ("E", "20", "C11Z", "US", 450_000 * scale),
        ("I", "20", "C19Z", "ES", 40_000 * scale),
        ("I", "9E", "C19Z", "AE", 12_345_678),
        ("E", "69", "C21Z", "US", 7_777_777_777),
        ("I", "69", "C21Z", "CH", 20_000),
    ]
    return [
        (flux, quarter, year, code, product, "2021", country, euros)
        for flux, code, product, country, euros in amounts
        for quarter in (1, 2, 3, 4)
    ]


def pages_of(prepared: EditionData) -> dict[Territory, str]:
    """The portraits and, after them, the sheets."""
    links = Links(flat=False, pages=prepared.pages, url="https://portraits.example/")
    site = EditionSite(prepared, links)
    return {
        t: portrait_page(site, prepared.portraits[t]) + portrait_sheet(site, prepared.portraits[t])[0]
        for t in prepared.pages
    }


def two_editions(folder: Path, years: tuple[int, int]) -> dict[Territory, str]:
    return editions({year: rows_of(year, scale) for year, scale in zip(years, (2, 3), strict=True)}, folder)


def editions(rows: Mapping[int, list[Row]], folder: Path, shown: str = SHOWN) -> dict[Territory, str]:
    """The pages of the last of these years, the earliest first."""
    earlier: list[EditionData] = []
    for year, of_year in rows.items():
        place = write_rows(folder / str(year), of_year)
        past = [one.summary for one in earlier]
        earlier.append(compute(edition_of_input(year, place), territories_of(shown), Progress(), past))
    return pages_of(earlier[-1])


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[Territory, str]:
    return two_editions(tmp_path_factory.mktemp("years"), (2023, 2024))


@pytest.fixture(scope="module")
def broken(tmp_path_factory: pytest.TempPathFactory) -> dict[Territory, str]:
    return two_editions(tmp_path_factory.mktemp("break"), (2021, 2022))


def text_of(page: str) -> str:
    body = re.sub(r"<(textarea|script|style)\b.*?</\1>", "", page.split("\n---\n", 1)[1], flags=re.DOTALL)
    body = re.sub(r"</?(?:strong|b|a)\b[^>]*>", "", body)
    return no_break_spaces(html.unescape(re.sub(r"<[^>]*>", "\n", body)).replace("**", ""))


def number(text: str) -> Fraction:
    return Fraction(text.replace("\u202f", "").replace("−", "-").replace("+", "").replace(",", "."))


def cells(row: str) -> list[str]:
    return [html.unescape(re.sub(r"<[^>]*>", "", cell)) for cell in re.findall(r"<td.*?</td>", row, re.DOTALL)]


def test_each_written_balance_is_the_difference_of_the_two_amounts_beside_it(pages: dict[Territory, str]) -> None:
    seen = 0
    for territory, page in pages.items():
        table = re.search(r'id="fig-balance-table".*?</table>', page, re.DOTALL)
        assert table, territory.name
        for row in re.findall(r"<tr>.*?</tr>", table[0], re.DOTALL)[1:]:
            read = [re.fullmatch(AMOUNT, cell) for cell in cells(row)]
            if len(read) == 3 and all(read):
                bought, sold, balance = (number(match[1]) for match in read if match)
                assert balance == sold - bought, (territory.name, cells(row))
                seen += 1
    assert seen > 5


def test_the_cover_adds_up(pages: dict[Territory, str]) -> None:
    for territory, page in pages.items():
        cover = re.search(r'<div class="pce-cover".*?\n</div>', page, re.DOTALL)
        assert cover
        amounts = re.findall(r"<strong>(.*?)</strong>", cover[0])
        read = [re.fullmatch(AMOUNT, html.unescape(amount)) for amount in amounts]
        units = {html.unescape(amount).rsplit("\u00a0", 1)[1] for amount in amounts}
        assert len(units) == 1, (territory.name, amounts)
        if all(read):
            sold, bought, balance = (number(match[1]) for match in read if match)
            assert balance == sold - bought, (territory.name, amounts)


def test_each_percentage_holds_for_the_amounts_beside_it(pages: dict[Territory, str]) -> None:
    pattern = rf"de {AMOUNT}\s+à {AMOUNT} \(([+−])([\d\u202f]+(?:,\d)?)\u00a0%\)"
    found = [
        (territory.name, match) for territory, page in pages.items() for match in re.findall(pattern, text_of(page))
    ]
    assert len(found) > 3
    for name, (before, after, sign, percent) in found:
        was, now = number(before), number(after)
        change = abs(now - was) * 1000 / was
        assert number(percent) == Fraction(rounded(change.numerator, change.denominator), 10), name
        assert (sign == "+") == (now > was)


WRONG = {
    "zero for something": r"(?<![\d,])0,0\b|(?<![\d,])0\u00a0%",
    "billions beside millions": r"\d\u00a0Md€",
    "space that breaks": r"\d (?:M€|k€|€|%)",
    "plain sign of a change": r"\(\+-|\+−|−−",
}


@pytest.mark.parametrize("fault", WRONG)
def test_no_page_is_written_otherwise(fault: str, pages: dict[Territory, str]) -> None:
    found = [
        f"{t.name}: {text[max(0, m.start() - 50) : m.end() + 20]!r}"
        for t, text in ((t, text_of(page)) for t, page in pages.items())
        for m in re.finditer(WRONG[fault], text)
    ]
    assert found == []


def test_no_sentence_opens_with_a_figure(pages: dict[Territory, str]) -> None:
    for territory, page in pages.items():
        said = page[page.index("## L'essentiel") : page.index("/// html | div.pce-first")]
        press = re.findall(r"<blockquote>.*?</blockquote>", page, re.DOTALL)
        for text in (text_of("\n---\n" + part) for part in (said, *press)):
            assert not re.search(r"(?:^|\. )(?:- )?[\d<]", text, re.MULTILINE), (territory.name, text)


def test_no_change_is_told_across_the_break_of_2022(broken: dict[Territory, str]) -> None:
    for territory, page in broken.items():
        text = text_of(page)
        assert "Rupture de collecte en janvier 2022" in text, territory.name
        for word in (
            "par rapport à 2021",
            "En un an",
            "en un an",
            "De 2021 à 2022",
            "passent de",
            "D'où vient le changement",
        ):
            assert word not in text, (territory.name, word)
        assert not re.search(r"[+−][\d,\u202f]+\u00a0%", text), territory.name


def test_halves_go_away_from_zero() -> None:
    assert [tenths_of(change, 10_000) for change in (5, 4, -5, -4, 0, 10_000)] == [1, 0, -1, 0, 0, 1000]


def test_a_change_from_next_to_nothing_is_not_told(tmp_path: Path) -> None:
    exports = {2023: 800_000, 2024: 1_200_000_000}
    rows: dict[int, list[Row]] = {
        year: [("E", 1, year, "21", "C24A", "2410", "DE", euros), *rows_of(year, 3)] for year, euros in exports.items()
    }
    (page,) = editions(rows, tmp_path, "region-27").values()
    assert "Total\n\n1\u202f200,0\u00a0M€\n" in text_of(page)
    assert "None" not in text_of(page)
