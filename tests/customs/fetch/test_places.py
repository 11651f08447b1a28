"""The three places that publish the customs' files, and downloads that are not regional files."""

import io
import zipfile
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest

from generator.customs.fetch.catalogue import INDUSTRY_DATASET, TRADE_DATASET
from generator.customs.fetch.command import fetch
from generator.customs.reader import read_trade
from generator.customs.sources import NATIONAL, REGIONAL, kinds_in
from generator.edition import Edition
from generator.errors import SiteError
from tests.customs.fetch.api_server import ApiServer, Reply
from tests.customs.fetch.conftest import QUICK, Fetch, offer_all, progress_on
from tests.customs.small_year import EXPORT, IMPORT, LIST, LIST_NAME, archive_of, hidden, is_untouched, leave_old

SITE = "/sites/default/files/2025-10/06/202509-Regional-2024-export.zip"
KIOSQUE = "/telechargement"
NATIONAL_ROWS = "I;1;2024;011110;A01Z;10011100;AR;122;30;0\nI;12;2024;011110;A01Z;10011900;BE;5;3;0\n"
PLACES = ("https://example.org", "douane.gouv.fr", "lekiosque.finances.gouv.fr", "[files]", "--from")


def _zip(**members: str | bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return buffer.getvalue()


@pytest.fixture
def addresses(server: ApiServer) -> dict[str, str]:
    """One file on the customs' site, one at the Kiosque (its address has no file name); there is no catalogue."""
    server.resources.clear()
    server.routes = {SITE: [Reply(EXPORT)], KIOSQUE: [Reply(IMPORT)]}
    return {"export": server.url + SITE, "import": server.url + KIOSQUE}


def test_two_addresses_need_no_catalogue(
    server: ApiServer, year: Edition, fetch_year: Fetch, addresses: dict[str, str]
) -> None:
    records = fetch_year(files=addresses)
    assert [record.file for record in records] == ["export.zip", "import.zip"]
    assert read_trade(year.input, 2024).rows["value_eur"].sum() == 1500
    assert [path for path, _ in server.requests] == [SITE, KIOSQUE]


OTHERS = {
    "a national file": (archive_of("Regional_2024_Import.txt", NATIONAL_ROWS), "a national file, by NC8"),
    "a national file with a header": (
        f"FLUX;MOIS;ANNEE;CPF6;A129;NC8;PAYS;VALEUR;MASSE;USUP\n{NATIONAL_ROWS}".encode(), "a national file, by NC8",
    ),
    "a web page": (b"\n<!DOCTYPE html><html>Votre session a expir\xe9</html>", "a web page"),
    "a spreadsheet": (_zip(**{"[Content_Types].xml": "<Types/>", "xl/workbook.xml": "<x/>"}), "a spreadsheet"),
    "an older spreadsheet": (b"\xd0\xcf\x11\xe0" + bytes(600), "a spreadsheet"),
    "an archive of spreadsheets": (_zip(**{"Auvergne.XLS": b"\xd0\xcf\x11\xe0" + bytes(600)}), "a spreadsheet"),
    "a PDF": (b"%PDF-1.7 ...", "a PDF document"),
    "an answer of an API": (b'{"error": "not found"}', "a JSON document"),
    "nothing": (b"", "empty"),
    "the other direction": (EXPORT, "second export file"),
    "label files only": (_zip(**{"Libelle_PAYS.txt": "DE;Allemagne;190001;999912\n"}), "a label file"),
    "another year": (archive_of("Import.txt", "I;1;2023;42;18;C10A;1011;DE;2024;5\n"), "no row for 2024"),
}  # fmt: skip


@pytest.mark.parametrize(("body", "message"), OTHERS.values(), ids=OTHERS)
def test_downloads_that_are_not_regional_files_of_the_year_are_refused_and_described(
    server: ApiServer, year: Edition, fetch_year: Fetch, addresses: dict[str, str], body: bytes, message: str
) -> None:
    leave_old(year)
    server.routes[KIOSQUE] = [Reply(body)]
    with pytest.raises(SiteError) as caught:
        fetch_year(files=addresses)
    assert message in str(caught.value)
    assert all(place in str(caught.value) for place in PLACES)
    assert is_untouched(year)
    assert hidden(year) == []


def test_a_national_file_is_refused_whatever_its_title(server: ApiServer, year: Edition, fetch_year: Fetch) -> None:
    national = archive_of("Region_2024_Export.txt", NATIONAL_ROWS.replace("I;", "E;"))
    offer_all(server, Reply(national))
    with pytest.raises(SiteError, match=r"export\.zip ▸ Region_2024_Export\.txt: a national file, by"):
        fetch_year()
    assert not year.input.exists()


def _offer_months(server: ApiServer, *months: str) -> None:
    for month, body in zip(
        months, (EXPORT, archive_of("Export.txt", "E;1;2024;42;18;C10A;1011;DE;9;9\n")), strict=False
    ):
        server.offer(TRADE_DATASET, "", f"{month}-Regional-2024-export.zip", Reply(body))
        server.offer(TRADE_DATASET, "", f"{month}-Regional-2024-import.zip", Reply(IMPORT))
    server.offer(INDUSTRY_DATASET, "Liste", LIST_NAME, Reply(LIST))


def test_the_latest_of_two_publications_is_fetched_and_logged(server: ApiServer, year: Edition) -> None:
    _offer_months(server, "202503", "202412")
    out = io.StringIO()
    fetch(year, api=server.api, limits=QUICK, progress=progress_on(out, width=300))
    assert (year.input / "export.zip").read_bytes() == EXPORT
    assert "export: 2 publications of 2024, using the latest: no title, " in out.getvalue()
    assert "202412-Regional" not in "".join(path for path, _ in server.requests)


def test_a_closed_edition_refuses_a_newer_publication(server: ApiServer, year: Edition, fetch_year: Fetch) -> None:
    _offer_months(server, "202503", "202509")
    with pytest.raises(SiteError, match=r"export\.zip: SHA-256 is .* the customs may have revised the file"):
        fetch_year(sha256={"export.zip": sha256(EXPORT).hexdigest()})
    assert not year.input.exists()


def test_a_national_file_by_hand_is_described(tmp_path: Path, year: Edition) -> None:
    folder = tmp_path / "by hand"
    folder.mkdir()
    (folder / "export.zip").write_bytes(EXPORT)
    (folder / "import.zip").write_bytes(archive_of("Import.txt", NATIONAL_ROWS))
    with pytest.raises(SiteError) as caught:
        fetch(year, source=folder)
    assert f"import.zip ▸ Import.txt: {NATIONAL}" in str(caught.value)
    assert f"export.zip ▸ Region_2024_Export.txt: {REGIONAL}" in str(caught.value)
    assert not year.input.exists()


@pytest.mark.parametrize(
    "row",
    [
        "I;1;2024;42;18;C10A;1011;DE;500;5",
        "I;1;2024;42;18;1011;C10A;DE;500;5",
        '"I";"1";"2024";"42";"18";"C10A";"1011";"DE";"500";"5"',
        "I ; 03 ; 2024 ; 1 ; 18 ; C10A ; 1011 ; DE ; 500,00 ; ;",
    ],
)
def test_a_regional_file_is_recognised_by_its_rows(tmp_path: Path, row: str) -> None:
    file = tmp_path / "National.txt"
    file.write_text(f"flux;trimestre;annee;dep;reg;a129;cpf4;pays;valeur;masse\n{row}\n")
    assert kinds_in(file) == {"National.txt": REGIONAL}


def test_the_edition_file_may_name_a_file_of_the_dataset(server: ApiServer, year: Edition) -> None:
    offer_all(server)
    server.offer(TRADE_DATASET, "Régional 2024 - export (bis)", "bis.zip", Reply(EXPORT))
    fetch(replace(year, files={"export": "bis.zip"}), api=server.api, limits=QUICK)
    assert server.requests_for("bis.zip")
