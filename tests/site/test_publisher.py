"""The publisher's variables are printed as text; an invalid site address is rejected before anything is read."""

from pathlib import Path

import pytest

from generator.cli import main
from generator.site.metadata import write_security
from generator.site.mkdocs import check_site_url, publisher
from tests.conftest import ROWS, write_rows

SAID = {
    "PUBLISHER_NAME": "yes",
    "PUBLISHER_DIRECTOR": "0477000000",
    "PUBLISHER_CONTACT": "+33477000000 <img src=x onerror=alert(1)>",
    "PUBLISHER_HOST": "{{ 1 + 1 }} [x](javascript:alert(1))\n# `y` *z*",
}


def test_the_legal_page_escapes_the_publisher(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "in").mkdir()
    write_rows(tmp_path / "in", ROWS)
    for name, value in SAID.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("SITE_URL", "https://site.example/a")
    command = ["build", "--year", "2024", "--input", str(tmp_path / "in"), "--only", "48"]
    assert main([*command, "--output", str(tmp_path / "site")]) == 0
    legal = (tmp_path / "site/mentions-legales/index.html").read_text(encoding="utf-8")
    for shown in (
        "diteur : yes</li>",
        "publication : 0477000000</li>",
        "Contact : +33477000000 &#60;img src=x onerror=alert(1)&#62;</li>",
        "bergeur : {{ 1 + 1 }} [x](javascript:alert(1)) # `y` *z*</li>",
    ):
        assert shown in legal.replace("\u00a0", " ").replace("\u202f", " ").replace("&nbsp;", " ")
    page = (tmp_path / "site/departements/48-lozere/index.html").read_text(encoding="utf-8")
    assert 'content="https://site.example/a/departements/48-lozere/partage.png"' in page
    schema = (tmp_path / "site/schema/portrait.schema.json").read_text(encoding="utf-8")
    assert '"$id": "https://site.example/a/schema/portrait.schema.json"' in schema


def test_unset_variables_are_empty_texts(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in SAID:
        monkeypatch.delenv(name, raising=False)
    assert set(publisher().values()) == {""}


@pytest.mark.parametrize("command", ["build", "archive", "pages"])
def test_a_wrong_address_is_rejected_before_anything_is_read(
    command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SITE_URL", "")
    words = ["--year", "2024", "--input", "/nowhere", "--output", str(tmp_path / "out")]
    assert main([command, *words]) == 1
    assert capsys.readouterr().err.startswith("error: SITE_URL: ''")


@pytest.mark.parametrize(
    ("address", "fits"),
    [
        ("https://portraits.example/", True),
        ("http://127.0.0.1:8000", True),
        ("https://[::1]/a", True),
        ("https://a.example/b/c/", True),
        ("?", False),
        ("#", False),
        ("ftp://a.example/", False),
        ("https://[::1/", False),
        ("/portraits/", False),
        ("https:///portraits/", False),
        ("https://a.example/?b", False),
        ("https://a.example/#b", False),
        ("https://a.example:99999/", False),
        ("https://user@a.example/", False),
        ("https://a.example/\u202e", False),
        ("https://a.example/'b", False),
    ],
)
def test_site_addresses(address: str, fits: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SITE_URL", address)
    try:
        check_site_url()
    except Exception as error:
        assert not fits, error
        assert "SITE_URL" in str(error)
    else:
        assert fits


@pytest.mark.parametrize(
    ("contact", "url", "written"),
    [
        ("securite@agence.example", "https://site.example/", "mailto:securite@agence.example"),
        ("https://agence.example/contact", "https://site.example", "https://agence.example/contact"),
        ("04 77 00 00 00", "https://site.example/", None),
        ("", "https://site.example/", None),
        ("a@b.example\nContact: x@y.example", "https://site.example/", None),
        ("securite@agence.example", "https://site.example/portraits/", None),
    ],
)
def test_security_txt_is_written_for_a_contact_and_a_domain(
    contact: str, url: str, written: str | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SITE_URL", url)
    write_security(tmp_path, url, contact, "2026-11-21")
    file = tmp_path / ".well-known" / "security.txt"
    assert file.exists() is (written is not None)
    if written:
        assert file.read_text(encoding="ascii").splitlines() == [
            f"Contact: {written}",
            "Expires: 2027-11-21T00:00:00Z",
            "Preferred-Languages: fr, en",
            "Canonical: https://site.example/.well-known/security.txt",
        ]


def test_an_example_address_gets_no_security_txt(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SITE_URL", raising=False)
    write_security(tmp_path, "https://portraits.example/", "a@b.example", "2026-11-21")
    assert list(tmp_path.iterdir()) == []
