import hashlib
import io
import json
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import httpx
import pytest

from generator import edition as editions
from generator.cli import main
from generator.customs.fetch.catalogue import INDUSTRY_DATASET, TRADE_DATASET
from generator.customs.fetch.command import fetch
from generator.customs.fetch.http import Limits, get_json, http_client
from generator.customs.reader import read_trade
from generator.edition import Edition
from generator.errors import SiteError
from generator.system.folders import new_folder
from tests.customs.fetch.api_server import ApiServer, Reply
from tests.customs.fetch.conftest import QUICK, Fetch, offer_all, progress_on
from tests.customs.small_year import (
    EXPORT,
    IMPORT,
    LIST,
    LIST_NAME,
    OLD,
    OTHER,
    archive_of,
    hidden,
    is_untouched,
    leave_old,
)

IMPATIENT = Limits(timeout=0.2, attempts=2, back_off=0.001)


def _assert_fetched(year: Edition) -> None:
    assert (year.input / "export.zip").read_bytes() == EXPORT
    assert (year.input / "import.zip").read_bytes() == IMPORT
    assert (year.input / "territoires-industrie.csv").read_bytes() == LIST
    assert hidden(year) == []


# Results


def test_the_reader_accepts_what_was_fetched(server: ApiServer, year: Edition, fetch_year: Fetch) -> None:
    offer_all(server)
    fetch_year()
    _assert_fetched(year)
    rows = read_trade(year.input, 2024).rows
    assert dict(zip(rows["direction"], rows["value_eur"], strict=True)) == {"export": 1000, "import": 500}


def test_warnings_of_check_are_shown_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(editions, "RAW", tmp_path / "raw")
    came = tmp_path / "came"
    came.mkdir()
    words = ["fetch", "--edition", "2024", "--from", str(came)]
    rows = ["E;1;2024;42;18;C10A;1011;DE;95;1", "E;1;2024;00;00;C10A;1011;DE;5;1"]
    (came / "import.txt").write_text("I;1;2024;42;18;C10A;1011;DE;500;5\n")
    (came / "export.txt").write_text("\n".join(rows) + "\n")
    assert main(words) == 0
    said = capsys.readouterr()
    assert "- 5\u00a0€ (5\u00a0%) des exportations sous le code de département 00, sans page\n" in said.out
    (came / "export.txt").write_text(rows[1] + "\n")
    assert main(words) == 0
    said = capsys.readouterr()
    assert "warning: `check` will reject them: export.txt: 5 € (100 %) of exports" in said.err
    assert "no table has: département 00" in said.err


def test_the_lock_records_the_origin_of_each_file(server: ApiServer, year: Edition, fetch_year: Fetch) -> None:
    offer_all(server)
    fetch_year()
    first = (year.input / "sources.lock").read_bytes()
    lock = json.loads(first)
    assert (lock["schema"], lock["edition"]) == (1, "2024")
    assert [entry["file"] for entry in lock["files"]] == ["export.zip", "import.zip", "territoires-industrie.csv"]
    assert lock["files"][0] == {
        "file": "export.zip",
        "title": "Régional 2024 - export",
        "url": f"{server.url}/resources/regional-2024-export.zip",
        "bytes": len(EXPORT),
        "sha256": hashlib.sha256(EXPORT).hexdigest(),
        "last_modified": "2025-03-11T08:00:00+00:00",
        "retrieved_on": "2025-04-01",
    }
    fetch_year()
    assert (year.input / "sources.lock").read_bytes() == first


def test_a_closed_edition_accepts_only_the_files_it_was_closed_with(
    server: ApiServer, year: Edition, fetch_year: Fetch
) -> None:
    digest = hashlib.sha256(EXPORT).hexdigest()
    offer_all(server)
    fetch_year(sha256={"whatever its name.zip": digest.upper()})
    _assert_fetched(year)
    kept = (year.input / "sources.lock").read_bytes()
    closed = {"import.zip": "0" * 64}
    with pytest.raises(SiteError, match=r"import\.zip: SHA-256 is [0-9a-f]{64}, expected 0+, .*2024\.toml closed"):
        fetch_year(sha256=closed)
    with pytest.raises(SiteError, match="the customs may have revised the file"):
        fetch(replace(year, sha256=closed), source=year.input, today=date(2026, 1, 1))
    _assert_fetched(year)
    assert (year.input / "sources.lock").read_bytes() == kept
    with pytest.raises(SiteError, match="that of no file there"):
        fetch_year(sha256={"other.zip": "0"})


def test_differences_are_logged_and_replaced_files_are_kept(
    server: ApiServer, year: Edition, fetch_year: Fetch
) -> None:
    offer_all(server)
    fetch_year()
    log = io.StringIO()
    fetch(year, source=year.input, today=date(2026, 1, 1), progress=progress_on(log))
    assert "before" not in log.getvalue(), "the same bytes again"
    lock = year.input / "sources.lock"
    record = next(each for each in json.loads(lock.read_text(encoding="utf-8"))["files"])
    revised = archive_of("export.txt", "E;1;2024;42;84;C21Z;2120;DE;1001;1\n")
    (year.input / "export.zip").unlink()
    (year.input / "export.zip").write_bytes(revised)
    fetch(year, source=year.input, today=date(2026, 2, 2), progress=progress_on(log, width=500))
    assert f"export.zip: {record['bytes']} bytes ({record['sha256'][:12]}…) before, {len(revised)} bytes" in (
        log.getvalue()
    )
    assert (year.input.parent / "replaced" / "2024-2026-01-01" / "import.zip").read_bytes() == IMPORT


def test_keep_keeps_complete_files(server: ApiServer, year: Edition, fetch_year: Fetch) -> None:
    offer_all(server)
    fetch_year()
    del server.resources[TRADE_DATASET]
    assert [record.file for record in fetch(year, keep=True, api=server.url, limits=QUICK)] == [
        "export.zip",
        "import.zip",
        "territoires-industrie.csv",
    ]
    (year.input / "export.zip").write_bytes(b"damaged")
    with pytest.raises(SiteError, match="HTTP 404"):
        fetch(year, keep=True, api=server.url, limits=QUICK)


def test_a_sparse_catalogue_is_enough(server: ApiServer, year: Edition, fetch_year: Fetch) -> None:
    offer_all(server, filesize=None, checksum=None, last_modified=None, format=None)
    records = fetch_year()
    _assert_fetched(year)
    assert records[0].last_modified == "Tue, 11 Mar 2025 08:00:00 GMT"


@pytest.mark.parametrize("kind", ["sha1", "sha256", "md5"])
def test_checksums_of_each_kind_are_verified(server: ApiServer, year: Edition, fetch_year: Fetch, kind: str) -> None:
    leave_old(year)
    right = hashlib.new(kind, EXPORT, usedforsecurity=False).hexdigest()
    offer_all(server, checksum={"type": kind, "value": right.upper()})
    fetch_year()
    _assert_fetched(year)
    server.resources[TRADE_DATASET][0]["checksum"]["value"] = right[::-1]
    with pytest.raises(SiteError, match=f"its {kind} is not the catalogue's"):
        fetch_year()
    _assert_fetched(year)


def test_an_archive_of_both_directions_is_downloaded_once(server: ApiServer, year: Edition, fetch_year: Fetch) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("Export.txt", "E;1;2024;42;18;C10A;1011;DE;1000;10\n")
        archive.writestr("Import.txt", "I;1;2024;42;18;C10A;1011;DE;500;5\n")
    server.offer(TRADE_DATASET, "Données régionales 2024", "regional-2024.zip", Reply(buffer.getvalue()))
    server.offer(INDUSTRY_DATASET, "Liste", LIST_NAME, Reply(LIST))
    fetch_year()
    assert sorted(path.name for path in year.input.iterdir()) == [
        "export-import.zip", "sources.lock", "territoires-industrie.csv",
    ]  # fmt: skip
    assert len(server.requests_for("regional-2024.zip")) == 1
    assert read_trade(year.input, 2024).rows["value_eur"].sum() == 1500


# Transient failures


TRANSIENT = {
    "errors of the server": [Reply(status=500), Reply(status=503)],
    "too many requests": [Reply(status=429)],
    "cut midway": [Reply(EXPORT, cut=20_000)],
    "cut midway twice": [Reply(EXPORT, cut=20_000), Reply(EXPORT, cut=15_000)],
    "cut, then a new version": [Reply(OTHER, cut=20_000)],
    "cut where no size was announced": [Reply(EXPORT, cut=20_000, chunked=True)],
    "other redirects": [Reply(status=302, headers={"Location": "/resources/regional-2024-export.zip"})],
}


@pytest.mark.parametrize("replies", TRANSIENT.values(), ids=TRANSIENT)
def test_transient_failures_are_retried(
    server: ApiServer, year: Edition, fetch_year: Fetch, replies: list[Reply]
) -> None:
    offer_all(server, *replies, Reply(EXPORT))
    fetch_year()
    _assert_fetched(year)


def test_a_failed_download_changes_nothing_and_a_later_run_succeeds(
    server: ApiServer, year: Edition, fetch_year: Fetch
) -> None:
    leave_old(year)
    offer_all(server)
    import_path = "/resources/regional-2024-import.zip"
    server.routes[import_path] = [Reply(IMPORT, cut=20_000), Reply(status=500)]
    with pytest.raises(SiteError, match="HTTP 500"):
        fetch_year()
    assert is_untouched(year)
    assert hidden(year) == []
    server.routes[import_path] = [Reply(IMPORT)]
    fetch_year()
    _assert_fetched(year)


def test_the_remains_of_a_killed_run_do_no_harm(server: ApiServer, year: Edition, fetch_year: Fetch) -> None:
    offer_all(server)
    work = year.input.with_name(".2024.fetching-0123abcd")
    (work / "new").mkdir(parents=True)
    (work / "new" / "export.zip").write_bytes(b"half")
    year.input.mkdir(parents=True)
    (year.input / "sources.lock").write_bytes(OLD)
    server.routes["/resources/regional-2024-export.zip"] = [Reply(status=404)]
    with pytest.raises(SiteError, match="404"):
        fetch_year()
    assert is_untouched(year)
    assert hidden(year) == []
    server.routes["/resources/regional-2024-export.zip"] = [Reply(EXPORT)]
    fetch_year()
    _assert_fetched(year)


# Permanent failures


@pytest.mark.parametrize("count", [1, 5])
def test_redirects_are_followed(server: ApiServer, year: Edition, fetch_year: Fetch, count: int) -> None:
    hops = [Reply(status=302, headers={"Location": f"/hop/{n + 1}"}) for n in range(count)]
    offer_all(server, hops[0], Reply(EXPORT))
    for number, hop in enumerate(hops[1:], 1):
        server.routes[f"/hop/{number}"] = [hop]
    server.routes[f"/hop/{count}"] = [Reply(EXPORT)]
    fetch_year()
    _assert_fetched(year)


def test_a_time_out_is_retried(server: ApiServer, year: Edition, fetch_year: Fetch) -> None:
    leave_old(year)
    offer_all(server, Reply(EXPORT, delay=0.5))
    with pytest.raises(SiteError, match=r"export\.zip: timed out"):
        fetch_year(IMPATIENT)
    assert len(server.requests_for("export.zip")) == IMPATIENT.attempts
    assert is_untouched(year)


def test_redirects_from_https_to_http_are_refused() -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        return httpx.Response(302, headers={"Location": "http://plain.example/file"})

    client = http_client(QUICK)
    client._transport = httpx.MockTransport(answer)
    with pytest.raises(SiteError, match="leads from https to http://plain"):
        get_json(client, "https://safe.example/file", QUICK, print)


def test_an_unreachable_server_is_reported(year: Edition, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    with pytest.raises(SiteError, match=r"datasets/.*: .*[Rr]efused(.|\n)*--from"):
        fetch(year, api="http://127.0.0.1:9/api/1", limits=QUICK)
    assert not year.input.exists()


PERMANENT: dict[str, tuple[list[Reply], dict[str, object], str]] = {
    "not found": ([Reply(b"no", 404)], {}, "HTTP 404"),
    "cut every time": ([Reply(EXPORT, cut=10)], {}, "export.zip: peer closed"),
    "always an error": ([Reply(EXPORT, 500)], {}, "HTTP 500"),
    "size of the catalogue wrong": ([Reply(EXPORT)], {"filesize": 12}, "where the catalogue says 12"),
    "size known at the end only": ([Reply(EXPORT, chunked=True)], {"filesize": 12}, "the catalogue says 12"),
    "too short, no size announced": (
        [Reply(EXPORT, chunked=True)], {"filesize": 10**6}, "the catalogue says 1000000",
    ),
    "a web page": ([Reply(b"<html>", headers={"Content-Type": "text/html; charset=utf-8"})], {}, "a web page"),
    "a web page that says it is a zip": ([Reply(b"<html>")], {}, "a web page"),
    "a truncated archive": ([Reply(EXPORT[:30_000])], {}, "is damaged"),
    "an archive that leads out": ([Reply(archive_of("../Export.txt", "E"))], {}, "leads outside"),
    "compressed on the way": ([Reply(EXPORT, headers={"Content-Encoding": "gzip"})], {}, "sent as gzip"),
    "the wrong direction": ([Reply(IMPORT)], {}, "second import file"),
    "a loop": ([Reply(status=302, headers={"Location": "/resources/regional-2024-export.zip"})], {}, "redirect"),
    "a redirect to a file": ([Reply(status=302, headers={"Location": "file:///etc/passwd"})], {}, "neither http"),
    "a redirect to ftp": ([Reply(status=302, headers={"Location": "ftp://a.example/x"})], {}, "neither http"),
    "a redirect to nowhere": ([Reply(status=302, headers={"Location": "http://[::1"})], {}, "export.zip"),
}  # fmt: skip


@pytest.mark.parametrize(("replies", "fields", "message"), PERMANENT.values(), ids=PERMANENT)
def test_permanent_failures_leave_the_folder_unchanged(
    server: ApiServer, year: Edition, fetch_year: Fetch, replies: list[Reply], fields: dict[str, object], message: str
) -> None:
    leave_old(year)
    offer_all(server, *replies, **fields)
    with pytest.raises(SiteError, match=message):
        fetch_year()
    assert is_untouched(year)
    assert len(server.requests_for("export.zip")) <= QUICK.redirects * QUICK.attempts


@pytest.mark.parametrize(
    ("reply", "fields"),
    [(Reply(EXPORT), {}), (Reply(EXPORT), {"filesize": None}), (Reply(EXPORT, chunked=True), {"filesize": None})],
    ids=["said by the catalogue", "announced", "found out"],
)
def test_downloads_are_limited_in_size(
    server: ApiServer, year: Edition, fetch_year: Fetch, reply: Reply, fields: dict[str, object]
) -> None:
    offer_all(server, reply, **fields)
    with pytest.raises(SiteError, match="40000"):
        fetch_year(Limits(attempts=1, max_bytes=40_000))
    assert not year.input.exists()
    assert hidden(year) == []


@pytest.mark.parametrize(
    ("reply", "message"),
    [
        (Reply(b"<html>", headers={"Content-Type": "text/html"}), "not JSON \\(text/html\\)"),
        (Reply(b"[]"), "does not describe"),
        (Reply(b'{"resources": [{"title": "no address"}]}'), "does not describe"),
        (Reply(b'{"resources": {}}'), "no resource matches"),
        (Reply(b"[" * 100_000), "not JSON"),
        (Reply(b"gone", 410), "HTTP 410"),
    ],
)
def test_an_unexpected_api_response_is_reported(
    server: ApiServer, year: Edition, fetch_year: Fetch, reply: Reply, message: str
) -> None:
    server.routes[f"/api/1/datasets/{TRADE_DATASET}/"] = [reply]
    with pytest.raises(SiteError, match=message) as caught:
        fetch_year()
    for place in ("[files]", "https://example.org", "douane.gouv.fr", "lekiosque.finances.gouv.fr", "--from"):
        assert place in str(caught.value)
    assert not year.input.exists()


def test_a_list_that_is_not_the_industry_list_is_refused(server: ApiServer, year: Edition, fetch_year: Fetch) -> None:
    offer_all(server)
    server.offer(INDUSTRY_DATASET, "Liste", "liste-ti-com2023-20240801.csv", Reply(b"code;nom\n"), checksum=None)
    with pytest.raises(SiteError, match=r"territoires-industrie\.csv, row 1: not the Territoires d'industrie list"):
        fetch_year()
    assert hidden(year) == []


def test_files_that_were_not_fetched_are_not_replaced(server: ApiServer, year: Edition, fetch_year: Fetch) -> None:
    offer_all(server)
    year.input.mkdir(parents=True)
    (year.input / "mine.txt").write_text("E;1;2024;42;18;C10A;1011;DE;1000;10\n")
    with pytest.raises(SiteError, match="`fetch` did not record"):
        fetch_year()
    assert [path.name for path in year.input.iterdir()] == ["mine.txt"]


def test_two_fetches_of_one_edition_do_not_interfere(server: ApiServer, year: Edition, fetch_year: Fetch) -> None:
    offer_all(server)
    with new_folder(year.input, "fetching") as new:
        fetch_year()
        _assert_fetched(year)
        (new / "sources.lock").write_bytes(OLD)
    assert is_untouched(year)
    assert hidden(year) == []


def test_a_demonstration_is_not_fetched() -> None:
    with pytest.raises(SiteError, match="not fetched"):
        fetch(editions.edition("demo"))


def test_the_log_has_a_line_per_file_and_a_terminal_has_a_bar(server: ApiServer, year: Edition) -> None:
    offer_all(server, Reply(status=500), Reply(EXPORT))
    for terminal in (False, True):
        out = io.StringIO()
        progress = progress_on(out, force_terminal=terminal, width=200)
        fetch(year, api=server.api, limits=QUICK, progress=progress)
        lines = out.getvalue()
        assert "import: regional-2024-import.zip: 50 " in lines.replace("\u202f", " ")
        assert ("\x1b[" in lines) == terminal
    server.routes["/resources/regional-2024-export.zip"] = [Reply(status=500)]
    out = io.StringIO()
    with pytest.raises(SiteError):
        fetch(year, api=server.api, limits=QUICK, progress=progress_on(out, width=200))
    assert "HTTP 500 Internal Server Error; attempt 3 of 3" in out.getvalue()


def test_addresses_in_the_edition_file_are_used(server: ApiServer, year: Edition, fetch_year: Fetch) -> None:
    offer_all(server)
    files = {
        "export": f"{server.url}/resources/regional-2024-export.zip",
        "import": f"{server.url}/resources/regional-2024-import.zip",
        "industry": f"{server.url}/resources/{LIST_NAME}",
    }
    server.resources.clear()
    records = fetch_year(files=files)
    _assert_fetched(year)
    assert [record.title for record in records] == [None, None, None]
